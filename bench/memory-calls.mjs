// A process of its own: makes calls with one implementation and says what memory they left behind. Run by memory.mjs.
import process from 'node:process'
import { cases } from './cases.mjs'
import { prepared } from './call.mjs'
import { makeKeys } from './fixtures.mjs'

const CASE = 'PAR private_key_jwt + DPoP'
const [entry, calls] = process.argv.slice(2)

const memories = []
const { Instance } = WebAssembly
WebAssembly.Instance = function (...args) {
  const instance = Reflect.construct(Instance, args)
  memories.push(...Object.values(instance.exports).filter((value) => value instanceof WebAssembly.Memory))
  return instance
}

const settle = async () => {
  for (let i = 0; i < 5; i++) {
    globalThis.gc()
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const kilobytes = () => {
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss: rss / 1024, heap: heapUsed / 1024, external: external / 1024, linear: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) / 1024 }
}

const oauth = await import(entry)
const call = await prepared(cases.find(({ name }) => name === CASE), oauth, await makeKeys())
await settle()
const warm = kilobytes()
for (let i = 0; i < Number(calls); i++) await call()
await settle()
console.log(JSON.stringify({ 'after two calls': warm, after: kilobytes() }))
