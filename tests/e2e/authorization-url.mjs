// Calls of pushedAuthorizationUrl, for the tests of it.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packed } from '../support/paths.mjs'
import { scripted } from './scripted.mjs'

export const oauth = await import(pathToFileURL(join(packed, 'entry.mjs')))

export const as = {
  issuer: 'https://as.example',
  authorization_endpoint: 'https://as.example/authorize',
  pushed_authorization_request_endpoint: 'https://as.example/par',
}
export const client = { client_id: 'client' }
export const parameters = { response_type: 'code', redirect_uri: 'https://client.example/callback', state: 'a b&c=ä' }
export const signingKey = { key: (await oauth.generateKeyPair('ES256')).privateKey, kid: 'key-1' }
const keys = await oauth.generateKeyPair('ES256')

/** Options with a DPoP handle that knows no nonce. */
export const withDPoP = (more) => ({ DPoP: oauth.DPoP(client, keys), ...more })

/** One call, against answers in their order. `server`, `of`, `authentication` and `send` replace an argument, the rest are options. */
export function call(answers, { server = as, of = client, authentication = oauth.None(), send = parameters, ...options } = {}) {
  const { fetch, requests } = scripted(...answers)
  const promise = oauth.pushedAuthorizationUrl(server, of, authentication, send, { [oauth.customFetch]: fetch, ...options })
  return { promise, requests }
}

/** The error of a call that makes `count` requests. */
export async function failed(answers, options, count) {
  const { promise, requests } = call(answers, options)
  const error = await promise.then(
    (value) => assert.fail(`resolved with ${JSON.stringify(value)}`),
    (error) => error,
  )
  assert.equal(requests.length, count, `requests; ${error}`)
  return error
}
