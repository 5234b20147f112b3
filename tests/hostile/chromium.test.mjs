// The misbehaviours that a page can see, in Chromium.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SECRET } from '../support/attempts.mjs'
import { packed } from '../support/paths.mjs'
import { start } from '../support/raw-server.mjs'
import { browser, chromiumIn, site } from '../support/runtimes.mjs'
import { honest, misbehaviours } from './misbehaviours.mjs'

/** Chromium hands what has arrived to the page before it runs the page's timers. */
const GRACE = 5000
const DEFAULT_SIGNAL = 5000

test('Chromium', { timeout: 80_000 }, async (t) => {
  const rows = misbehaviours.filter(({ inBrowser }) => inBrowser !== false)
  assert.ok(rows.length >= 60, `${rows.length}`)
  const server = await start([...misbehaviours, honest])
  t.after(() => server.close())
  const origin = await site(t, packed, 'attempts.mjs')
  const page = await (await browser(t)).newPage({ baseURL: origin })
  const attempts = rows.map(({ name, dpop, heavy, signal }) => ({ name, dpop, heavy, signal, url: server.urls[name] }))
  const outcomes = await chromiumIn(page, 'page', { who: 'ours', honest: server.urls[honest.name], attempts })

  for (const { name, expected, inBrowser = expected, signal = DEFAULT_SIGNAL, request_uri } of rows) {
    await t.test(name, () => {
      const { outcome, milliseconds, text, ...result } = outcomes[name]
      assert.equal(outcome, inBrowser, text)
      assert.ok(milliseconds < signal + GRACE, `${milliseconds} ms`)
      assert.ok(!text?.includes(SECRET), text)
      if (request_uri) assert.equal(result.request_uri, request_uri)
    })
  }
  await t.test('where a server points to, nobody asks', () => assert.deepEqual(server.strays, []))
  await t.test('a call sends its request once, and again only where a nonce was demanded', () => {
    for (const { name, requests = 1 } of rows) {
      const count = server.received.filter((request) => request.name === name).length
      assert.ok(count >= 1 && count <= requests, `${name}: ${count}`)
    }
  })
})
