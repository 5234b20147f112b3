// Firefox and WebKitGTK, each with the means of control that it brings itself. Playwright drives neither as distributions ship them.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import puppeteer from 'puppeteer-core'
import { Builder, Capabilities } from 'selenium-webdriver'
import { close, listen } from './listen.mjs'
import * as paths from './paths.mjs'
import { launch } from './processes.mjs'
import { inPlace } from './runtimes.mjs'

/**
 * @typedef {object} Session a browser with a page of `site`, closed when the test ends
 * @property {string} version
 * @property {(place: 'page' | 'worker' | 'shared worker' | 'service worker', input: unknown) => Promise<object[]>} run
 * @property {(script: (argument: unknown) => unknown, argument?: unknown) => Promise<unknown>} evaluate
 */

/** @returns {Promise<Session>} */
export async function firefox(t, origin) {
  const instance = await puppeteer.launch({
    browser: 'firefox',
    executablePath: paths.firefox,
    timeout: 60_000,
    extraPrefsFirefox: { 'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false },
  })
  t.after(() => instance.close())
  const page = await instance.newPage()
  const errors = []
  // A request that CORS stops is reported as if it were uncaught.
  page.on('pageerror', (error) => /Cross-Origin Request Blocked/.test(error.message) || errors.push(String(error)))
  await page.goto(origin)
  return {
    version: (await instance.version()).replace(/^\w+\//, ''),
    evaluate: (script, argument) => page.evaluate(script, argument),
    async run(place, input) {
      const results = await page.evaluate(inPlace, { place, input })
      assert.deepEqual(errors, [], 'errors on the page')
      return results
    },
  }
}

/** @returns {Promise<Session>} */
export async function webkit(t, origin) {
  // Before what it runs on ends.
  let driver
  t.after(() => driver?.quit())
  const display = await virtualDisplay(t)
  const port = await freePort()
  const { child } = launch(t, paths.webkitDriver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      LIBGL_ALWAYS_SOFTWARE: '1',
      // Its sandbox wants user namespaces, which containers and root do not have.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  })
  await answers(`http://127.0.0.1:${port}/status`, child)
  driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: paths.miniBrowser(), args: ['--automation'] },
      }),
    )
    .build()
  await driver.manage().setTimeouts({ script: 60_000 })
  await driver.get(origin)
  const evaluate = async (script, argument) => {
    const settled = `(${script})(arguments[0]).then((value) => ({ value }), (error) => ({ error: String(error) }))`
    const { value, error } = await driver.executeAsyncScript(`${settled}.then(arguments[1])`, argument)
    if (error !== undefined) throw new Error(error)
    return value
  }
  return {
    version: (await driver.getCapabilities()).getBrowserVersion(),
    evaluate,
    run: (place, input) => evaluate(inPlace, { place, input }),
  }
}

async function virtualDisplay(t) {
  const { child } = launch(t, paths.xvfb, ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.stdio[3].setEncoding('utf8').once('data', (number) => resolve(`:${number.trim()}`))
  })
}

async function freePort() {
  const server = createServer()
  const { port } = new URL(await listen(server))
  await close(server)
  return port
}

async function answers(url, child) {
  for (let left = 100; left > 0 && child.exitCode === null; left--) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail(`nothing answers at ${url}`)
}
