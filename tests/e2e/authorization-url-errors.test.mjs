// What pushedAuthorizationUrl rejects with, and how many requests it has made by then.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, call, client, failed, oauth, parameters, signingKey, withDPoP } from './authorization-url.mjs'
import { nonceDemanded, pushed, refused } from './scripted.mjs'

const AUTHORIZATION = 'authorization_endpoint'
const PUSH = 'pushed_authorization_request_endpoint'
const insecure = { [oauth.allowInsecureRequests]: true }

function operationError(error, code, cause) {
  assert.ok(error instanceof oauth.OperationProcessingError, String(error))
  assert.equal(error.code, code)
  if (cause instanceof URL) assert.equal(error.cause.href, cause.href)
  else assert.deepEqual({ ...error.cause }, cause)
}

test('the endpoints, looked at before anything is sent', async (t) => {
  for (const attribute of [AUTHORIZATION, PUSH]) {
    for (const [what, value, code] of [
      ['undefined', undefined, 'OAUTH_MISSING_SERVER_METADATA'],
      ['null', null, 'OAUTH_INVALID_SERVER_METADATA'],
      ['empty', '', 'OAUTH_INVALID_SERVER_METADATA'],
      ['relative', '/authorize', 'OAUTH_INVALID_SERVER_METADATA'],
      ['a URL object', new URL(as[attribute]), 'OAUTH_INVALID_SERVER_METADATA'],
    ]) {
      await t.test(`${attribute} ${what}`, async () => {
        operationError(await failed([], { server: { ...as, [attribute]: value } }, 0), code, { attribute })
      })
    }

    await t.test(`${attribute} with http`, async () => {
      const url = `http://as.example/${attribute}`
      const server = { ...as, [attribute]: url }
      for (const allow of [undefined, false, 1]) {
        const error = await failed([], { server, [oauth.allowInsecureRequests]: allow }, 0)
        operationError(error, oauth.HTTP_REQUEST_FORBIDDEN, new URL(url))
      }
      const { promise, requests } = call([pushed()], { server, ...insecure })
      await promise
      assert.equal(requests.length, 1)
    })

    await t.test(`${attribute} with another scheme`, async () => {
      const server = { ...as, [attribute]: 'javascript:alert(1)' }
      operationError(await failed([], { server }, 0), oauth.HTTP_REQUEST_FORBIDDEN, new URL(server[attribute]))
      operationError(await failed([], { server, ...insecure }, 0), oauth.REQUEST_PROTOCOL_FORBIDDEN, new URL(server[attribute]))
    })
  }

  await t.test('authorization_endpoint missing, and the client wants mTLS aliases: the attribute has no alias', async () => {
    const { authorization_endpoint, ...server } = as
    const error = await failed([], { server, of: { ...client, use_mtls_endpoint_aliases: true } }, 0)
    operationError(error, oauth.MISSING_SERVER_METADATA, { attribute: AUTHORIZATION })
  })
})

test('arguments of the wrong type, before anything is sent', async (t) => {
  for (const [what, options, code, subject] of [
    ['as', { server: null }, 'ERR_INVALID_ARG_TYPE', /"as"/],
    ['as.issuer', { server: { ...as, issuer: '' } }, 'ERR_INVALID_ARG_VALUE', /"as.issuer"/],
    ['client', { of: 'client' }, 'ERR_INVALID_ARG_TYPE', /"client"/],
    ['client.client_id', { of: {} }, 'ERR_INVALID_ARG_TYPE', /"client.client_id"/],
    ['options.headers', { headers: { authorization: 'Basic Og==' } }, 'ERR_INVALID_ARG_VALUE', /"options.headers"/],
    ['options.signal', { signal: 'soon' }, 'ERR_INVALID_ARG_TYPE', /"options.signal"/],
    ['options.DPoP', { DPoP: {} }, 'ERR_INVALID_ARG_VALUE', /"options.DPoP"/],
    ['options.requestObject', { requestObject: {} }, 'ERR_INVALID_ARG_TYPE', /"privateKey.key"/],
    ['options.requestObject.kid', { requestObject: { ...signingKey, kid: '' } }, 'ERR_INVALID_ARG_VALUE', /"kid"/],
  ]) {
    await t.test(what, async () => {
      const error = await failed([], options, 0)
      assert.ok(error instanceof TypeError, String(error))
      assert.equal(error.code, code)
      assert.match(error.message, subject)
    })
  }

  await t.test('claims of the request object that are no JSON', async () => {
    const error = await failed([], { send: { ...parameters, claims: '{' }, requestObject: signingKey }, 0)
    assert.ok(error instanceof oauth.OperationProcessingError, String(error))
    assert.equal(error.code, oauth.PARSE_ERROR)
    assert.equal(error.cause.name, 'SyntaxError')
  })

  await t.test('what the client authentication throws', async () => {
    const thrown = new Error('own')
    assert.equal(await failed([], { authentication: () => Promise.reject(thrown) }, 0), thrown)
  })
})

test('answers that are no success: one request, the error of the processing', async (t) => {
  const page = () => new Response('<h1>Not Found</h1>', { status: 404, headers: { 'content-type': 'text/html' } })
  const challenge = () => new Response(null, { status: 401, headers: { 'www-authenticate': 'Basic realm="as", error="invalid_client"' } })
  for (const [what, answer, code, more] of [
    ['invalid_request', () => refused('invalid_request'), oauth.RESPONSE_BODY_ERROR, { error: 'invalid_request', status: 400 }],
    ['invalid_client', () => refused('invalid_client', 401), oauth.RESPONSE_BODY_ERROR, { error: 'invalid_client', status: 401 }],
    ['invalid_dpop_proof', () => refused('invalid_dpop_proof'), oauth.RESPONSE_BODY_ERROR, { error: 'invalid_dpop_proof' }],
    ['a challenge', challenge, oauth.WWW_AUTHENTICATE_CHALLENGE, { status: 401 }],
    ['200 instead of 201', () => Response.json({ request_uri: 'urn:x', expires_in: 60 }), oauth.RESPONSE_IS_NOT_CONFORM],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/login' } }), oauth.RESPONSE_IS_NOT_CONFORM],
    ['an HTML page', page, oauth.RESPONSE_IS_NOT_JSON],
    ['no JSON', () => new Response('{', { status: 201, headers: { 'content-type': 'application/json' } }), oauth.PARSE_ERROR],
    ['no request_uri', () => Response.json({ expires_in: 60 }, { status: 201 }), oauth.INVALID_RESPONSE],
    ['no expires_in', () => Response.json({ request_uri: 'urn:x' }, { status: 201 }), oauth.INVALID_RESPONSE],
  ]) {
    await t.test(what, async () => {
      const error = await failed([answer()], withDPoP(), 1)
      assert.equal(error.code, code, String(error))
      for (const [name, value] of Object.entries(more ?? {})) assert.equal(error[name], value, name)

      // The same as of the two functions that it is made of.
      const byHand = await oauth.processPushedAuthorizationResponse(as, client, answer()).catch((error) => error)
      assert.deepEqual([error.constructor, error.name, error.message], [byHand.constructor, byHand.name, byHand.message])
    })
  }

  await t.test('what the fetch throws, at the first request and at the second', async () => {
    const thrown = new TypeError('fetch failed')
    assert.equal(await failed([thrown], withDPoP(), 1), thrown)
    assert.equal(await failed([nonceDemanded('n1'), thrown], withDPoP(), 2), thrown)
  })
})

test('signal', async (t) => {
  await t.test('is given to both requests', async () => {
    const { signal } = new AbortController()
    const { promise, requests } = call([nonceDemanded('n1'), pushed()], withDPoP({ signal }))
    await promise
    assert.deepEqual(requests.map((request) => request.signal === signal), [true, true])
  })

  await t.test('as a function: asked for each request, with its URL', async () => {
    const urls = []
    const signals = [new AbortController().signal, new AbortController().signal]
    const signal = (url) => signals[urls.push(url) - 1]
    const { promise, requests } = call([nonceDemanded('n1'), pushed()], withDPoP({ signal }))
    await promise
    assert.deepEqual(urls, [as[PUSH], as[PUSH]])
    assert.deepEqual(requests.map((request, index) => request.signal === signals[index]), [true, true])
  })

  await t.test('aborted while the first answer is on its way', async () => {
    const controller = new AbortController()
    const never = () => new Promise((_, reject) => controller.signal.addEventListener('abort', () => reject(controller.signal.reason)))
    setTimeout(() => controller.abort(), 20)
    assert.equal(await failed([never], withDPoP({ signal: controller.signal }), 1), controller.signal.reason)
  })

  await t.test('aborted between the two requests', async () => {
    const controller = new AbortController()
    const demand = () => {
      controller.abort()
      return nonceDemanded('n1')
    }
    const { promise, requests } = call([demand, pushed()], withDPoP({ signal: controller.signal }))
    await assert.rejects(promise, { name: 'AbortError' })
    assert.ok(requests.length <= 2)
  })
})
