// Messages are ours, but they name the same subject: the quoted identifier with which the oracle's text begins (par.md §0).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client, par, server } from './inputs.mjs'
import { observe } from './harness.mjs'
import { oracle, subject } from './modules.mjs'
import { reply } from './responses.mjs'

const NAME = 'pushed_authorization_request_endpoint'
const process = (m, t, text, init) => m.processPushedAuthorizationResponse(server(), client(), reply(t, text, init))
const SUBJECTS = [
  ['"as"', (m, t) => par(m, t, { as: 1 })],
  ['"as.issuer"', (m, t) => par(m, t, { as: {} })],
  ['"as.issuer"', (m, t) => par(m, t, { as: { issuer: '' } })],
  ['"client"', (m, t) => par(m, t, { client: null })],
  ['"client.client_id"', (m, t) => par(m, t, { client: {} })],
  ['"client.client_id"', (m, t) => par(m, t, { client: { client_id: '' } })],
  [`"as.${NAME}"`, (m, t) => par(m, t, { as: { issuer: 'i' } })],
  [`"as.${NAME}"`, (m, t) => par(m, t, { as: server({ [NAME]: '/par' }) })],
  [`"as.mtls_endpoint_aliases.${NAME}"`, (m, t) => par(m, t, { as: { issuer: 'i' }, client: client({ use_mtls_endpoint_aliases: true }) })],
  ['"options.headers"', (m, t) => par(m, t, { options: { headers: { authorization: 'x' } } })],
  ['"options.signal"', (m, t) => par(m, t, { options: { signal: 1 } })],
  ['"options.DPoP"', (m, t) => par(m, t, { options: { DPoP: {} } })],
  ['"clientSecret"', (m) => m.ClientSecretPost(1)],
  ['"clientSecret"', (m) => m.ClientSecretPost('')],
  ['"clientSecret"', (m) => m.ClientSecretBasic(1)],
  ['"clientSecret"', (m) => m.ClientSecretBasic('')],
  ['"options.algorithm"', (m) => m.discoveryRequest(new URL('https://a'), { algorithm: 'x' })],
  ['"issuerIdentifier"', (m) => m.discoveryRequest('https://a')],
  ['"expectedIssuerIdentifier"', (m, t) => m.processDiscoveryResponse('https://a', reply(t, '{}'))],
  ['"response" body "issuer" property', (m, t) => m.processDiscoveryResponse(new URL('https://a'), reply(t, '{}', { status: 200 }))],
  ['"response"', (m) => m.processDiscoveryResponse(new URL('https://a'), 1)],
  ['"response"', (m) => m.processPushedAuthorizationResponse(server(), client(), 1)],
  ['"response" body "request_uri" property', (m, t) => process(m, t, '{}')],
  ['"response" body "request_uri" property', (m, t) => process(m, t, '{"request_uri":""}')],
  ['"response" body "expires_in" property', (m, t) => process(m, t, '{"request_uri":"u"}')],
  ['"response" body "expires_in" property', (m, t) => process(m, t, '{"request_uri":"u","expires_in":-1}')],
  ['Pushed Authorization Request Endpoint', (m, t) => process(m, t, '{}', { status: 500 })],
  ['codeVerifier', (m) => m.calculatePKCECodeChallenge(1)],
  ['codeVerifier', (m) => m.calculatePKCECodeChallenge('')],
]
for (const [i, [name, run]] of SUBJECTS.entries()) {
  test(`message ${i + 1} names ${name}`, async () => {
    for (const [module, other] of [[oracle, subject], [subject, oracle]]) {
      const { tree } = await observe(run, module, other)
      assert.ok(JSON.parse(tree.outcome.message).toLowerCase().includes(name.toLowerCase()), `${module === oracle ? 'oracle' : 'subject'}: ${tree.outcome.message}`)
    }
  })
}

test('no message tells a secret', async () => {
  const SECRET = 's3cr3t-value'
  const RUNS = [
    (m, t) => par(m, t, { auth: m.ClientSecretBasic(`${SECRET}\ud800`) }),
    (m, t) => par(m, t, { auth: m.ClientSecretPost(SECRET), options: { signal: 1 } }),
    (m, t) => par(m, t, { options: { headers: { authorization: SECRET } } }),
    (m, t) => par(m, t, { parameters: { code_verifier: SECRET }, fetch: 42 }),
  ]
  for (const run of RUNS) {
    const { tree } = await observe(run, subject, oracle)
    assert.equal(tree.how, 'rejected')
    assert.ok(!tree.outcome.message.includes(SECRET), tree.outcome.message)
  }
})
