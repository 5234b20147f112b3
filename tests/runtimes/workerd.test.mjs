import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'
import { workerd } from '../support/runtimes.mjs'
import { servers } from '../support/servers.mjs'

test('workerd', { timeout: 40_000 }, async (t) => {
  const input = await servers(t)
  const { results, files } = await workerd(t, { packed, scenario: 'scenario.mjs', input }, '2025-01-01')
  await t.test('the condition workerd brings the .wasm as a module of its own', (t) => {
    if (!existsSync(join(packed, 'node_modules/oauth4wasm/workerd.js'))) return t.skip('the package has no workerd.js')
    assert.equal(files.filter((name) => name.endsWith('.wasm')).length, 1, files.join(' '))
  })
  await subtests(t, results, { atLeast: 35 })
  await followed(t, results, input.issuer)
})
