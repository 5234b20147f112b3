import { test } from 'node:test'
import { edgeVm } from '../support/edge-vm.mjs'
import { packedTrap } from '../support/paths.mjs'
import { subtests } from '../support/report.mjs'

test('edge-light: a trap is contained', { timeout: 40_000 }, async (t) => {
  const { results } = await edgeVm(t, { packed: packedTrap, scenario: 'trap-scenario.mjs' })
  await subtests(t, results, { atLeast: 23 })
})
