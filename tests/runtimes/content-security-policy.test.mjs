// A page with a content security policy: one directive is needed, and its absence is said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firefox, webkit } from '../support/other-browsers.mjs'
import { packed } from '../support/paths.mjs'
import { defaultEntry, project } from '../support/project.mjs'
import { browser } from '../support/runtimes.mjs'
import * as staticServer from '../support/static-server.mjs'

const WITHOUT = "default-src 'none'; connect-src 'self'; frame-src 'self'; img-src data:; script-src 'self'"
const POLICIES = { '/with': `${WITHOUT} 'wasm-unsafe-eval'`, '/without': WITHOUT }
const SUBPATHS = ['.', './url']

for (const [name, start] of Object.entries({ Chromium: chromium, Firefox: firefox, WebKitGTK: webkit })) {
  test(name, { timeout: 120_000 }, async (t) => {
    const folder = await project(t, packed, {})
    const texts = { '/': ['text/html', '<!doctype html><link rel="icon" href="data:,">'] }
    for (const subpath of SUBPATHS) {
      const entry = await defaultEntry(folder, subpath)
      texts[`/${entry}.page.js`] = ['text/javascript', script(entry)]
      for (const policy of Object.keys(POLICIES)) texts[`${policy}/${entry}`] = ['text/html', `<!doctype html><script type="module" src="/${entry}.page.js"></script>`]
    }
    const headers = (path) => {
      const policy = Object.keys(POLICIES).find((policy) => path.startsWith(`${policy}/`))
      return policy ? { 'content-security-policy': POLICIES[policy] } : {}
    }
    const server = await staticServer.start({ mounts: { '/': folder }, texts, headers })
    t.after(() => server.close())
    const session = await start(t, server.origin)

    for (const subpath of SUBPATHS) {
      const entry = await defaultEntry(folder, subpath)
      await t.test(`${subpath}: script-src 'self' 'wasm-unsafe-eval' is enough`, async () => {
        const { asynchronous, synchronous } = await session.evaluate(inFrame, `/with/${entry}`)
        assert.equal(asynchronous.value?.length, 43, JSON.stringify(asynchronous))
        assert.equal(synchronous.value, 'function')
      })

      await t.test(`${subpath}: without 'wasm-unsafe-eval' the first call fails and names the directive`, async () => {
        const results = await session.evaluate(inFrame, `/without/${entry}`)
        for (const { error } of Object.values(results)) {
          const { name, code, message, cause } = error
          assert.deepEqual({ name, code, cause }, { name: 'UnsupportedOperationError', code: 'OAUTH_UNSUPPORTED_OPERATION', cause: 'CompileError' })
          assert.match(message, /A page with a Content-Security-Policy needs 'wasm-unsafe-eval' in its script-src/)
        }
      })
    }
  })
}

async function chromium(t, origin) {
  const page = await (await browser(t)).newPage()
  await page.goto(origin)
  return page
}

/** Opens a page in a frame; its script sends what it found. */
function inFrame(path) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the page sends nothing')), 10_000)
    addEventListener('message', ({ data }) => resolve(data), { once: true })
    document.body.append(Object.assign(document.createElement('iframe'), { src: path }))
  })
}

const script = (entry) => `
import * as oauth from '/${entry}'
const attempt = async (run) => {
  try {
    return { value: await run() }
  } catch ({ name, code, message, cause }) {
    return { error: { name, code, message, cause: cause?.name } }
  }
}
parent.postMessage({
  asynchronous: await attempt(() => oauth.calculatePKCECodeChallenge('a')),
  synchronous: await attempt(() => typeof oauth.ClientSecretBasic('secret')),
})
`
