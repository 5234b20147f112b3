// A process of its own: all attempts with one implementation, and what they took of memory.
import process from 'node:process'
import { run } from '../support/attempts.mjs'

const memories = []
const { Instance } = WebAssembly
WebAssembly.Instance = function (...args) {
  const instance = Reflect.construct(Instance, args)
  memories.push(Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory))
  return instance
}
const raised = []
process.on('unhandledRejection', (error) => raised.push(String(error)))
process.on('uncaughtException', (error) => raised.push(String(error)))

// A signal's timer alone does not keep a process alive.
const alive = setInterval(() => {}, 1000)
const input = JSON.parse(process.argv[3])
const outcomes = await run(await import(process.argv[2]), input)
clearInterval(alive)
const linear = memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)
console.log(JSON.stringify({ outcomes, raised, linear, instances: memories.length, peak: process.resourceUsage().maxRSS * 1024 }))
