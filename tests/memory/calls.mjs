// The kinds of calls that must leave nothing behind: each makes one call and says what it must come to.
// Handles, credentials and signals are new for each call where a caller may well make them so.

const ISSUER = 'https://as.example'
const server = { issuer: ISSUER, pushed_authorization_request_endpoint: `${ISSUER}/par` }
const client = { client_id: 'https://app.example/client' }
const parameters = { response_type: 'code', redirect_uri: 'https://app.example/callback', scope: 'openid' }
const CODE_VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

const json = (status, body, headers) => new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } })
const pushed = () => json(201, '{"request_uri":"urn:example:1","expires_in":60}', { 'dpop-nonce': 'a-nonce' })
const refused = () => json(400, '{"error":"invalid_request","error_description":"no"}')
const challenged = () => json(401, '{}', { 'www-authenticate': 'DPoP error="use_dpop_nonce", Basic realm="as"' })

const abortable = (url, { signal }) =>
  new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
const boom = () => {
  throw new RangeError('thrown by a function of the caller')
}

/**
 * @param {typeof import('oauth4webapi')} oauth
 * @returns {Promise<{name: string, share: number, expected: string, call: () => unknown}[]>} `share` of a hundred calls;
 *   `expected` is 'resolves', or the name of the error
 */
export async function kinds(oauth) {
  const generate = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const [{ privateKey: key }, pair] = await Promise.all([generate(), generate()])
  const handle = oauth.DPoP(client, pair)
  const basic = oauth.ClientSecretBasic('secret')
  const push = (authentication, fetch, options) =>
    oauth.pushedAuthorizationRequest(server, client, authentication, parameters, { [oauth.customFetch]: fetch, ...options })
  const answers = async () => pushed()
  const process = (response) => oauth.processPushedAuthorizationResponse(server, client, response)

  return [
    { name: 'push, none', share: 12, expected: 'resolves', call: () => push(oauth.None(), answers) },
    { name: 'push, basic', share: 10, expected: 'resolves', call: () => push(basic, answers) },
    { name: 'push, post', share: 8, expected: 'resolves', call: () => push(oauth.ClientSecretPost('secret'), answers) },
    { name: 'push, private_key_jwt and DPoP', share: 1, expected: 'resolves', call: () => push(oauth.PrivateKeyJwt(key), answers, { DPoP: handle }) },
    { name: 'push, a new DPoP handle', share: 1, expected: 'resolves', call: () => push(oauth.None(), answers, { DPoP: oauth.DPoP(client, pair) }) },
    { name: 'push and URL in one call', share: 4, expected: 'resolves', call: () =>
      oauth.pushedAuthorizationUrl({ ...server, authorization_endpoint: `${ISSUER}/authorize` }, client, basic, parameters, { [oauth.customFetch]: answers }) },
    { name: 'fetch rejects', share: 8, expected: 'RangeError', call: () => push(basic, async () => boom()) },
    { name: 'fetch throws', share: 4, expected: 'RangeError', call: () => push(basic, boom) },
    { name: 'aborted before', share: 4, expected: 'AbortError', call: () => push(basic, abortable, { signal: AbortSignal.abort() }) },
    { name: 'aborted in flight', share: 4, expected: 'AbortError', call: () => {
      const controller = new AbortController()
      queueMicrotask(() => setImmediate(() => controller.abort()))
      return push(basic, abortable, { signal: controller.signal })
    } },
    { name: 'the caller\'s authentication throws', share: 5, expected: 'RangeError', call: () => push(boom, answers) },
    { name: 'a hook of a client assertion throws', share: 4, expected: 'RangeError', call: () =>
      push(oauth.PrivateKeyJwt(key, { [oauth.modifyAssertion]: boom }), answers) },
    { name: 'a hook of a proof throws', share: 3, expected: 'RangeError', call: () =>
      push(oauth.None(), answers, { DPoP: oauth.DPoP(client, pair, { [oauth.modifyAssertion]: boom }) }) },
    { name: 'a wrong argument', share: 4, expected: 'TypeError', call: () => push('no function', answers) },
    { name: 'a wrong argument at once', share: 3, expected: 'TypeError', call: async () => oauth.ClientSecretPost('') },
    { name: 'a good answer', share: 8, expected: 'resolves', call: () => process(pushed()) },
    { name: 'an error in the body', share: 4, expected: 'ResponseBodyError', call: () => process(refused()) },
    { name: 'a challenge', share: 4, expected: 'WWWAuthenticateChallengeError', call: () => process(challenged()) },
    { name: 'an answer that is no JSON', share: 3, expected: 'OperationProcessingError', call: () => process(json(201, '{"request_uri":')) },
    { name: 'PKCE', share: 2, expected: 'resolves', call: () => oauth.calculatePKCECodeChallenge(CODE_VERIFIER) },
    { name: 'discovery', share: 2, expected: 'resolves', call: async () => {
      const response = await oauth.discoveryRequest(new URL(ISSUER), { [oauth.customFetch]: async () => json(200, JSON.stringify(server)) })
      return oauth.processDiscoveryResponse(new URL(ISSUER), response)
    } },
    { name: 'another issuer\'s metadata', share: 2, expected: 'OperationProcessingError', call: () =>
      oauth.processDiscoveryResponse(new URL('https://other.example'), json(200, JSON.stringify(server))) },
  ]
}
