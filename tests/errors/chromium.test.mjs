// The hints that only a page gets, and what a page cannot read, in Chromium.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packed } from '../support/paths.mjs'
import { defaultEntry, project } from '../support/project.mjs'
import { browser } from '../support/runtimes.mjs'
import * as staticServer from '../support/static-server.mjs'
import { attempt, browserCases } from './browser-cases.mjs'
import { idOf } from './page.mjs'
import { start } from './server.mjs'

const POLICY = "default-src 'none'; img-src data:; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
const HTML = ['text/html', '<!doctype html><link rel="icon" href="data:,">']

test('Chromium', { timeout: 60_000 }, async (t) => {
  const origin = await start(t)
  const folder = await project(t, packed, {})
  const entry = `/${await defaultEntry(folder)}`
  const headers = (path) => (path === '/policy' ? { 'content-security-policy': POLICY } : {})
  const site = await staticServer.start({ mounts: { '/': folder }, texts: { '/': HTML, '/policy': HTML }, headers })
  t.after(() => site.close())
  const context = await (await browser(t)).newContext()
  const pages = {}
  for (const path of ['/', '/policy']) await (pages[path] = await context.newPage()).goto(site.origin + path)

  for (const { name, hint, theirs, text = /./, expected, isTheHosts = false, page = '/', input } of browserCases) {
    await t.test(name, async () => {
      const error = await pages[page].evaluate(attempt, { origin, entry, ...input })
      assert.equal([error.name, error.code].filter(Boolean).join(' '), expected, JSON.stringify(error))
      assert.equal(error.isTheHosts, isTheHosts, 'the same object')
      if (theirs) return assert.equal(error.hint, theirs)
      assert.equal(idOf(error), hint, error.hint)
      if (hint === undefined) return
      assert.match(error.hint, text)
      assert.ok(error.enumerable)
    })
  }
})
