// Light and dark, phone, keyboard, screen reader; and the policy of the page.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../support/paths.mjs'
import { PHONE, choose, failure, playground, pressPush, pushed, shot } from './playground.mjs'

const EXPECTED = /status of 40[01]/

test('the playground is for everyone', { timeout: 60_000 }, async (t) => {
  const { site, open } = await playground(t)
  const axe = await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
  /** What axe-core finds: WCAG 2 A and AA, contrast among it. */
  const violations = async (page) => {
    await page.evaluate(axe)
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }))
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`))
  }

  for (const colorScheme of ['light', 'dark']) {
    await t.test(`axe-core finds nothing, ${colorScheme}`, async (t) => {
      const page = await open(t, { colorScheme, expected: EXPECTED })
      await choose(page, 'client_secret_jwt')
      await page.getByRole('checkbox', { name: /^DPoP/ }).check()
      await page.getByRole('checkbox', { name: /^signed request object/ }).check()
      await pushed(page)
      assert.deepEqual(await violations(page), [], 'after a push')
      await page.goto(`${site.origin}/?error=access_denied&state=s`)
      await page.locator('#returned').waitFor()
      await choose(page, 'your own')
      await pressPush(page)
      await failure(page, 'Something is missing in the form').waitFor()
      await page.evaluate(() => (document.querySelector('#returned').hidden = false))
      assert.deepEqual(await violations(page), [], 'after a return and a failure')
    })
  }

  await t.test('by keyboard alone', async (t) => {
    const page = await open(t)
    const focused = () => page.evaluate(() => document.activeElement.name || document.activeElement.id)
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'server')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    assert.ok(await page.getByRole('radio', { name: 'client_secret_basic' }).isChecked())
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'secret')
    await page.keyboard.press('Enter')
    await page.locator('#authorization-url').waitFor()
    assert.equal(await focused(), 'secret')
    await page.getByRole('button', { name: 'Push' }).focus()
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'continue')
    for (const name of ['server', 'request', 'answer']) {
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), name)
    }
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'authorization-url')
  })

  await t.test('a screen reader is told: the result as status, a failure as alert', async (t) => {
    const page = await open(t, { expected: EXPECTED })
    await pushed(page)
    assert.match(await page.getByRole('status').textContent(), /The authorization URL is ready/)
    await choose(page, 'client_secret_post')
    await page.getByLabel('client_secret', { exact: true }).fill('wrong')
    await pressPush(page)
    await page.getByRole('alert').getByText('The server refused: invalid_client').waitFor()
    assert.equal(await page.getByRole('status').textContent(), '')
  })

  for (const [colorScheme, name] of [['light', 'playground-phone'], ['dark', 'playground-phone-dark']]) {
    await t.test(`on a phone, ${colorScheme}: nothing wider than the screen`, async (t) => {
      const page = await open(t, { alone: PHONE, colorScheme, expected: EXPECTED })
      const widest = () => page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok((await widest()) <= 390)
      await page.getByRole('radio', { name: 'private_key_jwt' }).tap()
      await page.getByRole('checkbox', { name: /^DPoP/ }).tap()
      await page.getByRole('checkbox', { name: /^signed request object/ }).tap()
      await page.getByRole('button', { name: 'Push' }).tap()
      await page.locator('#authorization-url').waitFor()
      await shot(page, name)
      assert.ok((await widest()) <= 390)
      const small = await page.locator('button, .choice label, input:not([type=radio], [type=checkbox]), select, textarea').evaluateAll((all) =>
        all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML))
      assert.deepEqual(small, [], 'too small for a thumb')
    })
  }

  await t.test('a strict content security policy, in the page and in its headers', async () => {
    const response = await fetch(site.origin)
    const policy = response.headers.get('content-security-policy')
    assert.match(policy, /default-src 'none'/)
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/)
    assert.ok(!policy.includes('unsafe-inline') && !policy.includes("'unsafe-eval'"))
    const page = await response.text()
    assert.ok(page.includes(`content="${policy.replace("; frame-ancestors 'none'", '')}"`))
    assert.ok(!/<style|<script(?![^>]* src=)| style=| on\w+=/.test(page), 'no inline script or style')
  })

  await t.test('nothing outside the folders is served', async () => {
    for (const path of ['/..%2fCargo.toml', '/%2e%2e/Cargo.toml', '/oauth4wasm/..%2f..%2f..%2fentry.mjs', '/oauth4wasm/../../package.json'])
      assert.equal((await fetch(site.origin + path)).status, 404, path)
  })
})
