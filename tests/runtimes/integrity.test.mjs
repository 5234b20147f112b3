// The import map of the README: hashes of the three modules of the default entry cover the WebAssembly module.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { packed } from '../support/paths.mjs'
import { project } from '../support/project.mjs'
import { browser } from '../support/runtimes.mjs'
import * as staticServer from '../support/static-server.mjs'

const FILES = ['index.js', 'wasm/core.js', 'wasm/inline.js']

test('integrity in the import map', { timeout: 60_000 }, async (t) => {
  const folder = await project(t, packed, {})
  const path = (file) => join('node_modules/oauth4wasm', file)
  const integrity = {}
  for (const file of FILES) {
    const hash = createHash('sha384').update(await readFile(join(folder, path(file)))).digest('base64')
    integrity[`/${path(file)}`] = `sha384-${hash}`
  }
  const map = JSON.stringify({ imports: { oauth4wasm: `/${path('index.js')}` }, integrity })
  await writeFile(join(folder, 'index.html'), `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${map}</script>`)
  const server = await staticServer.start({ mounts: { '/': folder } })
  t.after(() => server.close())
  const chromium = await browser(t)
  const challenge = async () => {
    const page = await chromium.newPage()
    const fetched = []
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
    await page.goto(server.origin)
    const value = await page.evaluate(async () => (await import('oauth4wasm')).calculatePKCECodeChallenge('a').catch(String)).catch(String)
    await page.close()
    return { value, fetched: fetched.filter((path) => path.startsWith('/node_modules')) }
  }

  const { value, fetched } = await challenge()
  assert.equal(value.length, 43, value)
  assert.deepEqual(fetched.sort(), FILES.map((file) => `/${path(file)}`).sort(), 'nothing else is fetched')
  for (const file of FILES) {
    await t.test(`${file}, changed`, async () => {
      const original = await readFile(join(folder, path(file)))
      await appendFile(join(folder, path(file)), '\n')
      assert.match((await challenge()).value, /Failed to fetch dynamically imported module/)
      await writeFile(join(folder, path(file)), original)
    })
  }
})
