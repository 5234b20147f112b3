// What the first call costs: in a fresh Node process, and in a fresh workerd.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { bundleForWorkerd, startWorkerd } from '../tests/support/runtimes.mjs'
import { entries, root } from './entries.mjs'
import { COMPATIBILITY_DATE, ask, folderFor, withCleanup } from './outside.mjs'
import { cpuTimeOf } from './processes.mjs'
import { spread } from './statistics.mjs'

const run = promisify(execFile)

/** Fresh processes of a Node, taking turns. @returns {Promise<object>} implementation to what to { wall, cpu, wallRatio, cpuRatio } */
export async function coldStartOnNode(node, processes) {
  const files = entries({ control: false })
  const samples = Object.fromEntries(Object.keys(files).map((name) => [name, []]))
  const once = async (file) => JSON.parse((await run(node, [join(root, 'bench/cold-push.mjs'), pathToFileURL(file).href])).stdout)
  for (const file of Object.values(files)) await once(file) // the disk's cache
  for (let i = 0; i < processes; i++) {
    for (const [name, file] of Object.entries(files)) samples[name].push(await once(file))
  }
  const whats = Object.keys(samples.oauth4webapi[0])
  return byNameAndWhat(samples, whats)
}

/** The first push of a fresh workerd, taking turns, and what instantiating the module alone costs there. */
export async function coldStartInWorkerd(processes) {
  const files = entries({ control: false })
  const samples = Object.fromEntries(Object.keys(files).map((name) => [name, []]))
  await withCleanup(async (cleanup) => {
    const folders = {}
    for (const [name, file] of Object.entries(files)) folders[name] = await workerFolder(cleanup, file)
    for (let i = 0; i < processes; i++) {
      for (const name of Object.keys(files)) samples[name].push(await firstPushes(folders[name]))
    }
  })
  return byNameAndWhat(samples, ['start to first push', 'first push', 'second push'])
}

function byNameAndWhat(samples, whats) {
  const ratios = (name, what, unit) => spread(samples[name].map((sample, i) => sample[what][unit] / samples.oauth4webapi[i][what][unit]))
  const of = (name, what, unit) => spread(samples[name].map((sample) => sample[what][unit]))
  return Object.fromEntries(Object.keys(samples).map((name) => [name, Object.fromEntries(whats.map((what) => [what, {
    wall: of(name, what, 'wall'), cpu: of(name, what, 'cpu'), wallRatio: ratios(name, what, 'wall'), cpuRatio: ratios(name, what, 'cpu'),
  }]))]))
}

async function workerFolder(cleanup, file) {
  const folder = await folderFor(cleanup, {
    'main.mjs': `
import * as oauth from ${JSON.stringify(file)}
const server = { issuer: 'https://as.example', pushed_authorization_request_endpoint: 'https://as.example/par' }
const answer = async () => new Response('{}', { status: 201, headers: { 'content-type': 'application/json' } })
export default {
  async fetch(request) {
    if (await request.json() === 'nothing') return new Response('nothing')
    const parameters = { response_type: 'code', redirect_uri: 'https://app.example/callback' }
    const { status } = await oauth.pushedAuthorizationRequest(server, { client_id: 'client' }, oauth.ClientSecretBasic('secret'), parameters, { [oauth.customFetch]: answer })
    return new Response(String(status))
  },
}`,
  })
  return { folder, files: await bundleForWorkerd(folder) }
}

async function firstPushes({ folder, files }) {
  return withCleanup(async (cleanup) => {
    const started = performance.now()
    const { origin, pid } = await startWorkerd(cleanup, folder, files, COMPATIBILITY_DATE)
    // The connection and the first request of all are nobody's; they are not the push's.
    await ask(origin, 'nothing')
    const push = async () => {
      const cpu = cpuTimeOf(pid)
      const start = performance.now()
      const status = await ask(origin, 'push')
      if (status !== '201') throw new Error(`the push gave ${status}`)
      return { wall: performance.now() - start, cpu: (cpuTimeOf(pid) - cpu) / 1000 }
    }
    const first = await push()
    const total = { wall: performance.now() - started, cpu: cpuTimeOf(pid) / 1000 }
    return { 'start to first push': total, 'first push': first, 'second push': await push() }
  })
}

const INSTANCES = 16 // of which each reserves gigabytes of address space until it is collected

/** Milliseconds that one `new WebAssembly.Instance` of our module takes in workerd, imports stubbed. */
export async function instantiationInWorkerd(rounds) {
  const file = moduleFile(entries({ control: false }).oauth4wasm)
  return withCleanup(async (cleanup) => {
    const folder = await folderFor(cleanup, {
      'main.mjs': `
import module from './oauth4wasm.wasm'
const imports = {}
for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {}
export default {
  async fetch(request) {
    const instances = await request.json()
    for (let i = 0; i < instances; i++) new WebAssembly.Instance(module, imports)
    globalThis.gc()
    return new Response('done')
  },
}`,
    })
    await copyFile(file, join(folder, 'oauth4wasm.wasm'))
    const { origin, pid } = await startWorkerd(cleanup, folder, await bundleForWorkerd(folder), COMPATIBILITY_DATE)
    const cost = async (instances) => {
      const cpu = cpuTimeOf(pid)
      const start = performance.now()
      await ask(origin, instances)
      return { wall: performance.now() - start, cpu: (cpuTimeOf(pid) - cpu) / 1000 }
    }
    const samples = []
    for (let i = 0; i < rounds + 3; i++) {
      const nothing = await cost(0)
      const all = await cost(INSTANCES)
      if (i >= 3) samples.push({ wall: (all.wall - nothing.wall) / INSTANCES, cpu: (all.cpu - nothing.cpu) / INSTANCES })
    }
    return { wall: spread(samples.map(({ wall }) => wall)), cpu: spread(samples.map(({ cpu }) => cpu)) }
  })
}

/** Where the entry's package keeps its module: beside the entry, or in the project that the entry belongs to. */
function moduleFile(entry) {
  const candidates = [join(dirname(entry), 'wasm/oauth4wasm.wasm'), join(dirname(entry), 'node_modules/oauth4wasm/wasm/oauth4wasm.wasm')]
  const found = candidates.find(existsSync)
  if (!found) throw new Error(`no module of ${entry}; looked for ${candidates.join(' and ')}`)
  return found
}
