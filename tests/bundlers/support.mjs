// A user's project for each bundler, and the proof that what it made works.
import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as authorizationServer from '../support/authorization-server.mjs'
import { packed } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'
import { followed } from '../support/report.mjs'
import { browser } from '../support/runtimes.mjs'
import * as staticServer from '../support/static-server.mjs'

const here = dirname(fileURLToPath(import.meta.url))
/** Where projects are while they are tested. */
export const work = join(here, '.work')
const DEMANDS_DPOP = { dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true } }

/** Program of a package that is installed beside this file. */
export const tool = (path) => join(here, 'node_modules', path)

/**
 * The application with the package installed from its tarball. It lies below a folder with the bundlers' own packages, which are
 * found as in any workspace.
 * @param {Record<string, string>} [files] path to text
 * @param {'oauth4wasm' | 'oauth4wasm/url'} [entry]
 * @param {string} [below] another folder than this
 */
export async function app(t, files = {}, entry = 'oauth4wasm', below = work) {
  await mkdir(below, { recursive: true })
  const folder = await mkdtemp(join(below, 'app-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await cp(join(packed, 'node_modules/oauth4wasm'), join(folder, 'node_modules/oauth4wasm'), { recursive: true })
  await cp(join(here, 'app'), folder, { recursive: true })
  const push = (await readFile(join(folder, 'push.mjs'), 'utf8')).replace(`'oauth4wasm'`, `'${entry}'`)
  const all = { 'package.json': '{ "private": true, "type": "module", "dependencies": { "oauth4wasm": "*" } }', 'push.mjs': push, ...files }
  for (const [name, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

/** A server that demands DPoP with a nonce. @param {string[]} [origins] of pages */
export async function server(t, origins) {
  const { issuer, clients, close } = await authorizationServer.start({ origins, features: DEMANDS_DPOP })
  t.after(close)
  return { issuer, client_id: clients.none.client_id }
}

/** The push must have arrived: the server answers the authorization URL. */
export const arrived = (t, pushed, { issuer }) => followed(t, [{ name: 'push', ok: true, detail: pushed }], issuer)

/** Serves a folder of built files and pushes from its page. */
export async function pushFromFiles(t, folder) {
  const site = await staticServer.start({ mounts: { '/': folder } })
  t.after(() => site.close())
  await pushFromPage(t, site.origin)
}

/** Serves a folder of built files. @returns {Promise<string>} the error that its page ends with */
export async function errorInFiles(t, folder) {
  const site = await staticServer.start({ mounts: { '/': folder } })
  t.after(() => site.close())
  const page = await (await browser(t)).newPage()
  const error = page.waitForEvent('pageerror', { timeout: 20_000 })
  await page.goto(site.origin)
  return (await error).message
}

/** Pushes from a page whose script sets `globalThis.push`. */
export async function pushFromPage(t, origin) {
  const chromium = await browser(t)
  const page = await chromium.newPage({ baseURL: origin })
  const problems = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('response', (response) => response.status() === 404 && problems.push(`404 ${response.url()}`))
  await page.goto('/')
  const late = await page.waitForFunction(() => 'push' in globalThis, undefined, { timeout: 20_000 }).then(() => undefined, String)
  // What went wrong on the page says more than that it waited in vain.
  assert.deepEqual(problems, [], 'errors on the page')
  assert.equal(late, undefined)
  const to = await server(t, [origin])
  const pushed = await page.evaluate((to) => globalThis.push(to), to)
  assert.deepEqual(problems, [], 'errors on the page')
  await arrived(t, pushed, to)
}

/** Text of a program that pushes, once bundled for a server, or run as it is. */
export const program = (to, from = './push.mjs') =>
  `import { push } from '${from}'\npush(${JSON.stringify(to)}).then((pushed) => console.log(JSON.stringify(pushed)))\n`

/** Runs the program in Node. */
export async function pushFromNode(t, folder, file, to) {
  const { code, stdout, stderr } = await run(t, process.execPath, [file], { cwd: folder })
  assert.equal(code, 0, stderr)
  await arrived(t, JSON.parse(stdout), to)
}

/** Runs a tool in a project; it must succeed. */
export async function succeeds(t, folder, args, { env, seconds = 60 } = {}) {
  const { code, stdout, stderr } = await run(t, process.execPath, args, { cwd: folder, seconds, env: { ...process.env, NO_COLOR: '1', NODE_TEST_CONTEXT: undefined, ...env } })
  assert.equal(code, 0, stdout + stderr)
  return stdout + stderr
}
