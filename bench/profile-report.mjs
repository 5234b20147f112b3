// A CPU profile as lines of text: by room and by function, microseconds per call.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './entries.mjs'

export function profileLines(profile, calls, rows) {
  const functions = new Map()
  const rooms = new Map()
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  profile.samples.forEach((id, i) => {
    const { functionName, url, lineNumber } = nodes.get(id).callFrame
    if (functionName === '(idle)') return
    const room = roomOf(functionName, url)
    const where = room === 'wasm' || !url ? '' : ` ${url.split('/').pop()}:${lineNumber + 1}`
    add(functions, `${room.padEnd(16)} ${functionName || '(anonymous)'}${where}`, profile.timeDeltas[i])
    add(rooms, room, profile.timeDeltas[i])
  })
  return [...largest(rooms, Infinity), '', ...largest(functions, rows)].join('\n')

  function add(sums, key, microseconds) {
    sums.set(key, (sums.get(key) ?? 0) + microseconds)
  }
  function largest(sums, count) {
    return [...sums].sort(([, a], [, b]) => b - a).slice(0, count).map(([key, sum]) => `${(sum / calls).toFixed(2).padStart(9)}  ${key}`)
  }
}

const HERE = new URL('.', import.meta.url).href

function roomOf(name, url) {
  if (name.startsWith('(')) return name.slice(1, -1)
  if (url.startsWith('wasm:')) return 'wasm'
  if (url.startsWith('node:')) return 'host JS'
  if (url.startsWith(HERE)) return url.endsWith('control.mjs') ? 'control' : 'benchmark'
  return url ? 'library JS' : 'host native'
}

/** Our module with the names of its functions, which the shipped one lacks: `cargo xtask size` leaves it. */
export function namedModule() {
  const file = join(root, 'target/npm/release/optimized-with-names.wasm')
  return existsSync(file) && !process.env.OAUTH4WASM_ENTRY ? file : undefined
}
