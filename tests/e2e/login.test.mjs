// From the push to the code, and to the tokens: those by oauth4webapi, since the package does not fetch tokens.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import * as webapi from 'oauth4webapi'
import { login } from '../support/login.mjs'
import { clientOf } from '../support/matrix-scenario.mjs'
import { matrixServer } from '../support/matrix-server.mjs'
import { packed } from '../support/paths.mjs'

const oauth = await import(pathToFileURL(join(packed, 'entry.mjs')))
const insecure = { [oauth.allowInsecureRequests]: true, [webapi.allowInsecureRequests]: true }
const redirect_uri = 'http://127.0.0.1/callback'

test('the whole login: private_key_jwt, DPoP with nonces demanded, request object', { timeout: 30_000 }, async (t) => {
  const { issuer, clients } = await matrixServer(t)
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), insecure))
  const { client, authentication, privateKey } = await clientOf(oauth, clients['private_key_jwt ES256'])
  const { callback, state, ...first } = await signedIn()

  async function signedIn() {
    const keys = await oauth.generateKeyPair('ES256')
    const verifier = oauth.generateRandomCodeVerifier()
    const state = oauth.generateRandomState()
    const nonce = oauth.generateRandomNonce()
    const parameters = {
      response_type: 'code',
      scope: 'openid',
      redirect_uri,
      state,
      nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }
    const options = { ...insecure, DPoP: oauth.DPoP(client, keys), requestObject: privateKey }
    const { url } = await oauth.pushedAuthorizationUrl(as, client, authentication, parameters, options)
    return { callback: await login(url, redirect_uri), keys, verifier, state, nonce }
  }

  await t.test('validateAuthResponse: the answer is ours', () => {
    for (const parameters of [callback, callback.searchParams]) {
      const answer = oauth.validateAuthResponse(as, client, parameters, state)
      assert.deepEqual([...answer.keys()].sort(), ['code', 'iss', 'state'])
      assert.equal(answer.get('code'), callback.searchParams.get('code'))
    }
  })

  for (const [name, change, words] of [
    ['another state', (query) => query.set('state', 'other'), /state/],
    ['no state', (query) => query.delete('state'), /state/],
    ['another issuer (mix-up)', (query) => query.set('iss', 'https://attacker.example'), /iss/],
    ['no issuer, though the server promises one', (query) => query.delete('iss'), /iss/],
    ['two states', (query) => query.append('state', state), /state/],
  ]) {
    await t.test(`validateAuthResponse: ${name}`, () => {
      const changed = new URL(callback)
      change(changed.searchParams)
      assert.throws(() => oauth.validateAuthResponse(as, client, changed, state), (error) => {
        assert.ok(error instanceof oauth.OperationProcessingError, String(error))
        assert.equal(error.code, oauth.INVALID_RESPONSE)
        assert.match(error.message, words)
        return true
      })
    })
  }

  await t.test('validateAuthResponse: the error of the server', () => {
    const refused = new URLSearchParams({ error: 'access_denied', error_description: 'no', state, iss: issuer })
    assert.throws(() => oauth.validateAuthResponse(as, client, refused, state), (error) => {
      assert.ok(error instanceof oauth.AuthorizationResponseError, String(error))
      assert.deepEqual([error.error, error.error_description, error.cause.get('state')], ['access_denied', 'no', state])
      return true
    })
  })

  // The server bound the code to the key of the pushed proof (RFC 9449 section 10.1).
  const exchange = async ({ callback, state, verifier, keys }) => {
    const { authentication } = await clientOf(webapi, clients['private_key_jwt ES256'])
    const parameters = webapi.validateAuthResponse(as, client, callback, state)
    const options = { ...insecure, DPoP: webapi.DPoP(client, keys) }
    const request = () => webapi.authorizationCodeGrantRequest(as, client, authentication, parameters, redirect_uri, verifier, options)
    const { status } = await request()
    assert.equal(status, 400, 'the server demands a nonce')
    return request()
  }

  await t.test('the pushed DPoP key and the code verifier get the tokens', async () => {
    const response = await exchange({ callback, state, ...first })
    const tokens = await webapi.processAuthorizationCodeResponse(as, client, response, { expectedNonce: first.nonce })
    assert.equal(tokens.token_type, 'dpop')
    assert.equal(webapi.getValidatedIdTokenClaims(tokens).sub, 'somebody')
  })

  for (const [name, change] of [
    ['DPoP key', async () => ({ keys: await webapi.generateKeyPair('ES256') })],
    ['code verifier', async () => ({ verifier: webapi.generateRandomCodeVerifier() })],
  ]) {
    await t.test(`another ${name} gets no tokens`, async () => {
      const response = await exchange({ ...(await signedIn()), ...(await change()) })
      assert.equal(response.status, 400)
      assert.equal((await response.json()).error, 'invalid_grant')
    })
  }
})
