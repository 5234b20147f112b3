import { test } from 'node:test'
import { packedTrap } from '../support/paths.mjs'
import { subtests } from '../support/report.mjs'
import { browser, chromiumIn, site } from '../support/runtimes.mjs'

test('Chromium: a trap is contained', { timeout: 60_000 }, async (t) => {
  const origin = await site(t, packedTrap, 'trap-scenario.mjs')
  const page = await (await browser(t)).newPage({ baseURL: origin })
  await subtests(t, await chromiumIn(page, 'page'), { atLeast: 23 })
})
