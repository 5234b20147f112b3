import { test } from 'node:test'
import { packedTrap } from '../support/paths.mjs'
import { subtests } from '../support/report.mjs'
import { node } from '../support/runtimes.mjs'

test('Node: a trap is contained', { timeout: 40_000 }, async (t) => {
  await subtests(t, await node(t, { packed: packedTrap, scenario: 'trap-scenario.mjs' }), { atLeast: 23 })
})
