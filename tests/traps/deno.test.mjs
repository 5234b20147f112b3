import { test } from 'node:test'
import { packedTrap } from '../support/paths.mjs'
import { subtests } from '../support/report.mjs'
import { deno } from '../support/runtimes.mjs'

test('Deno: a trap is contained', { timeout: 40_000 }, async (t) => {
  await subtests(t, await deno(t, { packed: packedTrap, scenario: 'trap-scenario.mjs' }, []), { atLeast: 23 })
})
