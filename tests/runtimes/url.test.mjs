// The entry oauth4wasm/url: the WebAssembly module as a file on the server.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packed } from '../support/paths.mjs'
import { project } from '../support/project.mjs'
import { followed, subtests } from '../support/report.mjs'
import { browser, chromiumIn, site } from '../support/runtimes.mjs'
import { servers } from '../support/servers.mjs'
import * as staticServer from '../support/static-server.mjs'

test('oauth4wasm/url in Chromium', { timeout: 80_000 }, async (t) => {
  const chromium = await browser(t)
  const origin = await site(t, packed, 'scenario.mjs', './url')
  const input = await servers(t, [origin])

  for (const place of ['page', 'worker']) {
    await t.test(place, async (t) => {
      const page = await chromium.newPage({ baseURL: origin })
      const files = []
      page.on('response', (response) => files.push(new URL(response.url()).pathname))
      const results = await chromiumIn(page, place, input)
      await page.close()
      assert.ok(files.some((file) => file.endsWith('/wasm/oauth4wasm.wasm')), 'the file was downloaded')
      assert.ok(!files.some((file) => file.endsWith('/inline.js')), 'and nothing else that holds the module')
      await subtests(t, results, { atLeast: 34 })
      await followed(t, results, input.issuer)
    })
  }

  /** What becomes of a page whose server gives this for the WebAssembly module. @param {object} answer of playwright's route.fulfill */
  const importing = async (t, answer) => {
    const folder = await project(t, packed, { 'index.html': '<!doctype html><link rel="icon" href="data:,">' })
    const server = await staticServer.start({ mounts: { '/': folder } })
    t.after(() => server.close())
    const page = await chromium.newPage({ baseURL: server.origin })
    t.after(() => page.close())
    await page.route('**/oauth4wasm.wasm', async (route) => route.fulfill({ response: await route.fetch(), ...answer }))
    await page.goto('/')
    return page.evaluate(async () => {
      try {
        const oauth = await import(new URL('/node_modules/oauth4wasm/url.js', location.href).href)
        return { challenge: await oauth.calculatePKCECodeChallenge('a') }
      } catch ({ name, code, message }) {
        return { name, code, message }
      }
    })
  }

  await t.test('a server that does not know the type of .wasm', async (t) => {
    const { challenge } = await importing(t, { headers: { 'content-type': 'application/octet-stream' } })
    assert.equal(challenge?.length, 43)
  })

  for (const [name, answer, reason] of [
    ['a missing file', { status: 404, body: '' }, /status 404/],
    ['a page where the file is missing', { contentType: 'text/html; charset=utf-8', body: '<!doctype html>' }, /status 200 and type text\/html/],
  ]) {
    await t.test(`${name}: the error at import names it`, async (t) => {
      const { name, code, message } = await importing(t, answer)
      assert.deepEqual({ name, code }, { name: 'UnsupportedOperationError', code: 'OAUTH_UNSUPPORTED_OPERATION' })
      assert.match(message, /^oauth4wasm\/url finds no WebAssembly module at http:\S+\/node_modules\/oauth4wasm\/wasm\/oauth4wasm\.wasm: /)
      assert.match(message, reason)
    })
  }

  await t.test('a file that is something else: the first call names it', async (t) => {
    const { name, code, message } = await importing(t, { headers: { 'content-type': 'application/wasm' }, body: 'text' })
    assert.deepEqual({ name, code }, { name: 'UnsupportedOperationError', code: 'OAUTH_UNSUPPORTED_OPERATION' })
    assert.match(message, /oauth4wasm\.wasm: .*magic/)
  })
})
