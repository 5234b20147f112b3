// A page with a content security policy: one directive is needed, and its absence is said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packed } from '../support/paths.mjs'
import { defaultEntry, project } from '../support/project.mjs'
import { browser } from '../support/runtimes.mjs'
import * as staticServer from '../support/static-server.mjs'

test('Chromium', { timeout: 60_000 }, async (t) => {
  const chromium = await browser(t)

  for (const subpath of ['.', './url']) {
    const attempts = async (t, policy) => {
      const folder = await project(t, packed, {})
      const entry = await defaultEntry(folder, subpath)
      const server = await staticServer.start({
        mounts: { '/': folder },
        texts: {
          '/': ['text/html', '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>'],
          '/page.js': ['text/javascript', page(entry)],
        },
        headers: () => ({ 'content-security-policy': policy }),
      })
      t.after(() => server.close())
      const tab = await chromium.newPage({ baseURL: server.origin })
      t.after(() => tab.close())
      await tab.goto('/')
      return JSON.parse(await tab.locator('pre').textContent())
    }

    await t.test(`${subpath}: script-src 'self' 'wasm-unsafe-eval' is enough`, async (t) => {
      const { asynchronous, synchronous } = await attempts(t, "default-src 'none'; connect-src 'self'; img-src data:; script-src 'self' 'wasm-unsafe-eval'")
      assert.equal(asynchronous.value?.length, 43)
      assert.equal(synchronous.value, 'function')
    })

    await t.test(`${subpath}: without 'wasm-unsafe-eval' the first call fails and names the directive`, async (t) => {
      const results = await attempts(t, "default-src 'none'; connect-src 'self'; img-src data:; script-src 'self'")
      for (const { error } of Object.values(results)) {
        const { name, code, message, cause } = error
        assert.deepEqual({ name, code, cause }, { name: 'UnsupportedOperationError', code: 'OAUTH_UNSUPPORTED_OPERATION', cause: 'CompileError' })
        assert.match(message, /A page with a Content-Security-Policy needs 'wasm-unsafe-eval' in its script-src/)
      }
    })
  }
})

const page = (entry) => `
import * as oauth from '/${entry}'
const attempt = async (run) => {
  try {
    return { value: await run() }
  } catch ({ name, code, message, cause }) {
    return { error: { name, code, message, cause: cause?.name } }
  }
}
const results = {
  asynchronous: await attempt(() => oauth.calculatePKCECodeChallenge('a')),
  synchronous: await attempt(() => typeof oauth.ClientSecretBasic('secret')),
}
document.body.append(Object.assign(document.createElement('pre'), { textContent: JSON.stringify(results) }))
`
