// Everything that is measured, on the runtimes that are asked for. `cargo xtask bench` builds, packs and runs it.
import { execFile, spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { parseArgs, promisify } from 'node:util'
import * as paths from '../tests/support/paths.mjs'
import { growthChart, ratioChart } from './chart.mjs'
import { coldStartInWorkerd, coldStartOnNode, instantiationInWorkerd } from './cold-start.mjs'
import { root } from './entries.mjs'
import { growthLines } from './growth.mjs'
import { CALLS, memoryAfterCalls } from './memory.mjs'
import { measureFromOutside } from './outside.mjs'
import { coldLines, memoryLines } from './reports.mjs'
import * as table from './table.mjs'

const SETTINGS = {
  full: { rounds: 15, milliseconds: 30, outsideRounds: 9, outsideMilliseconds: 80, processes: 25, workers: 9 },
  quick: { rounds: 9, milliseconds: 15, outsideRounds: 5, outsideMilliseconds: 60, processes: 7, workers: 3 },
}
const RUNTIMES = ['node', 'node-newest', 'deno', 'bun', 'workerd', 'chromium']
const TITLES = { node: 'Node', 'node-newest': 'Newest Node', deno: 'Deno', bun: 'Bun', workerd: 'workerd', chromium: 'Chromium' }
const newestNode = () => paths.otherNode('newest')
const IN_PROCESS = { node: [() => process.execPath], 'node-newest': [newestNode], deno: [paths.deno, 'run', '-A'], bun: [paths.bun, 'run'] }
const PROGRAMS = { node: () => process.execPath, 'node-newest': newestNode, deno: paths.deno, bun: paths.bun, workerd: paths.workerd, chromium: () => paths.chromium }

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '' },
    runtimes: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
  },
})
const cases = words(options.cases)
const runtimes = words(options.runtimes || (options.quick ? 'node' : RUNTIMES.filter(isHere).join(',')))
const unknown = runtimes.filter((name) => !RUNTIMES.includes(name))
if (unknown.length > 0) fail(`no runtime is called ${unknown.join(' or ')}; there are: ${RUNTIMES.join(', ')}`)
const settings = options.quick ? SETTINGS.quick : SETTINGS.full
const everything = cases.length === 0

process.env.NO_COLOR = '1'
process.env.DENO_NO_UPDATE_CHECK = '1'

const results = { machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`, loadBefore: rounded(loadavg()[0]), runtimes: {} }
for (const runtime of runtimes) {
  const version = await versionOf(runtime)
  console.log(`\n== ${TITLES[runtime]} ${version} ==\n${table.head()}`)
  const measured = []
  const tell = (result) => {
    measured.push(slim(result))
    console.log(table.lines(result))
  }
  if (IN_PROCESS[runtime]) await measureInside(runtime, tell)
  else await measureFromOutside(runtime, { cases, rounds: settings.outsideRounds, milliseconds: settings.outsideMilliseconds }, tell)
  results.runtimes[TITLES[runtime]] = { version, cases: measured }
}
for (const runtime of ['node', 'node-newest'].filter((name) => everything && runtimes.includes(name))) {
  const title = TITLES[runtime]
  const cold = await coldStartOnNode(PROGRAMS[runtime](), settings.processes)
  results.coldStart = { ...results.coldStart, [title]: cold }
  console.log(`\n== ${title}: first call of a fresh process, ms ==\n${coldLines(cold)}`)
}
if (everything && runtimes.includes('workerd')) {
  results.coldStart = { ...results.coldStart, workerd: await coldStartInWorkerd(settings.workers) }
  console.log(`\n== first call of a fresh workerd, ms ==\n${coldLines(results.coldStart.workerd)}`)
  results.instantiationInWorkerd = rounded(await instantiationInWorkerd(settings.workers))
  const { cpu, wall } = results.instantiationInWorkerd
  console.log(`one new WebAssembly.Instance in workerd: ${cpu.median} ms CPU, ${wall.median} ms`)
}
if (everything && runtimes.includes('node')) {
  results.memory = rounded(await memoryAfterCalls())
  console.log(`\n== memory after ${CALLS} pushes with private_key_jwt and DPoP, kB ==\n${memoryLines(results.memory)}`)
  if (!options.quick) {
    console.log('\n== growth, Node ==')
    results.growth = []
    await lines(process.execPath, [join(root, 'bench/growth.mjs'), '--json'], (growth) => {
      results.growth.push(rounded(growth))
      console.log(growthLines(growth))
    })
  }
}
if (results.coldStart) results.coldStart = rounded(results.coldStart)
await save()

/** What is kept is what a full run found; any other leaves its files in target. */
async function save() {
  const complete = everything && !options.quick && RUNTIMES.every((name) => runtimes.includes(name))
  const folder = join(root, complete ? 'bench/results' : 'target/bench')
  await mkdir(folder, { recursive: true })
  const subtitle = `${Object.entries(results.runtimes).map(([name, { version }]) => `${name} ${version}`).join(', ')}; ${results.machine}`
  const files = { 'latest.json': json(results), 'ratios.svg': ratioChart(results.runtimes, { subtitle }) }
  if (results.growth) files['growth.svg'] = growthChart(results.growth, { subtitle: `Node ${results.runtimes.Node.version}; ${results.machine}` })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text.endsWith('\n') ? text : `${text}\n`)
  console.log(`\nwrote ${Object.keys(files).join(', ')} to ${folder.slice(root.length + 1)}`)
}

function measureInside(runtime, tell) {
  const [program, ...before] = IN_PROCESS[runtime]
  const args = ['--json', '--rounds', String(settings.rounds), '--milliseconds', String(settings.milliseconds), '--cases', cases.join(',')]
  return lines(program(), [...before, join(root, 'bench/in-process.mjs'), ...args], tell)
}

/** Runs a program that prints JSON, an object on each line. */
async function lines(program, args, tell) {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  const ended = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) tell(JSON.parse(line))
  const code = await ended
  process.off('exit', stop)
  if (code !== 0) fail(`${program} ended with ${code}`)
}

async function versionOf(runtime) {
  const { stdout } = await promisify(execFile)(PROGRAMS[runtime](), ['--version'])
  const version = /\d+[\d.-]*\d/.exec(stdout)?.[0] ?? 'of unknown version'
  return version.split('.').length > 3 ? version.split('.')[0] : version
}

function slim({ name, mode, results }) {
  const ratio = ({ low, median, high }) => [low, median, high].map((value) => rounded(value, 3))
  const ratios = ({ cpuRatio, wallRatio }) => ({ cpuRatio: ratio(cpuRatio), wallRatio: ratio(wallRatio) })
  return { name, mode, results: Object.fromEntries(Object.entries(results).map(([implementation, found], i) =>
    [implementation, { cpu: rounded(found.cpu.median), wall: rounded(found.wall.median), ...(i > 0 && ratios(found)) }])) }
}

function rounded(value, digits = 4) {
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null
  if (Array.isArray(value)) return value.map((item) => rounded(item, digits))
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rounded(member, digits)]))
  return value
}

/** A line for each case, so that a change of one is a change of one line. */
function json(value, depth = 0) {
  if (depth === 4 || value === null || typeof value !== 'object') return JSON.stringify(value)
  const indent = '  '.repeat(depth + 1)
  const end = `\n${'  '.repeat(depth)}`
  if (Array.isArray(value)) return `[\n${value.map((item) => indent + JSON.stringify(item)).join(',\n')}${end}]`
  return `{\n${Object.entries(value).map(([name, member]) => `${indent}${JSON.stringify(name)}: ${json(member, depth + 1)}`).join(',\n')}${end}}`
}

/** npm installs the newest Node on Linux, x64, and nowhere else. */
function isHere(runtime) {
  if (runtime !== 'node-newest') return true
  try {
    return Boolean(newestNode())
  } catch (error) {
    console.log(`without ${runtime}: ${error.message}`)
    return false
  }
}

function words(text) {
  return text.split(',').map((word) => word.trim()).filter(Boolean)
}

function fail(message) {
  console.error(`error: ${message}`)
  process.exit(2)
}
