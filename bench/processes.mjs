// What this process costs, and what others cost, seen from outside. Microseconds.
import { readFileSync, readdirSync } from 'node:fs'
import process from 'node:process'

/** Wall and CPU time of some work in this process, all threads. */
export async function ownCost(work) {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  const wall = (performance.now() - start) * 1000
  const { user, system } = process.cpuUsage(cpu)
  return { wall, cpu: user + system }
}

/** The same of some work that another process and its descendants do. */
export async function costOf(pid, work) {
  const cpu = cpuTimeOf(pid)
  const start = performance.now()
  await work()
  const wall = (performance.now() - start) * 1000
  return { wall, cpu: cpuTimeOf(pid) - cpu }
}

/** CPU time of a process and its descendants, all threads, in microseconds; NaN where there is no /proc. */
export function cpuTimeOf(pid) {
  try {
    return descendants(pid).reduce((sum, id) => sum + threadsOf(id), 0) / 1000
  } catch {
    return NaN
  }
}

/** Nanoseconds. A process that has ended meanwhile counts nothing. */
function threadsOf(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]), 0)
  } catch {
    return 0
  }
}

function descendants(pid) {
  const children = new Map()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = parentOf(name)
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const found = [pid]
  for (const id of found) found.push(...(children.get(id) ?? []))
  return found
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}
