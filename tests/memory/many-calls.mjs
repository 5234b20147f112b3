// A process of its own, with --expose-gc: makes many calls and says after each stretch what is in memory.
import process from 'node:process'
import { setImmediate as turn } from 'node:timers/promises'
import { kinds } from './calls.mjs'

const [entry, total, stretches] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])]
const CONCURRENT = 100

// Before the package is imported: the memories of every instance it makes.
const memories = []
const { Instance } = WebAssembly
WebAssembly.Instance = function (...args) {
  const instance = Reflect.construct(Instance, args)
  memories.push(Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory))
  return instance
}

const all = await kinds(await import(entry))
const hundred = all.flatMap((kind) => Array(kind.share).fill(kind))
if (hundred.length !== CONCURRENT) throw new Error(`the shares add up to ${hundred.length}`)
const outcomes = Object.fromEntries(all.map(({ name, expected }) => [name, { expected, calls: 0, others: {} }]))

/** Makes a call and counts what it came to. */
async function one({ name, expected, call }) {
  let outcome = 'resolves'
  try {
    await call()
  } catch (error) {
    outcome = error.name
  }
  outcomes[name].calls++
  if (outcome !== expected) outcomes[name].others[outcome] = (outcomes[name].others[outcome] ?? 0) + 1
}

async function collected() {
  for (let i = 0; i < 6; i++) {
    await turn()
    globalThis.gc()
  }
  return { heap: process.memoryUsage().heapUsed, linear: memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) }
}

const samples = []
for (let stretch = 0; stretch < stretches; stretch++) {
  for (let calls = 0; calls < total / stretches; calls += CONCURRENT) {
    // Every other hundred is in flight at once.
    if ((calls / CONCURRENT) % 2 === 0) await Promise.all(hundred.map(one))
    else for (const kind of hundred) await one(kind)
  }
  samples.push(await collected())
}
console.log(JSON.stringify({ instances: memories.length, samples, outcomes }))
