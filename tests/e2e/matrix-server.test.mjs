// The oracle of the matrix is itself tested, with the original oauth4webapi: what it accepts means something only if it refuses the rest.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as webapi from 'oauth4webapi'
import { clientOf, parameters } from '../support/matrix-scenario.mjs'
import { matrixServer } from '../support/matrix-server.mjs'

const insecure = { [webapi.allowInsecureRequests]: true }

test('the server of the matrix', { timeout: 30_000 }, async (t) => {
  const { issuer, clients } = await matrixServer(t)
  const as = await webapi.processDiscoveryResponse(new URL(issuer), await webapi.discoveryRequest(new URL(issuer), insecure))
  const body = await parameters(webapi)
  const stranger = await webapi.generateKeyPair('ES256')
  const { client, authentication, privateKey } = await clientOf(webapi, clients['private_key_jwt ES256'])

  async function push({ by = client, auth = authentication, send = body, ...options } = {}) {
    const response = await webapi.pushedAuthorizationRequest(as, by, auth, send, { ...insecure, ...options })
    return `${response.status} ${(await response.json()).error ?? 'accepted'}`
  }

  await t.test('takes what is right', async () => assert.equal(await push(), '201 accepted'))

  await t.test('refuses an assertion of another key', async () => {
    assert.equal(await push({ auth: webapi.PrivateKeyJwt({ key: stranger.privateKey, kid: privateKey.kid }) }), '401 invalid_client')
  })

  await t.test('refuses an assertion that it has seen', async () => {
    const sameJti = webapi.PrivateKeyJwt(privateKey, { [webapi.modifyAssertion]: (_header, payload) => void (payload.jti = 'always the same') })
    assert.equal(await push({ auth: sameJti }), '201 accepted')
    assert.equal(await push({ auth: sameJti }), '401 invalid_client')
  })

  await t.test('refuses an assertion for another server, an expired one', async () => {
    for (const change of [{ aud: 'https://other.example' }, { exp: 1 }]) {
      const changed = webapi.PrivateKeyJwt(privateKey, { [webapi.modifyAssertion]: (_header, payload) => void Object.assign(payload, change) })
      assert.equal(await push({ auth: changed }), '401 invalid_client')
    }
  })

  await t.test('refuses a wrong secret, by every method', async () => {
    for (const method of ['client_secret_post', 'client_secret_basic', 'client_secret_jwt']) {
      const { client, authentication } = await clientOf(webapi, { ...clients[method], secret: 'a wrong secret that is long enough' })
      assert.equal(await push({ by: client, auth: authentication }), '401 invalid_client', method)
    }
  })

  await t.test('refuses a proof without a nonce, with another nonce, for another URL, or of yesterday', async () => {
    const changed = (change) => webapi.DPoP(client, stranger, { [webapi.modifyAssertion]: (_header, payload) => void Object.assign(payload, change) })
    assert.equal(await push({ DPoP: changed({}) }), '400 use_dpop_nonce')
    assert.equal(await push({ DPoP: changed({ nonce: 'other' }) }), '400 use_dpop_nonce')
    assert.equal(await push({ DPoP: changed({ htu: `${issuer}/token` }) }), '400 invalid_dpop_proof')
    assert.equal(await push({ DPoP: changed({ iat: 1 }) }), '400 use_dpop_nonce')
  })

  await t.test('refuses a request object of another key, or for another server', async () => {
    const signed = (key, change) =>
      webapi.issueRequestObject(as, client, body, key, { [webapi.modifyAssertion]: (_header, payload) => void Object.assign(payload, change) })
    assert.equal(await push({ send: { request: await signed(privateKey, {}) } }), '201 accepted')
    assert.equal(await push({ send: { request: await signed({ ...privateKey, key: stranger.privateKey }, {}) } }), '400 invalid_request_object')
    assert.equal(await push({ send: { request: await signed(privateKey, { aud: 'https://other.example' }) } }), '400 invalid_request_object')
  })
})
