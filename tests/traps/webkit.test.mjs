import { test } from 'node:test'
import { webkit } from '../support/other-browsers.mjs'
import { packedTrap } from '../support/paths.mjs'
import { subtests } from '../support/report.mjs'
import { site } from '../support/runtimes.mjs'

test('WebKitGTK: a trap is contained', { timeout: 120_000 }, async (t) => {
  const session = await webkit(t, await site(t, packedTrap, 'trap-scenario.mjs'))
  await subtests(t, await session.run('page', null), { atLeast: 23 })
})
