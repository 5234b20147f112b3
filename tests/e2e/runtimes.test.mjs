// Eight cells of the matrix in the other runtimes; what they send is judged by jose.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { close, listen } from '../support/listen.mjs'
import { firefox, webkit } from '../support/other-browsers.mjs'
import { matrixServer } from '../support/matrix-server.mjs'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'
import { browser, bun, chromiumIn, deno, site, workerd } from '../support/runtimes.mjs'
import { captured, judge } from '../support/wire-jose.mjs'

const scenario = 'matrix-scenario.mjs'
// Every method without TLS, every variation twice.
const CELLS = [
  ['none', 'DPoP'],
  ['client_secret_basic', 'plain'],
  ['client_secret_post', 'request object'],
  ['client_secret_jwt', 'DPoP'],
  ['private_key_jwt ES256', 'DPoP and request object'],
  ['private_key_jwt PS256', 'request object'],
  ['private_key_jwt RS256', 'plain'],
  ['private_key_jwt Ed25519', 'DPoP and request object'],
]

/** Runs the cells against a server of their own. */
async function cellsIn(t, runtime, options) {
  const server = await matrixServer(t, options)
  const { issuer, clients } = server
  const results = await runtime({ packed, scenario, input: { issuer, clients, cells: CELLS } })
  await subtests(t, results, { atLeast: CELLS.length })
  await followed(t, results, issuer)
  await t.test('jose finds nothing wrong in what was sent', async () => {
    const { problems, verified } = await judge(captured(server, results))
    assert.deepEqual(problems, [])
    assert.deepEqual(verified, { assertions: 2 * 2 + 3 * 4, proofs: 4 * 4, requestObjects: 2 * 2 + 2 * 4 })
  })
}

test('Deno', { timeout: 60_000 }, (t) => cellsIn(t, (job) => deno(t, job, ['--allow-net=127.0.0.1'])))

test('Bun', { timeout: 60_000 }, (t) => cellsIn(t, (job) => bun(t, job)))

test('workerd', { timeout: 60_000 }, (t) => cellsIn(t, async (job) => (await workerd(t, job, '2025-01-01')).results))

test('Chromium', { timeout: 90_000 }, async (t) => {
  const origin = await site(t, packed, scenario)
  const chromium = await browser(t)
  const page = await chromium.newPage({ baseURL: origin })
  for (const place of ['page', 'worker']) {
    await t.test(place, (t) => cellsIn(t, (job) => chromiumIn(page, place, job.input), { origins: [origin] }))
  }

  await t.test('a DPoP nonce that CORS hides: one request, the first error', async (t) => {
    const { issuer, demands } = await hidesNonce(t)
    const error = await page.evaluate(pushTo, issuer)
    assert.deepEqual(error, { name: 'ResponseBodyError', error: 'use_dpop_nonce' })
    assert.equal(demands.length, 1)
  })
})

for (const [name, start] of Object.entries({ Firefox: firefox, WebKitGTK: webkit })) {
  test(name, { timeout: 120_000 }, async (t) => {
    const origin = await site(t, packed, scenario)
    const session = await start(t, origin)
    for (const place of ['page', 'worker']) {
      await t.test(place, (t) => cellsIn(t, (job) => session.run(place, job.input), { origins: [origin] }))
    }
  })
}

/** A server that lets every page call it, and demands a nonce that no page may read: Access-Control-Expose-Headers is missing. */
async function hidesNonce(t) {
  const demands = []
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'dpop')
    if (request.method === 'OPTIONS') return response.writeHead(204).end()
    demands.push(request.url)
    response.writeHead(400, { 'content-type': 'application/json', 'dpop-nonce': 'hidden' }).end('{"error":"use_dpop_nonce"}')
  })
  const issuer = await listen(server)
  t.after(() => close(server))
  return { issuer, demands }
}

async function pushTo(issuer) {
  const oauth = await import('oauth4wasm')
  const as = { issuer, authorization_endpoint: `${issuer}/auth`, pushed_authorization_request_endpoint: `${issuer}/par` }
  const client = { client_id: 'client' }
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
  const options = { DPoP, [oauth.allowInsecureRequests]: true }
  return oauth.pushedAuthorizationUrl(as, client, oauth.None(), { response_type: 'code' }, options).then(
    ({ url }) => ({ resolved: url.href }),
    ({ name, error }) => ({ name, error }),
  )
}
