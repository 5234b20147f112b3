// One way into each runtime: installs the package in a fresh project, runs a scenario there, returns its results.
import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import * as paths from './paths.mjs'
import { launch, run } from './processes.mjs'
import { defaultEntry, project } from './project.mjs'
import * as staticServer from './static-server.mjs'

/**
 * @typedef {object} Job
 * @property {string} packed folder that holds node_modules/oauth4wasm
 * @property {`${'' | 'offline-' | 'trap-' | 'matrix-' | 'mtls-'}scenario.mjs` | 'attempts.mjs'} scenario
 * @property {unknown} [input] JSON, second argument of the scenario
 * @property {string} [entry] of the package, as users import it
 * @property {string} [first] a file of the project that is imported before everything else
 */

const MARK = 'RESULTS '
// Static imports only: Deno reads those without a permission.
const main = ({ scenario, input = null, entry = 'oauth4wasm', first }) => `
${first ? `import './${first}'` : ''}
import * as oauth from '${entry}'
import { run } from './${scenario}'
console.log('${MARK}' + JSON.stringify(await run(oauth, ${JSON.stringify(input)})))
`

const commonjsMain = ({ scenario, input = null }) => `
const oauth = require('oauth4wasm')
import('./${scenario}')
  .then(({ run }) => run(oauth, ${JSON.stringify(input)}))
  .then((results) => console.log('${MARK}' + JSON.stringify(results)))
`

// Every runtime can collect garbage on demand, for the trap scenario.

/**
 * @param {Job} job
 * @param {object} [options]
 * @param {string} [options.command] another Node
 * @param {string[]} [options.flags]
 * @param {boolean} [options.commonjs] `require` instead of `import`
 * @param {(cwd: string, file: string) => Promise<string>} [options.bundled] bundles the program; resolves with the file to run instead
 */
export const node = (t, job, { command = process.execPath, flags = [], commonjs, bundled } = {}) =>
  program(t, job, command, ['--expose-gc', ...flags], { commonjs, bundled })

/** @param {Job} job @param {string[]} permissions */
export const deno = (t, job, permissions) => program(t, job, paths.deno(), ['run', '--no-prompt', '--v8-flags=--expose-gc', ...permissions])

/** @param {Job} job @param {{commonjs?: boolean}} [options] */
export const bun = (t, job, { commonjs } = {}) => program(t, job, paths.bun(), ['run'], { commonjs })

async function program(t, job, command, args, { commonjs = false, bundled = async (cwd, file) => file } = {}) {
  const source = commonjs ? 'main.cjs' : 'main.mjs'
  const cwd = await project(t, job.packed, { [source]: commonjs ? commonjsMain(job) : main(job) })
  const file = await bundled(cwd, source)
  const { code, stdout, stderr } = await run(t, command, [...args, file], { cwd, env: quiet() })
  const line = stdout.split('\n').find((line) => line.startsWith(MARK))
  assert.ok(line, `no results; exit ${code}\n${stdout}${stderr}`)
  const end = { name: 'the process ends by itself and well', ok: code === 0, detail: `exit ${code}\n${stderr}` }
  return [...JSON.parse(line.slice(MARK.length)), end]
}

const quiet = () => ({ ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1', NODE_TEST_CONTEXT: undefined })

/** @param {Job} job @param {string} compatibilityDate of an old Worker, or of a new one */
export async function workerd(t, { packed, scenario, input = null, entry = 'oauth4wasm' }, compatibilityDate) {
  const cwd = await project(t, packed, {
    'main.mjs': `
import * as oauth from '${entry}'
import { run } from './${scenario}'
export default { fetch: async (request) => Response.json(await run(oauth, await request.json())) }
`,
  })
  const files = await bundleForWorkerd(cwd)
  const worker = await startWorkerd(t, cwd, files, compatibilityDate)

  const signal = AbortSignal.timeout(30_000)
  const response = await fetch(worker.origin, { method: 'POST', body: JSON.stringify(input), signal })
  const text = await response.text()
  assert.equal(response.status, 200, `${text}\n${worker.output()}`)
  // An exception that nobody catches raises no event in workerd; --verbose reports it.
  const uncaught = worker.output().split('\n').filter((line) => /uncaught/i.test(line)).map((line) => line.slice(0, 300))
  const calm = { name: 'workerd reports nothing uncaught', ok: uncaught.length === 0, detail: uncaught.join('\n') }
  return { results: [...JSON.parse(text), calm], files }
}

/**
 * Bundles main.mjs as wrangler does it: the condition `workerd`, and the .wasm beside the bundle as a module of its own.
 * @returns {Promise<string[]>} the files in dist
 */
export async function bundleForWorkerd(cwd) {
  await build({
    absWorkingDir: cwd,
    entryPoints: ['main.mjs'],
    bundle: true,
    format: 'esm',
    target: 'esnext',
    conditions: ['workerd', 'worker'],
    loader: { '.wasm': 'copy' },
    outdir: 'dist',
    logLevel: 'silent',
  })
  return readdir(join(cwd, 'dist'))
}

/** Serves what is in dist on loopback until the test ends. @param {string[]} [args] more of workerd's */
export async function startWorkerd(t, cwd, files, compatibilityDate, args = []) {
  const modules = files.map((name) => `(name = "${name}", ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed "dist/${name}")`)
  await writeFile(join(cwd, 'config.capnp'), config(modules, compatibilityDate))
  const { child, ended } = launch(t, paths.workerd(), ['serve', 'config.capnp', '--control-fd=3', '--verbose', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const port = await Promise.race([
    listening(child.stdio[3]),
    ended.then(({ code }) => assert.fail(`workerd ended with ${code}\n${output}`)),
  ])
  return { origin: `http://127.0.0.1:${port}/`, pid: child.pid, output: () => output }
}

const config = (modules, compatibilityDate) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [${modules.join(', ')}],
      compatibilityDate = "${compatibilityDate}",
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["127.0.0.0/8"])),
  ],
  v8Flags = ["--expose-gc"],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`

function listening(stream) {
  return new Promise((resolve) => {
    let text = ''
    stream.setEncoding('utf8').on('data', (part) => {
      text += part
      const [, port] = /"event":"listen".*"port":(\d+)/.exec(text) ?? []
      if (port) resolve(port)
    })
  })
}

/** How every Chromium here is launched. */
export const chromiumOptions = {
  executablePath: paths.chromium,
  timeout: 20_000,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    '--js-flags=--expose-gc',
  ],
}

/** A running Chromium, closed when the test ends. @param {string[]} [args] further ones */
export async function browser(t, args = []) {
  const instance = await chromium.launch({ ...chromiumOptions, args: [...chromiumOptions.args, ...args] })
  t.after(() => instance.close())
  return instance
}

/**
 * The package on a static server, no bundler: a page with an import map, workers with relative URLs.
 * @param {'.' | './url' | './es256'} [subpath] the entry of the package
 */
export async function site(t, packed, scenario, subpath = '.') {
  const specifier = subpath.replace('.', 'oauth4wasm')
  const folder = await project(t, packed, {})
  const entry = await defaultEntry(folder, subpath)
  const imports =
    subpath !== './url'
      ? `import * as oauth from './${entry}'\nimport { run as runScenario } from './${scenario}'\nconst run = (input) => runScenario(oauth, input)\n`
      : // A worker that awaits a module loses the messages that come before it listens.
        `const modules = Promise.all([import('./${entry}'), import('./${scenario}')])\nconst run = (input) => modules.then(([oauth, { run }]) => run(oauth, input))\n`
  const files = {
    'index.html': `<!doctype html><link rel="icon" href="data:,"><script type="importmap">{ "imports": { "${specifier}": "./${entry}" } }</script>
<script type="module">import * as oauth from '${specifier}'
import { run } from './${scenario}'
globalThis.run = (input) => run(oauth, input)</script>`,
    'worker.mjs': `${imports}addEventListener('message', async ({ data }) => postMessage(await run(data)))`,
    'shared-worker.mjs': `${imports}addEventListener('connect', ({ ports: [port] }) => {
  port.onmessage = async ({ data }) => port.postMessage(await run(data))
})`,
    'service-worker.mjs': `${imports}addEventListener('message', (event) => {
  event.waitUntil(run(event.data).then((results) => event.ports[0].postMessage(results)))
})`,
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const server = await staticServer.start({ mounts: { '/': folder } })
  t.after(() => server.close())
  return server.origin
}

/** @param {import('playwright-core').Page} page of `site` @param {'page' | 'worker' | 'shared worker' | 'service worker'} place */
export async function chromiumIn(page, place, input = null) {
  const errors = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(page.url() === 'about:blank' ? '/' : page.url())
  const results = await page.evaluate(inPlace, { place, input })
  assert.deepEqual(errors, [], 'errors on the page')
  return results
}

/** Runs in a page of `site`, of any browser. */
export async function inPlace({ place, input }) {
  // A page has loaded before a module that awaits has ended.
  for (let left = 100; left > 0 && !('run' in globalThis); left--) await new Promise((resolve) => setTimeout(resolve, 100))
  if (place === 'page') return globalThis.run(input)
  if (place === 'worker') {
    const worker = new Worker('./worker.mjs', { type: 'module' })
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data)
      worker.onerror = ({ message }) => reject(new Error(`worker: ${message}`))
      worker.postMessage(input)
    })
  }
  if (place === 'shared worker') {
    const worker = new SharedWorker('./shared-worker.mjs', { type: 'module' })
    return new Promise((resolve, reject) => {
      worker.port.onmessage = ({ data }) => resolve(data)
      worker.onerror = ({ message }) => reject(new Error(`shared worker: ${message}`))
      worker.port.postMessage(input)
    })
  }
  const registration = await navigator.serviceWorker.register('./service-worker.mjs', { type: 'module' })
  const worker = registration.installing ?? registration.active
  await new Promise((resolve, reject) => {
    const look = () => (worker.state === 'activated' ? resolve() : worker.state === 'redundant' && reject(new Error('service worker failed')))
    worker.addEventListener('statechange', look)
    look()
  })
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data)
    worker.postMessage(input, [port2])
  })
}
