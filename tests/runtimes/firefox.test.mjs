import { test } from 'node:test'
import { firefox } from '../support/other-browsers.mjs'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'
import { site } from '../support/runtimes.mjs'
import { servers } from '../support/servers.mjs'

test('Firefox', { timeout: 120_000 }, async (t) => {
  const origin = await site(t, packed, 'scenario.mjs')
  const input = await servers(t, [origin])
  const session = await firefox(t, origin)
  for (const place of ['page', 'worker', 'shared worker', 'service worker']) {
    await t.test(place, async (t) => {
      const results = await session.run(place, input)
      await subtests(t, results, { atLeast: 34 })
      await followed(t, results, input.issuer)
    })
  }
})
