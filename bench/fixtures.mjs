// What every case starts from: metadata, parameters, keys, and a server that answers at once. Nothing of it is secret.

export const ISSUER = 'https://as.example'

export const metadata = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/jwks`,
  pushed_authorization_request_endpoint: `${ISSUER}/par`,
  registration_endpoint: `${ISSUER}/register`,
  introspection_endpoint: `${ISSUER}/introspect`,
  revocation_endpoint: `${ISSUER}/revoke`,
  userinfo_endpoint: `${ISSUER}/userinfo`,
  end_session_endpoint: `${ISSUER}/logout`,
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  response_types_supported: ['code'],
  response_modes_supported: ['query', 'fragment', 'form_post', 'jwt'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  subject_types_supported: ['public', 'pairwise'],
  id_token_signing_alg_values_supported: ['ES256', 'PS256', 'EdDSA'],
  token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt', 'tls_client_auth'],
  token_endpoint_auth_signing_alg_values_supported: ['ES256', 'PS256', 'EdDSA'],
  request_object_signing_alg_values_supported: ['ES256', 'PS256', 'EdDSA'],
  dpop_signing_alg_values_supported: ['ES256', 'EdDSA'],
  code_challenge_methods_supported: ['S256'],
  claims_supported: ['sub', 'iss', 'name', 'email', 'email_verified'],
  require_pushed_authorization_requests: true,
  authorization_response_iss_parameter_supported: true,
}

export const parameters = {
  response_type: 'code',
  redirect_uri: 'https://app.example/callback',
  scope: 'openid profile email offline_access',
  state: 'm2Uo4xQq7tWcKJ0vY8pZ5rLbN1dHfGs3',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}

export const CODE_VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const SECRET = 'a client secret: 100% +/=&?#-_.~'
export const NONCE = 'eyJ7S_zG.eyJH0-Z.HX4w-7v'

const json = (status, headers = {}) => ({ status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers } })

/** What the server answers: the arguments of `new Response`. */
export const ANSWERS = {
  pushed: ['{"request_uri":"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c","expires_in":60}', json(201)],
  pushedWithNonce: [
    '{"request_uri":"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c","expires_in":60}',
    json(201, { 'dpop-nonce': NONCE }),
  ],
  refused: ['{"error":"invalid_request","error_description":"The redirect_uri is not registered."}', json(400)],
  challenged: [
    '{"error":"invalid_client"}',
    json(401, { 'www-authenticate': 'DPoP realm="as.example", error="use_dpop_nonce", error_description="A nonce is needed", algs="ES256 EdDSA", Basic realm="as.example"' }),
  ],
  discovered: [JSON.stringify(metadata), json(200)],
}

export const answer = (name) => new Response(...ANSWERS[name])

/** Generated once for a process; every implementation signs with the same keys. */
export async function makeKeys() {
  const generate = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const [client, proof] = await Promise.all([generate(), generate()])
  return { client: client.privateKey, proof }
}
