// Failing calls of every kind, with secrets in all that they are given. What came of them, and the secrets.
const ISSUER = 'https://as.example'
const server = { issuer: ISSUER, pushed_authorization_request_endpoint: `${ISSUER}/par`, authorization_endpoint: `${ISSUER}/authorize` }
const client = { client_id: 'client' }
const SECRET = 'client-secret-7c1f93e0aa'
const VERIFIER = 'verifier-dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1gFWFOEjXk'
const TOKEN = 'access-token-5d0f2b7719'
const PASSWORD = 'password-in-a-url-66e1'
const QUERY = 'token-in-a-query-09ab'
const CODE = 'authorization-code-8812ff'

const json = (status, body, headers) => new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } })
const boom = () => {
  throw new Error('thrown by a function of the caller')
}

/**
 * @param {typeof import('oauth4wasm')} oauth
 * @returns {Promise<{outcomes: {name: string, error?: unknown}[], secrets: Record<string, string>}>} secrets by what they are
 */
export async function failingCalls(oauth) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const [pair, other] = await Promise.all([crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']), crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])])
  const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  const secrets = { 'client secret': SECRET, 'code verifier': VERIFIER, 'access token': TOKEN, password: PASSWORD, query: QUERY, code: CODE, 'private scalar': d }
  let sent = 0
  const note = (init) => {
    const fields = new URLSearchParams(`${init.body}`)
    for (const name of ['client_assertion', 'request']) if (fields.get(name)) secrets[`${name} ${sent}`] = fields.get(name).split('.')[2]
    if (init.headers.dpop) secrets[`proof ${sent}`] = init.headers.dpop.split('.')[2]
    if (init.headers.authorization) secrets[`authorization ${sent}`] = init.headers.authorization.split(' ')[1]
    sent++
  }

  const authentications = {
    basic: oauth.ClientSecretBasic(SECRET),
    post: oauth.ClientSecretPost(SECRET),
    client_secret_jwt: oauth.ClientSecretJwt(SECRET),
    private_key_jwt: oauth.PrivateKeyJwt({ key: pair.privateKey, kid: 'k' }),
  }
  const fetches = {
    rejects: async () => boom(),
    throws: boom,
    'no response': async () => ({}),
    'an OAuth error': async () => json(400, '{"error":"invalid_client","error_description":"no"}'),
    'a challenge': async () => json(401, '{}', { 'www-authenticate': 'Basic realm="as"' }),
    'a nonce for ever': async () => json(400, '{"error":"use_dpop_nonce"}', { 'dpop-nonce': 'n' }),
    'a page': async () => new Response('<h1>', { status: 404, headers: { 'content-type': 'text/html' } }),
    'a redirect': async () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } }),
    'no JSON': async () => json(201, '{'),
    'a wrong member': async () => json(201, '{"request_uri":5,"expires_in":60}'),
    '500': async () => json(500, '{}'),
  }
  const handle = () => oauth.DPoP(client, pair)
  const parameters = { response_type: 'code', code_verifier: VERIFIER, access_token: TOKEN, login_hint: TOKEN }
  const push = (authentication, fetch, options, as = server, given = parameters) =>
    oauth.pushedAuthorizationUrl(as, client, authentication, given, {
      [oauth.customFetch]: (url, init) => (note(init), fetch(url, init)),
      headers: { 'x-token': TOKEN },
      ...options,
    })
  const at = (endpoint) => ({ ...server, pushed_authorization_request_endpoint: endpoint })
  const good = async () => json(201, '{"request_uri":"urn:x","expires_in":60}')
  const sensitive = `user:${PASSWORD}@as.example/par?token=${QUERY}#${QUERY}`

  const calls = {}
  for (const [method, authentication] of Object.entries(authentications))
    for (const [kind, fetch] of Object.entries(fetches)) calls[`${method}, ${kind}`] = () => push(authentication, fetch, { DPoP: handle() })
  Object.assign(calls, {
    'plain http': () => push(authentications.post, good, undefined, at(`http://${sensitive}`)),
    'no http': () => push(authentications.post, good, undefined, at(`ftp://${sensitive}`)),
    'no URL': () => push(authentications.post, good, undefined, at(`//${sensitive}`)),
    'a request_uri beside a request object': () => push(authentications.basic, good, { requestObject: { key: pair.publicKey } }, server, { ...parameters, request_uri: TOKEN }),
    'a refused URL': () => push(authentications.post, fetches['500'], undefined, at(`https://${sensitive}`)),
    'a redirect with a password': () => push(authentications.post, async () => new Response(null, { status: 302, headers: { location: `https://${sensitive}` } })),
    'a rejected URL': () => push(authentications.post, fetches.rejects, undefined, at(`https://${sensitive}`)),
    'a hook of an assertion throws': () => push(oauth.PrivateKeyJwt(pair.privateKey, { [oauth.modifyAssertion]: boom }), good),
    'a hook of an assertion gives rubbish': () => push(oauth.PrivateKeyJwt(pair.privateKey, { [oauth.modifyAssertion]: (header) => (header.x = 1n) }), good),
    'a hook of client_secret_jwt throws': () => push(oauth.ClientSecretJwt(SECRET, { [oauth.modifyAssertion]: boom }), good),
    'a hook of a proof throws': () => push(authentications.basic, good, { DPoP: oauth.DPoP(client, pair, { [oauth.modifyAssertion]: boom }) }),
    'halves of two pairs': () => push(authentications.basic, good, { DPoP: oauth.DPoP(client, { privateKey: pair.privateKey, publicKey: other.publicKey }) }),
    'a public key signs': async () => oauth.PrivateKeyJwt({ key: pair.publicKey, kid: SECRET }),
    'a secret that is no text': async () => oauth.ClientSecretPost({ secret: SECRET }),
    'a secret in the place of a key': async () => oauth.PrivateKeyJwt(SECRET),
    'a secret in the place of an authentication': () => push(SECRET, good),
    'a secret in the place of a handle': () => push(authentications.basic, good, { DPoP: SECRET }),
    'a secret in the place of parameters': () => push(authentications.basic, good, undefined, server, [SECRET]),
    'a secret in the place of headers': () => push(authentications.basic, good, { headers: { 'bad name': SECRET } }),
    'a verifier that is none': () => oauth.calculatePKCECodeChallenge({ verifier: VERIFIER }),
    'a callback with another state': async () =>
      oauth.validateAuthResponse(server, client, new URL(`https://app.example/cb?code=${CODE}&state=a`), 'b'),
    'a callback without iss': async () =>
      oauth.validateAuthResponse({ ...server, authorization_response_iss_parameter_supported: true }, client, new URLSearchParams({ code: CODE, state: 'a' }), 'a'),
    'a proof for a token': () => handle().addProof(new URL(`https://${sensitive}`), { set: boom }, 'POST', TOKEN),
    'metadata of another issuer': () => oauth.processDiscoveryResponse(new URL(`https://${sensitive}`), json(200, JSON.stringify(server))),
    'an issuer over plain http': () => oauth.discoveryRequest(new URL(`http://${sensitive}`)),
  })

  const outcomes = []
  for (const [name, call] of Object.entries(calls)) {
    try {
      await call()
      outcomes.push({ name })
    } catch (error) {
      outcomes.push({ name, error })
    }
  }
  return { outcomes, secrets }
}
