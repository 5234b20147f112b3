// The calls that are measured. A case is prepared once per implementation and then called many times.
// The floor of a case is what no client can avoid: the signatures, and the host's Response.
import { ANSWERS, CODE_VERIFIER, ISSUER, SECRET, answer, metadata, parameters } from './fixtures.mjs'

/**
 * @typedef {typeof import('oauth4webapi')} Implementation
 * @typedef {{client: CryptoKey, proof: CryptoKeyPair}} Keys
 * @typedef {object} Case
 * @property {string} name
 * @property {boolean} control whether control.mjs can do it
 * @property {(oauth: Implementation, keys: Keys) => () => Promise<unknown>} prepare
 * @property {(keys: Keys) => () => Promise<unknown>} floor
 * @property {(result: any) => boolean} done whether a call did what it should
 */

const client = { client_id: 'https://app.example/client' }
const issuer = new URL(ISSUER)
const kid = 'client-key-1'

/** @type {Case[]} */
export const cases = [
  push('PAR none', { auth: ({ None }) => None() }),
  push('PAR client_secret_basic', { auth: ({ ClientSecretBasic }) => ClientSecretBasic(SECRET) }),
  push('PAR client_secret_post', { auth: ({ ClientSecretPost }) => ClientSecretPost(SECRET) }),
  push('PAR client_secret_jwt', { auth: ({ ClientSecretJwt }) => ClientSecretJwt(SECRET), hmac: 1 }),
  push('PAR private_key_jwt', { auth: privateKeyJwt, ecdsa: 1 }),
  push('PAR private_key_jwt + DPoP', { auth: privateKeyJwt, dpop: true, ecdsa: 2 }),
  push('PAR private_key_jwt + DPoP + request object', { auth: privateKeyJwt, dpop: true, requestObject: true, ecdsa: 3 }),
  processing('process answer', 'pushed', ({ request_uri, expires_in }) => request_uri.startsWith('urn:') && expires_in === 60),
  processing('process error', 'refused', ({ name, error, status }) => name === 'ResponseBodyError' && error === 'invalid_request' && status === 400),
  processing('process challenge', 'challenged', ({ name, cause }) => name === 'WWWAuthenticateChallengeError' && cause.length === 2),
  {
    name: 'PKCE challenge',
    control: false,
    prepare: (oauth) => () => oauth.calculatePKCECodeChallenge(CODE_VERIFIER),
    floor: () => async () => {},
    done: (challenge) => challenge === parameters.code_challenge,
  },
  {
    name: 'DPoP thumbprint',
    control: false,
    // A handle of its own for each call, as one per session: a handle may keep what it found out.
    prepare: (oauth, { proof }) => () => oauth.DPoP(client, proof).calculateThumbprint(),
    floor: () => async () => {},
    done: (thumbprint) => /^[\w-]{43}$/.test(thumbprint),
  },
  {
    name: 'request object',
    control: false,
    prepare: (oauth, keys) => () => oauth.issueRequestObject(metadata, client, parameters, { key: keys.client, kid }),
    floor: (keys) => signatures(keys, { ecdsa: 1 }),
    done: (jwt) => /^[\w-]+\.[\w-]+\.[\w-]{86}$/.test(jwt),
  },
  {
    name: 'discovery',
    control: false,
    prepare(oauth) {
      const options = { [oauth.customFetch]: async () => answer('discovered') }
      return async () => oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))
    },
    floor: () => () => answer('discovered').json(),
    done: (server) => server.pushed_authorization_request_endpoint === metadata.pushed_authorization_request_endpoint,
  },
]

function privateKeyJwt(oauth, keys) {
  return oauth.PrivateKeyJwt({ key: keys.client, kid })
}

/** A push. The server gives the same DPoP nonce with each answer, so that it is known from the second call on. */
function push(name, { auth, dpop = false, requestObject = false, ecdsa = 0, hmac = 0 }) {
  const reply = dpop ? 'pushedWithNonce' : 'pushed'
  return {
    name,
    control: true,
    prepare(oauth, keys) {
      const authentication = auth(oauth, keys)
      const options = { [oauth.customFetch]: async () => answer(reply) }
      if (dpop) options.DPoP = oauth.DPoP(client, keys.proof)
      const send = (body) => oauth.pushedAuthorizationRequest(metadata, client, authentication, body, options)
      if (!requestObject) return () => send(parameters)
      return async () => send({ request: await oauth.issueRequestObject(metadata, client, parameters, { key: keys.client, kid }) })
    },
    floor(keys) {
      const sign = signatures(keys, { ecdsa, hmac })
      return async () => {
        await sign()
        return answer(reply)
      }
    },
    done: ({ status }) => status === 201,
  }
}

function processing(name, reply, done) {
  return {
    name,
    control: false,
    prepare: (oauth) => () => {
      const processed = oauth.processPushedAuthorizationResponse(metadata, client, answer(reply))
      return ANSWERS[reply][1].status < 400 ? processed : processed.then(() => undefined, (error) => error)
    },
    floor: () => () => answer(reply).json(),
    done: (result) => result !== undefined && done(result),
  }
}

/** That many signatures of a text as long as a JWT's, started together. */
function signatures(keys, { ecdsa = 0, hmac = 0 }) {
  const data = new TextEncoder().encode('x'.repeat(330))
  const es256 = { name: 'ECDSA', hash: 'SHA-256' }
  const hs256 = { name: 'HMAC', hash: 'SHA-256' }
  const secret = hmac && crypto.subtle.importKey('raw', new TextEncoder().encode(SECRET), hs256, false, ['sign'])
  return async () => {
    const key = await secret
    const one = (_, i) => (i < ecdsa ? crypto.subtle.sign(es256, keys.client, data) : crypto.subtle.sign(hs256, key, data))
    if (ecdsa + hmac > 0) await Promise.all(Array.from({ length: ecdsa + hmac }, one))
  }
}
