// The entry oauth4wasm/es256, with keys in software, in every runtime and where there is no crypto.subtle; jose judges what is sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edgeVm } from '../support/edge-vm.mjs'
import { matrixServer } from '../support/matrix-server.mjs'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'
import { browser, bun, chromiumIn, deno, node, site, workerd } from '../support/runtimes.mjs'
import { captured, judge } from '../support/wire-jose.mjs'

const entry = 'oauth4wasm/es256'
const scenario = 'matrix-scenario.mjs'
const CELLS = [
  ['private_key_jwt ES256', 'DPoP'],
  ['private_key_jwt ES256', 'DPoP and request object'],
]

async function pushes(t, runtime, options) {
  const server = await matrixServer(t, options)
  const { issuer, clients } = server
  const results = await runtime({ packed, entry, scenario, input: { issuer, clients, cells: CELLS, software: true } })
  await subtests(t, results, { atLeast: CELLS.length })
  await followed(t, results, issuer)
  await t.test('jose finds nothing wrong in what was sent', async () => {
    const { problems, verified } = await judge(captured(server, results))
    assert.deepEqual(problems, [])
    assert.deepEqual(verified, { assertions: 2 * 4, proofs: 2 * 4, requestObjects: 4 })
  })
}

test('Node', { timeout: 60_000 }, (t) => pushes(t, (job) => node(t, job)))

test('Node without crypto.subtle and CryptoKey', { timeout: 60_000 }, (t) =>
  pushes(t, (job) => node(t, { ...job, first: 'without-subtle.mjs' })))

test('Deno', { timeout: 60_000 }, (t) => pushes(t, (job) => deno(t, job, ['--allow-net=127.0.0.1'])))

test('Bun', { timeout: 60_000 }, (t) => pushes(t, (job) => bun(t, job)))

test('workerd', { timeout: 60_000 }, (t) => pushes(t, async (job) => (await workerd(t, job, '2025-01-01')).results))

test('edge-light', { timeout: 60_000 }, (t) => pushes(t, async (job) => (await edgeVm(t, job)).results))

test('Chromium', { timeout: 90_000 }, async (t) => {
  const origin = await site(t, packed, scenario, './es256')
  const page = await (await browser(t)).newPage({ baseURL: origin })
  for (const place of ['page', 'worker']) {
    await t.test(place, (t) => pushes(t, (job) => chromiumIn(page, place, job.input), { origins: [origin] }))
  }
})

test('Chromium, a page from plain http', { timeout: 90_000 }, async (t) => {
  const { port } = new URL(await site(t, packed, scenario, './es256'))
  const origin = `http://insecure.test:${port}`
  const page = await (await browser(t, ['--host-resolver-rules=MAP insecure.test 127.0.0.1'])).newPage({ baseURL: origin })
  await page.goto('/')
  assert.deepEqual(await page.evaluate(() => [isSecureContext, typeof crypto.subtle, typeof CryptoKey]), [false, 'undefined', 'undefined'])
  await pushes(t, (job) => chromiumIn(page, 'page', job.input), { origins: [origin] })
})
