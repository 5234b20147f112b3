// Calls that fail, on Node: with which class, code and hint.
import { AHEAD } from './server.mjs'

export const SECRET = 'secret-with~signs'
const client = { client_id: 'client' }
const OPE = 'OperationProcessingError'
const BODY = 'ResponseBodyError OAUTH_RESPONSE_BODY_ERROR'
const CHALLENGE = 'WWWAuthenticateChallengeError OAUTH_WWW_AUTHENTICATE_CHALLENGE'
const NOT_CONFORM = `${OPE} OAUTH_RESPONSE_IS_NOT_CONFORM`
const NOT_JSON = `${OPE} OAUTH_RESPONSE_IS_NOT_JSON`

/** What all cases push with. @param {typeof import('oauth4wasm')} oauth */
export function tools(oauth, origin, { keyPair }) {
  const insecure = { [oauth.allowInsecureRequests]: true }
  const at = (path, more) => ({ issuer: 'https://as.example', pushed_authorization_request_endpoint: `${origin}/${path}`, ...more })
  async function push(path, { auth = oauth.None(), parameters = {}, options, by = client, as = at(path) } = {}) {
    const response = await oauth.pushedAuthorizationRequest(as, by, auth, parameters, { ...insecure, ...options })
    return oauth.processPushedAuthorizationResponse(as, by, response)
  }
  const authentications = {
    basic: oauth.ClientSecretBasic(SECRET),
    'plain basic': oauth.ClientSecretBasic('secret1'),
    post: oauth.ClientSecretPost(SECRET),
    secret: oauth.ClientSecretJwt(SECRET),
    key: oauth.PrivateKeyJwt({ key: keyPair.privateKey, kid: 'k' }),
  }
  return { oauth, origin, insecure, at, push, client, keyPair, handle: () => oauth.DPoP(client, keyPair), ...authentications }
}

const pushing = (name, expected, hint, path, options, more) =>
  ({ name, expected, hint, run: (t) => t.push(path, typeof options === 'function' ? options(t) : options), ...more })
const by = (auth) => (t) => ({ auth: t[auth] })
// The time that the call takes, and a second that is cut off.
const late = { text: new RegExp(`\\[clockSkew\\] of the client to (${[-2, -1, 0, 1].map((more) => AHEAD + more).join('|')})$`) }

export const nodeCases = [
  { name: 'an argument of the wrong type', expected: 'TypeError ERR_INVALID_ARG_TYPE', run: (t) => t.push('good', { as: 5 }) },
  { name: 'an empty argument', expected: 'TypeError ERR_INVALID_ARG_VALUE', run: (t) => t.push('good', { as: { issuer: '' } }) },
  { name: 'plain http', expected: `${OPE} OAUTH_HTTP_REQUEST_FORBIDDEN`, hint: 'insecure-request', text: /\[allowInsecureRequests\]/,
    run: (t) => t.push('good', { options: { [t.oauth.allowInsecureRequests]: false } }) },
  { name: 'ftp', expected: `${OPE} OAUTH_REQUEST_PROTOCOL_FORBIDDEN`,
    run: (t) => t.push('', { as: t.at('', { pushed_authorization_request_endpoint: 'ftp://as.example/par' }) }) },
  { name: 'no endpoint', expected: `${OPE} OAUTH_MISSING_SERVER_METADATA`, run: (t) => t.push('', { as: { issuer: 'https://as.example' } }) },
  { name: 'an alias only', expected: `${OPE} OAUTH_MISSING_SERVER_METADATA`, hint: 'mtls-alias', run: (t) =>
    t.push('', { as: { issuer: 'https://as.example', mtls_endpoint_aliases: { pushed_authorization_request_endpoint: 'https://mtls.example/par' } } }) },
  { name: 'an alias wanted, none there', expected: `${OPE} OAUTH_MISSING_SERVER_METADATA`, run: (t) =>
    t.push('', { as: { issuer: 'https://as.example', mtls_endpoint_aliases: {} }, by: { ...t.client, use_mtls_endpoint_aliases: true } }) },
  { name: 'an endpoint that is no URL', expected: `${OPE} OAUTH_INVALID_SERVER_METADATA`,
    run: (t) => t.push('', { as: t.at('', { pushed_authorization_request_endpoint: '/par' }) }) },
  { name: 'metadata of another issuer', expected: `${OPE} OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED`, hint: 'issuer-mismatch',
    run: async (t) => t.oauth.processDiscoveryResponse(new URL(t.origin), await t.oauth.discoveryRequest(new URL(t.origin), t.insecure)) },
  { name: 'no metadata', expected: NOT_CONFORM, hint: 'discovery-not-found', run: async (t) => {
    const issuer = new URL(`${t.origin}/nobody`)
    return t.oauth.processDiscoveryResponse(issuer, await t.oauth.discoveryRequest(issuer, t.insecure))
  } },
  { name: 'what is not supported', expected: 'UnsupportedOperationError OAUTH_UNSUPPORTED_OPERATION', run: (t) => t.oauth.generateKeyPair('HS256') },
  { name: 'a callback with an error', expected: 'AuthorizationResponseError OAUTH_AUTHORIZATION_RESPONSE_ERROR',
    run: async (t) => t.oauth.validateAuthResponse(t.at(''), t.client, new URLSearchParams({ error: 'access_denied' })) },
  { name: 'a callback with another state', expected: `${OPE} OAUTH_INVALID_RESPONSE`,
    run: async (t) => t.oauth.validateAuthResponse(t.at(''), t.client, new URLSearchParams({ code: 'c', state: 'a' }), 'b') },

  pushing('200 instead of 201', NOT_CONFORM, 'not-created', '200'),
  pushing('204', NOT_CONFORM, undefined, '204'),
  pushing('a page that was not found', NOT_JSON, 'web-page', 'page'),
  pushing('a login page', NOT_CONFORM, 'web-page', 'login'),
  pushing('text', NOT_JSON, undefined, 'text'),
  pushing('a redirect', NOT_CONFORM, 'redirect', 'redirect', {}, { text: /this one leads to https:\/\/login\.example\/in: check/ }),
  pushing('a redirect to nowhere', NOT_CONFORM, 'redirect', 'redirect-nowhere', {}, { text: /leads to where browsers do not show/ }),
  pushing('a redirect to a relative URL', NOT_CONFORM, 'redirect', 'redirect-relative', {}, { text: /this one leads to http:\/\/127\.0\.0\.1:\d+\/login: check/ }),
  pushing('a redirect to a URL of an odd form', NOT_CONFORM, 'redirect', 'redirect-odd', {}, { text: /leads to https:\/\/login\.example\/: check/ }),
  pushing('no object', `${OPE} OAUTH_INVALID_RESPONSE`, undefined, 'list'),
  pushing('half an answer', `${OPE} OAUTH_PARSE_ERROR`, undefined, 'cut'),

  pushing('Basic, refused', BODY, 'basic-encoding', 'invalid_client', by('basic')),
  pushing('Basic, challenged', CHALLENGE, 'basic-encoding', 'challenge', by('basic')),
  pushing('Basic with letters alone', BODY, undefined, 'invalid_client', by('plain basic')),
  pushing('Basic, an identifier with signs', BODY, 'basic-encoding', 'invalid_client', (t) => ({ auth: t['plain basic'], by: { client_id: 'my-app' } })),
  pushing('Basic, refused for another reason', BODY, undefined, 'invalid_request', by('basic')),
  pushing('no authentication', BODY, undefined, 'invalid_client'),
  pushing('client_secret_post', BODY, undefined, 'late-invalid_client', by('post')),
  pushing('private_key_jwt', BODY, 'assertion', 'invalid_client', by('key'), { text: /or its time$/ }),
  pushing('private_key_jwt with a clock that is late', BODY, 'assertion', 'late-invalid_client', by('key'), late),
  pushing('private_key_jwt beside a proof', BODY, 'assertion', 'invalid_client', (t) => ({ auth: t.key, options: { DPoP: t.handle() } })),
  pushing('private_key_jwt, challenged', CHALLENGE, 'assertion', 'challenge', by('key')),
  pushing('private_key_jwt, another refusal', BODY, 'assertion', 'invalid_request', by('key')),
  pushing('client_secret_jwt', BODY, 'assertion', 'late-invalid_client', by('secret'), late),
  pushing('a proof with a clock that is late', BODY, 'clock', 'late-invalid_dpop_proof', (t) => ({ options: { DPoP: t.handle() } }), late),
  pushing('a proof that is wrong', BODY, undefined, 'invalid_dpop_proof', (t) => ({ options: { DPoP: t.handle() } })),
  pushing('a nonce demanded, none given', BODY, 'nonce-hidden', 'nonce-missing', (t) => ({ options: { DPoP: t.handle() } })),
  pushing('a nonce demanded in a challenge, which is that of a resource', CHALLENGE, undefined, 'nonce-challenge', (t) => ({ options: { DPoP: t.handle() } })),
  pushing('a nonce demanded and given', BODY, undefined, 'nonce', (t) => ({ options: { DPoP: t.handle() } })),
  pushing('request_uri among the parameters', BODY, 'request-uri', 'invalid_request', { parameters: { request_uri: 'urn:example:1' } }),
  pushing('request_uri, and an assertion refused', BODY, 'assertion', 'invalid_client', (t) => ({ auth: t.key, parameters: [['request_uri', '']] })),
  { name: 'in one call', expected: BODY, hint: 'basic-encoding', run: (t) =>
    t.oauth.pushedAuthorizationUrl(t.at('invalid_client', { authorization_endpoint: `${t.origin}/authorize` }), t.client, t.basic, {}, t.insecure) },

  { name: 'nobody listens: the host says why', expected: 'TypeError', run: (t) =>
    t.push('', { as: t.at('', { pushed_authorization_request_endpoint: 'http://127.0.0.1:1/par' }), auth: t.basic }) },
]
