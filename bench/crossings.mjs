// How often a call crosses the boundary: `node bench/crossings.mjs 'PAR none'`. Imports called, and strings that are decoded from wasm.
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { casesNamed, prepared } from './call.mjs'
import { cases } from './cases.mjs'
import { entries } from './entries.mjs'
import { makeKeys } from './fixtures.mjs'

const CALLS = 100
const counts = new Map()
const count = (name) => counts.set(name, (counts.get(name) ?? 0) + 1)

const { Instance } = WebAssembly
WebAssembly.Instance = function (module, imports) {
  const counted = {}
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    const original = imports[from][name]
    const label = name.replace(/^__wbg_(.*)_[0-9a-f]{16}$/, '$1')
    ;(counted[from] ??= {})[name] = typeof original !== 'function' ? original : (...args) => {
      count(`import ${label}`)
      return original(...args)
    }
  }
  return new Instance(module, counted)
}
const { decode } = TextDecoder.prototype
TextDecoder.prototype.decode = function (bytes, ...rest) {
  if (bytes?.buffer instanceof ArrayBuffer && bytes.buffer.byteLength >= 65536) {
    count('string decoded')
    counts.set('bytes decoded', (counts.get('bytes decoded') ?? 0) + bytes.byteLength)
  }
  return decode.call(this, bytes, ...rest)
}

const [caseName = 'PAR none'] = process.argv.slice(2)
const chosen = cases.find(({ name }) => name === caseName) ?? casesNamed([caseName])[0]
const call = await prepared(chosen, await import(pathToFileURL(entries().oauth4wasm).href), await makeKeys())
counts.clear()
for (let i = 0; i < CALLS; i++) await call()
console.log(`${chosen.name}, per call`)
for (const [name, sum] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`${(sum / CALLS).toFixed(2).padStart(9)}  ${name}`)
