// Messages are ours, but they name the same subject: the quoted identifier with which the oracle's text begins (par.md §0).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client, par, server } from './inputs.mjs'
import { observe } from './harness.mjs'
import { lookalikeKey, pairs } from './keys.mjs'
import { oracle, subject } from './modules.mjs'
import { reply } from './responses.mjs'

const NAME = 'pushed_authorization_request_endpoint'
const process = (m, t, text, init) => m.processPushedAuthorizationResponse(server(), client(), reply(t, text, init))
const { privateKey, publicKey } = pairs.ES256.open
const issue = (m, parameters, key = privateKey) => m.issueRequestObject(server(), client(), parameters, key)
const callback = (m, query, state, more) => m.validateAuthResponse(server(more), client(), new URLSearchParams(query), state)
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
  ['"clientSecret"', (m) => m.ClientSecretJwt(1)],
  ['"clientPrivateKey.key"', (m) => m.PrivateKeyJwt({})],
  ['"clientPrivateKey.key"', (m) => m.PrivateKeyJwt(publicKey)],
  ['"kid"', (m) => m.PrivateKeyJwt({ key: privateKey, kid: 1 })],
  ['"usages"', (m, t) => par(m, t, { auth: m.PrivateKeyJwt(lookalikeKey({ usages: [] })) })],
  ['"DPoP.privateKey"', (m) => m.DPoP(client())],
  ['"DPoP.privateKey"', (m) => m.DPoP(client(), { privateKey: publicKey })],
  ['"DPoP.publicKey"', (m) => m.DPoP(client(), { privateKey })],
  ['"DPoP.publicKey"', (m) => m.DPoP(client(), { privateKey, publicKey: privateKey })],
  ['"DPoP.publicKey.extractable"', (m) => m.DPoP(client(), { privateKey, publicKey: lookalikeKey({ type: 'public' }) })],
  ['"privateKey.key"', (m) => issue(m, {}, null)],
  ['"privateKey.key"', (m) => issue(m, {}, publicKey)],
  ['"kid"', (m) => issue(m, {}, { key: privateKey, kid: '' })],
  ['"max_age" parameter', (m) => issue(m, { max_age: 'x' })],
  ['"max_age" parameter', (m) => issue(m, { max_age: '-1' })],
  ['"claims" parameter', (m) => issue(m, { claims: '{' })],
  ['"claims" parameter', (m) => issue(m, { claims: '[]' })],
  ['"authorization_details" parameter', (m) => issue(m, { authorization_details: '{' })],
  ['"authorization_details" parameter', (m) => issue(m, { authorization_details: '{}' })],
  ['"alg"', (m) => m.generateKeyPair(1)],
  ['"alg"', (m) => m.generateKeyPair('')],
  ['"parameters"', (m) => m.validateAuthResponse(server(), client(), 1)],
  ['"parameters"', (m) => callback(m, 'response=x')],
  ['"expectedState" argument', (m) => callback(m, '', null)],
  ['"expectedState" argument', (m) => callback(m, '', '')],
  ['"state"', (m) => callback(m, 'state=x')],
  ['"state"', (m) => callback(m, '', 's')],
  ['"iss"', (m) => callback(m, 'iss=x')],
  ['"iss"', (m) => callback(m, '', undefined, { authorization_response_iss_parameter_supported: true })],
  ['"error" parameter', (m) => callback(m, 'error=x&error=y')],
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
    (m, t) => par(m, t, { auth: m.ClientSecretJwt(SECRET), options: { signal: 1 } }),
    (m) => issue(m, { claims: `{"secret":"${SECRET}"` }),
    (m) => issue(m, { claims: `"${SECRET}"` }),
    (m) => issue(m, { authorization_details: `{"secret":"${SECRET}"}` }),
    (m) => issue(m, { max_age: SECRET }),
    async (m) => callback(m, `state=${SECRET}`, 'other'),
    async (m) => callback(m, `code=${SECRET}&state=x`, SECRET),
    async (m) => callback(m, `iss=${SECRET}`),
    async (m) => callback(m, `error=x&code=${SECRET}`),
    async (m) => callback(m, `id_token=${SECRET}`),
    (m) => m.generateKeyPair(SECRET),
    (m) => issue(m, {}, SECRET),
  ]
  for (const run of RUNS) {
    const { tree } = await observe(run, subject, oracle)
    assert.equal(tree.how, 'rejected')
    assert.ok(!tree.outcome.message.includes(SECRET), tree.outcome.message)
  }
})
