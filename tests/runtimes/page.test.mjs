import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { packed, screenshots } from '../support/paths.mjs'
import { browser } from '../support/runtimes.mjs'
import { serve } from '../../www/serve.mjs'

test('the demo page', { timeout: 60_000 }, async (t) => {
  const site = await serve({ packed })
  t.after(() => site.close())
  const chromium = await browser(t)
  await mkdir(screenshots, { recursive: true })

  /** A fresh page; errors and refused resources fail the test. */
  async function open(t, options) {
    const context = await chromium.newContext(options)
    t.after(() => context.close())
    context.setDefaultTimeout(5_000)
    const page = await context.newPage()
    const problems = []
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    await page.goto(site.origin)
    await page.locator('#push:enabled').waitFor()
    return { page, problems }
  }
  const shot = (page, name) => page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true })
  const expected401 = /status of 401/

  await t.test('first sight', async (t) => {
    const { page, problems } = await open(t)
    await shot(page, 'page-first')
    assert.equal(await page.title(), 'oauth4wasm: push an authorization request')
    assert.deepEqual(problems, [])
  })

  for (const method of ['none', 'client_secret_basic', 'client_secret_post']) {
    await t.test(`push with ${method}: request, answer and link`, async (t) => {
      const { page, problems } = await open(t, { colorScheme: method === 'client_secret_basic' ? 'dark' : 'light' })
      await page.getByRole('radio', { name: method }).check()
      await page.getByRole('button', { name: 'Push' }).click()
      const link = page.locator('#authorization-url')
      await link.waitFor()
      await shot(page, `page-${method}`)

      const url = new URL(await link.getAttribute('href'))
      assert.deepEqual([...url.searchParams.keys()], ['client_id', 'request_uri'])
      const answer = await page.locator('#answer').textContent()
      assert.match(answer, /^201/)
      assert.ok(answer.includes(url.searchParams.get('request_uri')))
      assert.match(await page.locator('#request').textContent(), method === 'client_secret_basic' ? /authorization: Basic / : /client_id=/)
      assert.ok(await page.locator('#failed').isHidden())
      assert.deepEqual(problems, [])
    })
  }

  for (const method of ['client_secret_basic', 'client_secret_post']) {
    await t.test(`a wrong secret with ${method}: the error in words, and the next push works`, async (t) => {
      const { page, problems } = await open(t)
      await page.getByRole('radio', { name: method }).check()
      const secret = page.getByLabel('client_secret', { exact: true })
      const right = await secret.inputValue()
      await secret.fill('wrong')
      await page.getByRole('button', { name: 'Push' }).click()
      const failed = page.getByRole('region', { name: 'The server refused: invalid_client' })
      await failed.waitFor()
      await shot(page, `page-refused-${method}`)
      assert.match(await failed.textContent(), /Is the secret right\?/)
      assert.match(await page.locator('#answer').textContent(), /^401/)
      assert.ok(await page.locator('#authorization-url').isHidden())

      await secret.fill(right)
      await page.getByRole('button', { name: 'Push' }).click()
      await page.locator('#authorization-url').waitFor()
      assert.ok(await failed.isHidden())
      assert.deepEqual(problems.filter((problem) => !expected401.test(problem)), [])
    })
  }

  await t.test('by keyboard alone', async (t) => {
    const { page } = await open(t)
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    assert.ok(await page.getByRole('radio', { name: 'client_secret_basic' }).isChecked())
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement.id), 'secret')
    await page.keyboard.press('Enter')
    await page.locator('#authorization-url').waitFor()
  })

  await t.test('on a phone: nothing wider than the screen', async (t) => {
    const { page } = await open(t, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 })
    await page.getByRole('radio', { name: 'client_secret_basic' }).tap()
    await page.getByRole('button', { name: 'Push' }).tap()
    await page.locator('#authorization-url').waitFor()
    await shot(page, 'page-phone')
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360)
  })

  await t.test('the link leads to the login of the server, and back with a code', async (t) => {
    const { page, problems } = await open(t)
    await page.getByRole('button', { name: 'Push' }).click()
    await page.locator('#authorization-url').click()
    await page.getByPlaceholder('Enter any login').fill('somebody')
    await page.getByPlaceholder('and password').fill('something')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    const returned = page.getByRole('region', { name: 'Back from the authorization server' })
    await returned.waitFor()
    await shot(page, 'page-returned')
    assert.match(await returned.textContent(), /The state is the one this page sent/)
    assert.equal(page.url(), `${site.origin}/`)
    assert.deepEqual(problems.filter((problem) => !/fonts\.googleapis\.com/.test(problem)), [])
  })

  await t.test('a server that is gone: said in words', async (t) => {
    const { page } = await open(t)
    await page.route(`${site.issuer}/**`, (route) => route.abort('connectionrefused'))
    await page.getByRole('button', { name: 'Push' }).click()
    await page.getByRole('region', { name: 'The server could not be reached' }).waitFor()
  })

  await t.test('a strict content security policy', async () => {
    const policy = (await fetch(site.origin)).headers.get('content-security-policy')
    assert.match(policy, /default-src 'none'/)
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/)
    assert.ok(!policy.includes('unsafe-inline') && !policy.includes("'unsafe-eval'"))
  })

  await t.test('nothing outside the folders is served', async () => {
    for (const path of ['/..%2fCargo.toml', '/%2e%2e/Cargo.toml', '/oauth4wasm/..%2f..%2f..%2fentry.mjs', '/oauth4wasm/../../package.json'])
      assert.equal((await fetch(site.origin + path)).status, 404, path)
  })
})
