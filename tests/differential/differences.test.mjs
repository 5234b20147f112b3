// No row of differences.mjs may outlive its reason, and none may excuse more than its probe shows.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences } from './differences.mjs'
import { compare, report } from './harness.mjs'
import { standIn } from './modules.mjs'

for (const row of differences) {
  test(`agreed difference: ${row.id}`, { skip: standIn && 'the subject is a copy of the oracle' }, async () => {
    assert.ok(row.reason.length > 20, 'a row says why')
    const without = await compare(row.probe, { rows: differences.filter((other) => other !== row) })
    assert.ok(without.found.length > 0, `no longer needed: drop the row "${row.id}"`)
    const within = await compare(row.probe)
    assert.ok(within.found.length === 0, report(within.found))
  })
}
test('no two rows have one name', () => assert.equal(new Set(differences.map((row) => row.id)).size, differences.length))
