import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edgeVm } from '../support/edge-vm.mjs'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'
import { servers } from '../support/servers.mjs'

test('edge-light: no WebAssembly from bytes, no eval', { timeout: 40_000 }, async (t) => {
  const input = await servers(t)
  const { results, modules } = await edgeVm(t, { packed, scenario: 'scenario.mjs', input })
  await t.test('the condition edge-light brings the .wasm as a compiled module', () => assert.deepEqual(modules, ['oauth4wasm.wasm']))
  await subtests(t, results, { atLeast: 34 })
  await followed(t, results, input.issuer)
})

test('a bundler without the condition: the error names it', { timeout: 40_000 }, async (t) => {
  const { results, modules } = await edgeVm(t, { packed, scenario: 'offline-scenario.mjs' }, [])
  assert.deepEqual(modules, [])
  const { ok, detail } = results[0]
  assert.deepEqual({ ok, name: detail.name, code: detail.code }, { ok: false, name: 'UnsupportedOperationError', code: 'OAUTH_UNSUPPORTED_OPERATION' })
  assert.match(detail.message, /needs the package resolved with its own condition, workerd or edge-light/)
})
