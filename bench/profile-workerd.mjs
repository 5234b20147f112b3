// Where a call spends its CPU time in workerd: `node bench/profile-workerd.mjs 'PAR none' [oauth4wasm] [rows]`.
import { copyFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { WebSocket } from 'undici'
import { close, listen } from '../tests/support/listen.mjs'
import { casesNamed } from './call.mjs'
import { cases } from './cases.mjs'
import { entries } from './entries.mjs'
import { withCleanup, workerdPerformer } from './outside.mjs'
import { cpuTimeOf } from './processes.mjs'
import { namedModule, profileLines } from './profile-report.mjs'

const CALLS = 20_000
const [caseName = 'PAR none', implementation = 'oauth4wasm', rows = '25'] = process.argv.slice(2)
const chosen = cases.find(({ name }) => name === caseName) ?? casesNamed([caseName])[0]

await withCleanup(async (cleanup) => {
  const inspector = await freeAddress()
  const { pid, perform } = await workerdPerformer(cleanup, entries(), { args: [`--inspector-addr=${inspector}`], bundled: withNames })
  const job = { case: chosen.name, name: implementation, calls: CALLS, batch: 1 }
  await perform({ ...job, calls: 3000 })
  const before = cpuTimeOf(pid)
  await perform(job)
  const quiet = (cpuTimeOf(pid) - before) / CALLS

  const { send, end } = await connect(inspector)
  await send('Profiler.enable')
  await send('Profiler.setSamplingInterval', { interval: 100 })
  await send('Profiler.start')
  await perform(job)
  const { profile } = await send('Profiler.stop')
  end()
  console.log(`${chosen.name}, ${implementation}, workerd: ${quiet.toFixed(1)} µs CPU per call without the profiler, all threads; ${CALLS} calls`)
  console.log(profileLines(profile, CALLS, Number(rows)))
})

function withNames(folder, files) {
  const named = namedModule()
  const module = files.find((name) => name.endsWith('.wasm'))
  if (named && module) copyFileSync(named, join(folder, 'dist', module))
}

async function freeAddress() {
  const server = createServer()
  const origin = await listen(server)
  await close(server)
  return origin.slice('http://'.length)
}

/** A session of the inspector's protocol with the one Worker there is. */
async function connect(address) {
  const [target] = await (await fetch(`http://${address}/json`)).json()
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onerror: reject }))
  const waiting = new Map()
  let count = 0
  socket.onmessage = ({ data }) => {
    const { id, result, error } = JSON.parse(data)
    if (error) waiting.get(id)?.reject(new Error(error.message))
    else waiting.get(id)?.resolve(result)
  }
  const send = (method, params) => new Promise((resolve, reject) => {
    waiting.set(++count, { resolve, reject })
    socket.send(JSON.stringify({ id: count, method, params }))
  })
  return { send, end: () => socket.close() }
}
