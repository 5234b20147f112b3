import { test } from 'node:test'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'
import { browser, chromiumIn, site } from '../support/runtimes.mjs'
import { servers } from '../support/servers.mjs'

test('Chromium', { timeout: 80_000 }, async (t) => {
  const origin = await site(t, packed, 'scenario.mjs')
  const input = await servers(t, [origin])
  const chromium = await browser(t)
  for (const place of ['page', 'worker', 'shared worker', 'service worker']) {
    await t.test(place, async (t) => {
      const page = await chromium.newPage({ baseURL: origin })
      const results = await chromiumIn(page, place, input)
      await page.close()
      await subtests(t, results, { atLeast: 34 })
      await followed(t, results, input.issuer)
    })
  }
})
