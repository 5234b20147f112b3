// Where a call spends its CPU time: `node bench/profile.mjs 'PAR none' [oauth4wasm]`. Microseconds per call, by room and by function.
import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { casesNamed, prepared } from './call.mjs'
import { cases } from './cases.mjs'
import { entries } from './entries.mjs'
import { makeKeys } from './fixtures.mjs'
import { namedModule, profileLines } from './profile-report.mjs'
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

console.log(`${chosen.name}, ${implementation}: ${((user + system) / calls).toFixed(1)} µs CPU per call with the profiler on, all threads; ${calls} calls`)
console.log(profileLines(profile, calls, Number(rows)))
session.disconnect()

function useNames() {
  const named = namedModule()
  if (!named) return
  const { Module } = WebAssembly
  WebAssembly.Module = function () {
    return new Module(readFileSync(named))
  }
}
