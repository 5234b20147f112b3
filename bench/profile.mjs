// Where a call spends its CPU time: `node bench/profile.mjs 'PAR none' [oauth4wasm]`. Microseconds per call, by room and by function.
import { existsSync, readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { casesNamed, prepared } from './call.mjs'
import { cases } from './cases.mjs'
import { entries, root } from './entries.mjs'
import { makeKeys } from './fixtures.mjs'
import { repeat } from './rounds.mjs'

const MILLISECONDS = 4000
const [caseName = 'PAR none', implementation = 'oauth4wasm', rows = '25'] = process.argv.slice(2)
useNames()

const chosen = cases.find(({ name }) => name === caseName) ?? casesNamed([caseName])[0]
const oauth = implementation === 'floor' ? undefined : await import(pathToFileURL(entries()[implementation]).href)
const call = await prepared(chosen, oauth, await makeKeys())
await repeat(call, 3000, 1)

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.setSamplingInterval', { interval: 100 })
await session.post('Profiler.start')
const cpuBefore = process.cpuUsage()
const start = performance.now()
let calls = 0
while (performance.now() - start < MILLISECONDS) {
  await repeat(call, 200, 1)
  calls += 200
}
const { user, system } = process.cpuUsage(cpuBefore)
const { profile } = await session.post('Profiler.stop')

const functions = new Map()
const rooms = new Map()
const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
profile.samples.forEach((id, i) => {
  const { functionName, url, lineNumber } = nodes.get(id).callFrame
  if (functionName === '(idle)') return
  const room = roomOf(functionName, url)
  const where = room === 'wasm' ? '' : url ? ` ${url.split('/').pop()}:${lineNumber + 1}` : ''
  add(functions, `${room.padEnd(16)} ${functionName || '(anonymous)'}${where}`, profile.timeDeltas[i])
  add(rooms, room, profile.timeDeltas[i])
})

console.log(`${chosen.name}, ${implementation}: ${((user + system) / calls).toFixed(1)} µs CPU per call with the profiler on, all threads; ${calls} calls`)
print(rooms, Infinity)
console.log()
print(functions, Number(rows))
session.disconnect()

function roomOf(name, url) {
  if (name.startsWith('(')) return name.slice(1, -1)
  if (url.startsWith('wasm:')) return 'wasm'
  if (url.startsWith('node:')) return 'host JS'
  if (url.startsWith(new URL('.', import.meta.url).href)) return url.endsWith('control.mjs') ? 'control' : 'benchmark'
  return url ? 'library JS' : 'host native'
}

function add(sums, key, microseconds) {
  sums.set(key, (sums.get(key) ?? 0) + microseconds)
}

function print(sums, count) {
  for (const [key, sum] of [...sums].sort(([, a], [, b]) => b - a).slice(0, count)) console.log(`${(sum / calls).toFixed(2).padStart(9)}  ${key}`)
}

/** A shipped module has no names; `cargo xtask size` leaves one that has. */
function useNames() {
  const named = join(root, 'target/npm/release/optimized-with-names.wasm')
  if (!existsSync(named) || process.env.OAUTH4WASM_ENTRY) return
  const { Module } = WebAssembly
  WebAssembly.Module = function () {
    return new Module(readFileSync(named))
  }
}
