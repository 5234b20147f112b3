import { test } from 'node:test'
import { packedTrap } from '../support/paths.mjs'
import { subtests } from '../support/report.mjs'
import { workerd } from '../support/runtimes.mjs'

test('workerd: a trap is contained', { timeout: 40_000 }, async (t) => {
  // Since 2025-05-05 a Worker has FinalizationRegistry.
  const { results } = await workerd(t, { packed: packedTrap, scenario: 'trap-scenario.mjs' }, '2026-01-01')
  await subtests(t, results, { atLeast: 23 })
})
