// pushedAuthorizationUrl against answers of every kind. That real servers take what it sends is shown by the matrix.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { as, call, client, failed, oauth, parameters, signingKey, withDPoP } from './authorization-url.mjs'
import { REQUEST_URI, nonceChallenged, nonceDemanded, pushed, refused, scripted } from './scripted.mjs'

const assertionOf = ({ body }) => decodeJwt(body.get('client_assertion'))
const proofOf = ({ headers }) => decodeJwt(headers.dpop)

test('one push', async (t) => {
  await t.test('the request is that of pushedAuthorizationRequest', async () => {
    const options = { authentication: oauth.ClientSecretBasic('secret'), headers: { 'x-extra': 'yes' } }
    const { promise, requests } = call([pushed()], options)
    await promise
    const alone = scripted(pushed())
    const { authentication, headers } = options
    await oauth.pushedAuthorizationRequest(as, client, authentication, parameters, { [oauth.customFetch]: alone.fetch, headers })
    assert.deepEqual(requests.map(plain), alone.requests.map(plain))
  })

  await t.test('the four members of the result', async () => {
    const result = await call([pushed({ expires_in: 90.5 })]).promise
    assert.deepEqual(Object.keys(result).sort(), ['expires_at', 'expires_in', 'request_uri', 'url'])
    assert.equal(result.request_uri, REQUEST_URI)
    assert.equal(result.expires_in, 90.5)
    assert.ok(result.url instanceof URL && result.expires_at instanceof Date)
  })

  await t.test('arguments are left as they were', async () => {
    const send = new URLSearchParams(parameters)
    const frozen = { server: Object.freeze({ ...as }), of: Object.freeze({ ...client }), send }
    await call([nonceDemanded('n1'), pushed()], { ...frozen, ...withDPoP({ requestObject: Object.freeze({ ...signingKey }) }) }).promise
    assert.equal(send.toString(), new URLSearchParams(parameters).toString())
  })
})

test('url', async (t) => {
  const urlOf = async (options) => (await call([pushed()], options).promise).url

  await t.test('exactly client_id and request_uri', async () => {
    const url = await urlOf()
    assert.equal(url.origin + url.pathname + url.hash, as.authorization_endpoint)
    assert.deepEqual([...url.searchParams], [['client_id', 'client'], ['request_uri', REQUEST_URI]])
  })

  await t.test('the query of the endpoint is kept', async () => {
    const url = await urlOf({ server: { ...as, authorization_endpoint: 'https://as.example/authorize?tenant=a%20b&x=&x=1' } })
    assert.deepEqual([...url.searchParams], [['tenant', 'a b'], ['x', ''], ['x', '1'], ['client_id', 'client'], ['request_uri', REQUEST_URI]])
  })

  await t.test('a client_id of any characters', async () => {
    const client_id = 'https://client.example/?a=b&c=ä+%20#'
    assert.equal((await urlOf({ of: { client_id } })).searchParams.get('client_id'), client_id)
  })

  await t.test('the authorization endpoint has no mTLS alias: the browser goes there', async () => {
    const mtls_endpoint_aliases = {
      authorization_endpoint: 'https://mtls.example/authorize',
      pushed_authorization_request_endpoint: 'https://mtls.example/par',
    }
    const of = { ...client, use_mtls_endpoint_aliases: true }
    const { promise, requests } = call([pushed()], { server: { ...as, mtls_endpoint_aliases }, of })
    assert.equal((await promise).url.origin, 'https://as.example')
    assert.equal(requests[0].url, 'https://mtls.example/par')
  })
})

test('expires_at', async (t) => {
  const hostClock = async (headers) => {
    const before = Date.now()
    const { expires_at } = await call([pushed({ expires_in: 60, ...headers })]).promise
    assert.ok(expires_at >= before + 60_000 && expires_at <= Date.now() + 60_000, expires_at.toISOString())
  }
  await t.test('by the Date header of the answer', async () => {
    const { expires_at } = await call([pushed({ expires_in: 90, date: 'Tue, 20 Jan 2026 12:00:00 GMT' })]).promise
    assert.equal(expires_at.toISOString(), '2026-01-20T12:01:30.000Z')
  })
  await t.test('by the Date header of the second answer', async () => {
    const first = nonceDemanded('n1')
    first.headers.set('date', 'Tue, 20 Jan 2026 12:00:00 GMT')
    const { expires_at } = await call([first, pushed({ date: 'Tue, 20 Jan 2026 12:00:02 GMT' })], withDPoP()).promise
    assert.equal(expires_at.toISOString(), '2026-01-20T12:01:02.000Z')
  })
  await t.test('by the clock of this host, without the header', () => hostClock({}))
  await t.test('by the clock of this host, where the header is no date', () => hostClock({ date: 'yesterday' }))
  await t.test('no later than a Date can be', async () => {
    for (const expires_in of [1e13, 1e300, Number.MAX_VALUE]) {
      const { expires_at } = await call([pushed({ expires_in, date: 'Tue, 20 Jan 2026 12:00:00 GMT' })]).promise
      assert.equal(expires_at.getTime(), 8.64e15)
    }
  })
  await t.test('fractions of a second', async () => {
    const { expires_at } = await call([pushed({ expires_in: 0.5, date: 'Tue, 20 Jan 2026 12:00:00 GMT' })]).promise
    assert.equal(expires_at.toISOString(), '2026-01-20T12:00:00.500Z')
  })
})

test('a demand for a DPoP nonce', async (t) => {
  for (const [kind, demanded] of [['in the body', nonceDemanded], ['as a challenge', nonceChallenged]]) {
    await t.test(`${kind}: a second request with a new proof and a new assertion`, async () => {
      const { promise, requests } = call([demanded('n1'), pushed()], withDPoP({ authentication: oauth.PrivateKeyJwt(signingKey) }))
      assert.equal((await promise).request_uri, REQUEST_URI)
      assert.equal(requests.length, 2)
      const [first, second] = requests
      assert.deepEqual([proofOf(first).nonce, proofOf(second).nonce], [undefined, 'n1'])
      assert.notEqual(proofOf(first).jti, proofOf(second).jti)
      assert.notEqual(assertionOf(first).jti, assertionOf(second).jti)
      assert.deepEqual(decodeProtectedHeader(first.headers.dpop), decodeProtectedHeader(second.headers.dpop))
      for (const { body } of requests) for (const name of ['client_assertion', 'client_id', 'state']) assert.equal(body.getAll(name).length, 1, name)
    })
  }

  await t.test('a handle that knows the nonce needs one request', async () => {
    const known = withDPoP()
    await call([nonceDemanded('n1'), pushed()], known).promise
    const { promise, requests } = call([pushed()], known)
    await promise
    assert.deepEqual(requests.map((request) => proofOf(request).nonce), ['n1'])
  })

  await t.test('a nonce that came with a success is used next', async () => {
    const known = withDPoP()
    await call([pushed({ 'dpop-nonce': 'n2' })], known).promise
    const { promise, requests } = call([pushed()], known)
    await promise
    assert.equal(proofOf(requests[0]).nonce, 'n2')
  })

  await t.test('parameters that can be read only once are sent twice', async () => {
    const once = Object.entries(parameters).values()
    const { promise, requests } = call([nonceDemanded('n1'), pushed()], withDPoP({ send: { [Symbol.iterator]: () => once } }))
    await promise
    assert.equal(requests[1].body.toString(), requests[0].body.toString())
  })

  await t.test('again and again: two requests, then the error', async () => {
    const error = await failed([nonceDemanded('n1'), nonceDemanded('n2')], withDPoP(), 2)
    assert.ok(error instanceof oauth.ResponseBodyError)
    assert.equal(error.error, 'use_dpop_nonce')
    assert.ok(oauth.isDPoPNonceError(error))
    assert.equal(error.response.headers.get('dpop-nonce'), 'n2')
  })

  await t.test('challenged again and again: two requests, then the error', async () => {
    const error = await failed([nonceChallenged('n1'), nonceChallenged('n2')], withDPoP(), 2)
    assert.ok(error instanceof oauth.WWWAuthenticateChallengeError)
    assert.ok(oauth.isDPoPNonceError(error))
  })

  await t.test('the nonce cannot be read (CORS): one request, the first error', async () => {
    const error = await failed([nonceDemanded(undefined)], withDPoP(), 1)
    assert.ok(error instanceof oauth.ResponseBodyError)
    assert.equal(error.error, 'use_dpop_nonce')
  })

  await t.test('without the option DPoP: one request, the error', async () => {
    const error = await failed([nonceDemanded('n1')], {}, 1)
    assert.equal(error.error, 'use_dpop_nonce')
  })

  await t.test('then another error: that one', async () => {
    const error = await failed([nonceDemanded('n1'), refused('invalid_client', 401)], withDPoP(), 2)
    assert.deepEqual([error.error, error.status], ['invalid_client', 401])
  })
})

test('a request object', async (t) => {
  const pair = await oauth.generateKeyPair('ES256')
  const requestObject = { key: pair.privateKey, kid: 'key-2' }
  const objectOf = ({ body }) => jwtVerify(body.get('request'), pair.publicKey, { typ: 'oauth-authz-req+jwt' })

  for (const [name, authentication, more] of [
    ['none', oauth.None(), []],
    ['client_secret_basic', oauth.ClientSecretBasic('secret'), []],
    ['client_secret_post', oauth.ClientSecretPost('secret'), ['client_secret']],
    ['private_key_jwt', oauth.PrivateKeyJwt(signingKey), ['client_assertion', 'client_assertion_type']],
  ]) {
    await t.test(`the body has request and client_id, and what ${name} adds`, async () => {
      const { promise, requests } = call([pushed()], { authentication, requestObject })
      await promise
      assert.deepEqual([...requests[0].body.keys()].sort(), ['request', 'client_id', ...more].sort())
      const { payload, protectedHeader } = await objectOf(requests[0])
      assert.equal(protectedHeader.kid, 'key-2')
      const { jti, exp, iat, nbf, ...rest } = payload
      assert.deepEqual(rest, { ...parameters, client_id: 'client', iss: 'client', aud: as.issuer })
    })
  }

  await t.test('a kid is not needed', async () => {
    const { promise, requests } = call([pushed()], { requestObject: { key: pair.privateKey } })
    await promise
    assert.deepEqual(decodeProtectedHeader(requests[0].body.get('request')), { alg: 'ES256', typ: 'oauth-authz-req+jwt' })
  })

  await t.test('the second request has a new one', async () => {
    const { promise, requests } = call([nonceDemanded('n1'), pushed()], withDPoP({ requestObject }))
    await promise
    const [first, second] = await Promise.all(requests.map(objectOf))
    assert.notEqual(first.payload.jti, second.payload.jti)
    assert.equal(second.payload.state, parameters.state)
  })
})

const plain = ({ url, headers, body }) => ({ url, headers, body: body.toString() })
