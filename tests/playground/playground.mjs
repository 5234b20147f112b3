// The playground in Chromium: opened, filled in, looked at.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { packed, screenshots } from '../support/paths.mjs'
import { browser } from '../support/runtimes.mjs'
import { serve } from '../../www/serve.mjs'

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1 }

/**
 * The page on a server of its own, and a Chromium.
 * @param {import('node:test').TestContext} t both are stopped when it ends
 * @param {object} [options] of `serve`
 */
export async function playground(t, options) {
  const site = await serve({ packed, ...options })
  t.after(() => site.close())
  const chromium = await browser(t)
  await mkdir(screenshots, { recursive: true })

  let desktop
  /**
   * The page as at first sight. When the test ends there must have been no error on it and no refused resource, but for those
   * expected.
   * @param {import('node:test').TestContext} t
   * @param {{colorScheme?: 'light' | 'dark', path?: string, origin?: string, expected?: RegExp, alone?: object}} [options]
   *   `alone`: in a context of its own, with these options
   */
  async function open(t, { colorScheme = 'light', path = '/', origin = site.origin, expected, alone } = {}) {
    const make = async () => (await chromium.newContext(alone)).newPage()
    const page = alone ? await make() : (desktop ??= await make())
    page.setDefaultTimeout(8_000)
    const problems = []
    const error = (error) => problems.push(String(error))
    const message = (message) => message.type() === 'error' && problems.push(message.text())
    page.on('pageerror', error).on('console', message)
    t.after(async () => {
      page.off('pageerror', error).off('console', message)
      if (alone) await page.context().close()
      assert.deepEqual(problems.filter((problem) => !expected?.test(problem)), [], 'problems on the page')
    })
    await page.emulateMedia({ colorScheme })
    // As a tab that was never here before.
    if (page.url().startsWith(site.origin)) await page.evaluate(() => sessionStorage.clear())
    await page.context().clearCookies()
    await page.goto(origin + path)
    await ready(page)
    return page
  }
  return { site, open }
}

export const ready = (page) => page.locator('#push[aria-disabled=false]').waitFor()
export const shot = (page, name) => page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true })
export const choose = (page, name) => page.getByRole('radio', { name, exact: true }).check()
export const pressPush = (page) => page.getByRole('button', { name: 'Push' }).click()
export const failure = (page, title) => page.getByRole('region', { name: title })

/** Presses Push and waits for the link. @returns {Promise<URL>} */
export async function pushed(page) {
  await pressPush(page)
  const link = page.locator('#authorization-url')
  await Promise.race([link.waitFor(), page.locator('#failed').waitFor()])
  assert.ok(await link.isVisible(), await page.locator('#failed').innerText())
  return new URL(await link.getAttribute('href'))
}

/** The text of the block of code with this label, of the last request or answer. */
export const block = (page, label) => page.locator('.shown > pre, .shown > details.jwt > pre').and(page.getByLabel(label, { exact: true })).textContent()

/** Header and payload of a JWT that the page shows. */
export async function jwt(page, title) {
  const [, header, payload] = /^header (\{[^]*\})\npayload (\{[^]*\})\n$/.exec(await block(page, `${title}, decoded`))
  return { header: JSON.parse(header), payload: JSON.parse(payload) }
}
