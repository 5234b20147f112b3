import { test } from 'node:test'
import { packedTrap } from '../support/paths.mjs'
import { subtests } from '../support/report.mjs'
import { bun } from '../support/runtimes.mjs'

test('Bun: a trap is contained', { timeout: 40_000 }, async (t) => {
  await subtests(t, await bun(t, { packed: packedTrap, scenario: 'trap-scenario.mjs' }), { atLeast: 23 })
})
