// docs/migrating.md, and the first code of README.md: it runs against a real server, and before and after send the same.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import * as authorizationServer from '../support/authorization-server.mjs'
import { selfSigned } from '../support/certificates.mjs'
import { packed, root } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'

const PAGE = await readFile(join(root, 'docs/migrating.md'), 'utf8')
const README = await readFile(join(root, 'README.md'), 'utf8')
const runnable = (page) => [...page.matchAll(/^```js run=(\S+)\n([^]*?)^```$/gm)].map(([, packages, code]) => ({ packages: packages.split(','), code }))
const blocks = runnable(PAGE)
const COMES_BACK = /^\/\/ Send the user's browser .*$/m
const client = {
  client_id: 'my-app',
  client_secret: 'a secret',
  token_endpoint_auth_method: 'client_secret_basic',
  application_type: 'web',
  redirect_uris: ['https://app.example/callback'],
}
const names = (exchange) => [...new URLSearchParams(exchange.body).keys()].sort()

test('every block of code of the page is run', () => {
  assert.equal([...PAGE.matchAll(/^```(js|ts)/gm)].length, blocks.length)
  assert.deepEqual(blocks.map(({ packages }) => packages.join()), ['oauth4webapi,oauth4wasm', 'oauth4wasm', 'openid-client', 'oauth4wasm'])
})

test('the code of docs/migrating.md', { timeout: 60_000 }, async (t) => {
  // Below the root, so that the other packages are found.
  await mkdir(join(root, 'target/tmp'), { recursive: true })
  const folder = await mkdtemp(join(root, 'target/tmp/migrating-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await cp(join(packed, 'node_modules/oauth4wasm'), join(folder, 'node_modules/oauth4wasm'), { recursive: true })
  await cp(join(root, 'tests/support/login.mjs'), join(folder, 'login.mjs'))
  const tls = await selfSigned('server')
  await writeFile(join(folder, 'ca.pem'), tls.cert)

  /** Runs a block. @returns {Promise<{pushes: object[], tokens?: string[], code?: string}>} */
  async function execute(t, code) {
    const dPoP = { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true }
    const server = await authorizationServer.start({ tls, clients: { client }, features: { dPoP }, record: true })
    t.after(() => server.close())
    const program = code
      .replaceAll('https://as.example', server.issuer)
      .replace(COMES_BACK, `const { login } = await import('./login.mjs')\nconst currentUrl = await login(url, 'https://app.example/callback')`)
    const end = `console.log(JSON.stringify({ url: url.href, tokens: typeof tokens === 'object' ? Object.keys(tokens) : undefined, code: typeof code === 'string' ? code : undefined }))\n`
    await writeFile(join(folder, 'block.mjs'), program + end)
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }
    const { code: exit, stdout, stderr } = await run(t, process.execPath, ['block.mjs'], { cwd: folder, env })
    assert.equal(exit, 0, stderr)
    const { url, ...results } = JSON.parse(stdout)
    const pushes = server.exchanges.filter((exchange) => new URL(exchange.url).pathname === '/request')
    assert.equal(pushes.at(-1).status, 201)
    assert.deepEqual([...new URL(url).searchParams.keys()].sort(), ['client_id', 'request_uri'])
    return { pushes, ...results }
  }

  await t.test('oauth4webapi: one line, and the same on the wire', async (t) => {
    const [{ packages, code }] = blocks
    const sent = []
    for (const name of packages) sent.push(names((await execute(t, code.replace(`'oauth4wasm'`, `'${name}'`))).pushes[0]))
    assert.deepEqual(sent[0], sent[1])
  })

  await t.test('README: the push, and back with a code', async (t) => {
    const [{ code }, ...more] = runnable(README)
    assert.deepEqual(more, [])
    assert.ok(COMES_BACK.test(code))
    const { pushes, code: authorizationCode } = await execute(t, code)
    assert.equal(pushes.length, 1)
    assert.ok(authorizationCode.length > 20)
  })

  await t.test('the two side by side, up to the tokens', async (t) => {
    const { tokens } = await execute(t, blocks[1].code)
    assert.ok(tokens.includes('access_token') && tokens.includes('id_token'), tokens)
  })

  await t.test('openid-client: before and after send the same, the second request with the nonce too', async (t) => {
    const [before, after] = [await execute(t, blocks[2].code), await execute(t, blocks[3].code)]
    assert.deepEqual(after.pushes.map(({ status }) => status), [400, 201])
    assert.deepEqual(before.pushes.map(({ status }) => status), [400, 201])
    assert.deepEqual(names(after.pushes[1]), names(before.pushes[1]))
    assert.ok(after.pushes[1].headers.dpop && before.pushes[1].headers.dpop)
  })

  await t.test('the names in its table exist', async () => {
    const [oidc, oauth] = await Promise.all([import('openid-client'), import(join(packed, 'entry.mjs'))])
    const rows = [...PAGE.matchAll(/^\| `(.*)\|(.*)\|$/gm)]
    assert.ok(rows.length >= 7)
    for (const [, theirs, ours] of rows) {
      for (const [, name] of `\`${theirs}`.matchAll(/`(\w+)\(/g)) assert.equal(typeof oidc[name], 'function', name)
      for (const [, name] of ours.matchAll(/`(\w+)\(/g)) assert.equal(typeof oauth[name], 'function', name)
    }
  })
})
