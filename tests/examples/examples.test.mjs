// Each example as it stands, with the package installed from its tarball: a sign-in at a real server, and the code.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { exportJWK, generateKeyPair } from 'jose'
import * as authorizationServer from '../support/authorization-server.mjs'
import { login } from '../support/login.mjs'
import { bundlerTool, deno, packed, root } from '../support/paths.mjs'
import { launch } from '../support/processes.mjs'
import { browser } from '../support/runtimes.mjs'
import * as staticServer from '../support/static-server.mjs'

// Below it the tools of the bundler tests are found, as in any workspace.
const work = join(root, 'tests/bundlers/.work')
const SIGNED_IN = /^Signed in: a code of [1-9]\d characters, for the token request\.$/
const NATIVE = { application_type: 'native', redirect_uris: ['http://127.0.0.1/', 'http://127.0.0.1/callback'] }

async function example(t, name) {
  await mkdir(work, { recursive: true })
  const folder = await mkdtemp(join(work, `${name}-`))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await cp(join(root, 'examples', name), folder, { recursive: true })
  await cp(join(packed, 'node_modules/oauth4wasm'), join(folder, 'node_modules/oauth4wasm'), { recursive: true })
  return folder
}

async function server(t, options) {
  const started = await authorizationServer.start(options)
  t.after(() => started.close())
  return started
}

/** As a browser does it: /login, the pages of the server, /callback with the cookie. @returns {Promise<string>} what is said at the end */
async function signIn(origin) {
  const sent = await fetch(new URL('/login', origin), { redirect: 'manual' })
  assert.equal(sent.status, 303, await sent.clone().text())
  const [cookie] = sent.headers.getSetCookie()
  assert.match(cookie, /HttpOnly/)
  const callback = await login(new URL(sent.headers.get('location')), new URL('/callback', origin).href)
  const headers = { cookie: cookie.split(';')[0] }

  const stranger = await fetch(callback)
  assert.equal(stranger.status, 400)
  const response = await fetch(callback, { headers })
  assert.equal(response.status, 200)
  return response.text()
}

/** Waits until a program has printed something. */
async function printed(child, pattern) {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part))
  while (!pattern.test(text)) {
    const [event] = await Promise.race([once(child.stdout, 'data').then(() => ['data']), once(child, 'close').then(() => ['close'])])
    if (event === 'close' && !pattern.test(text)) assert.fail(`ended without ${pattern}\n${text}`)
  }
  return pattern.exec(text)[1]
}

test('spa: built by Vite, signed in from a page', { timeout: 60_000 }, async (t) => {
  const [folder, chromium, { build }] = await Promise.all([example(t, 'spa'), browser(t), import(bundlerTool('vite'))])
  const site = await staticServer.start({ mounts: { '/': join(folder, 'dist') } })
  t.after(() => site.close())
  const dPoP = { enabled: true, nonceSecret: Buffer.alloc(32, 1), requireNonce: () => true }
  const { issuer, clients } = await server(t, { origins: [site.origin], features: { dPoP } })
  await writeFile(join(folder, '.env'), `VITE_ISSUER=${issuer}\nVITE_CLIENT_ID=${clients.none.client_id}\n`)
  await build({ root: folder, logLevel: 'error' })

  const page = await chromium.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(site.origin)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByPlaceholder('Enter any login').fill('somebody')
  await page.getByPlaceholder('and password').fill('something')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForFunction(() => document.querySelector('#result')?.textContent)
  assert.match(await page.getByRole('status').textContent(), SIGNED_IN)

  await page.goto(`${site.origin}/?code=forged&state=forged`)
  await page.getByRole('status').getByText('This tab did not ask').waitFor()
})

test('cloudflare-worker: wrangler dev', { timeout: 60_000 }, async (t) => {
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.WRANGLER_LOG = 'error'
  process.env.WRANGLER_LOG_PATH = join(work, 'wrangler')
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const { unstable_dev } = await import(bundlerTool('wrangler'))
  const folder = await example(t, 'cloudflare-worker')
  const { issuer, clients } = await server(t)
  const { client_id: CLIENT_ID, client_secret: CLIENT_SECRET } = clients.client_secret_basic
  const worker = await unstable_dev(join(folder, 'worker.js'), {
    config: join(folder, 'wrangler.json'),
    vars: { ISSUER: issuer, CLIENT_ID, CLIENT_SECRET },
    ip: '127.0.0.1',
    experimental: { disableExperimentalWarning: true, disableDevRegistry: true, testMode: true },
  })
  try {
    assert.match(await signIn(`http://${worker.address}:${worker.port}`), SIGNED_IN)
  } finally {
    await worker.stop()
  }
})

test('deno: a program that waits for the browser', { timeout: 30_000 }, async (t) => {
  const folder = await example(t, 'deno')
  const { issuer, clients, exchanges } = await server(t, { record: true })
  const args = ['run', '--no-prompt', '--no-lock', '--check', '--node-modules-dir=manual', '--allow-net=127.0.0.1', 'sign-in.ts', issuer, clients.none.client_id]
  const { child, ended } = launch(t, deno(), args, { cwd: folder, env: { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' } })
  const url = new URL(await printed(child, /^(http:\S+)\n/m))
  const callback = await login(url, new URLSearchParams(exchanges[0].body).get('redirect_uri'))
  const done = printed(child, /^(Signed in: .*)$/m)
  assert.match(await (await fetch(callback)).text(), /^Done/)
  assert.match(await done, SIGNED_IN)
  assert.equal((await ended).code, 0)
})

test('node-server: a key, and a signed request', { timeout: 30_000 }, async (t) => {
  const folder = await example(t, 'node-server')
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { d, ...publicKey } = { ...(await exportJWK(privateKey)), kid: 'key-1' }
  const client_id = 'my-server'
  const client = { client_id, token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256', jwks: { keys: [publicKey] }, ...NATIVE }
  const { issuer, exchanges } = await server(t, { clients: { client }, features: { requestObjects: { enabled: true } }, record: true })
  const env = { ...process.env, ISSUER: issuer, CLIENT_ID: client_id, PRIVATE_JWK: JSON.stringify({ ...publicKey, d }), PORT: '0' }
  const { child } = launch(t, process.execPath, ['server.js'], { cwd: folder, env })
  assert.match(await signIn(await printed(child, /^(http:\S+)\n/m)), SIGNED_IN)
  const [pushed] = exchanges.filter(({ url }) => url.endsWith('/request'))
  assert.ok(new URLSearchParams(pushed.body).has('request'))
})
