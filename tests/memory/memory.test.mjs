// A hundred thousand calls, good and bad, one after the other and a hundred at a time, leave nothing in memory.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { packed, root } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'

const CALLS = 100_000
const STRETCHES = 10
// A leak of 24 bytes per call would pass it; what V8 keeps about code that it compiles meanwhile does not.
const HEAP_BOUND = 2_000_000

let result
before(async () => {
  const cleanup = { after: (step) => process.once('exit', step) }
  const entry = process.env.OAUTH4WASM_ENTRY ?? join(packed, 'entry.mjs')
  const args = ['--expose-gc', '--stack-trace-limit=0', join(root, 'tests/memory/many-calls.mjs'), pathToFileURL(entry).href, String(CALLS), String(STRETCHES)]
  const { code, stdout, stderr } = await run(cleanup, process.execPath, args, { seconds: 150 })
  assert.equal(code, 0, stderr)
  result = JSON.parse(stdout)
}, { timeout: 160_000 })

test('every call came to what it should', () => {
  const wrong = Object.entries(result.outcomes).filter(([, { others }]) => Object.keys(others).length > 0)
  assert.deepEqual(wrong, [])
  assert.equal(Object.values(result.outcomes).reduce((sum, { calls }) => sum + calls, 0), CALLS)
})

test('one instance served them all', () => assert.equal(result.instances, 1))

test('linear memory does not grow after the first stretch', () => {
  const [first, ...later] = result.samples.map(({ linear }) => linear)
  assert.ok(first >= 65_536, `linear memory of ${first} bytes`)
  assert.deepEqual(later, later.map(() => first))
})

test('the JavaScript heap does not grow after the first stretch', () => {
  const [first, ...later] = result.samples.map(({ heap }) => heap)
  const growth = later.at(-1) - first
  assert.ok(growth < HEAP_BOUND, `grew by ${growth} bytes: ${[first, ...later].join(' ')}`)
})
