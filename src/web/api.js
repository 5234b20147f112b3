// The list of exports. Each is one line: which Rust function answers it, with the arguments that callers see.

import { call, start } from './guard.js'
import { clockSkew as clockSkewSymbol, handleState, issueCredential, issueHandle, modifyAssertion as hook } from './glue.js'

export { useModule as default } from './guard.js'
export {
  allowInsecureRequests,
  clockSkew,
  clockTolerance,
  customFetch,
  expectNoNonce,
  expectNoState,
  jweDecrypt,
  jwksCache,
  modifyAssertion,
  nopkce,
  skipAuthTimeCheck,
  skipStateCheck,
  skipSubjectCheck,
  _expectedIssuer,
  _nodiscoverycheck,
  _nopkce,
  AUTHORIZATION_RESPONSE_ERROR,
  HTTP_REQUEST_FORBIDDEN,
  INTERNAL_ERROR,
  INVALID_REQUEST,
  INVALID_RESPONSE,
  INVALID_SERVER_METADATA,
  JSON_ATTRIBUTE_COMPARISON,
  JWT_CLAIM_COMPARISON,
  JWT_TIMESTAMP_CHECK,
  JWT_USERINFO_EXPECTED,
  KEY_SELECTION,
  MISSING_SERVER_METADATA,
  PARSE_ERROR,
  REQUEST_PROTOCOL_FORBIDDEN,
  RESPONSE_BODY_ERROR,
  RESPONSE_IS_NOT_CONFORM,
  RESPONSE_IS_NOT_JSON,
  UNSUPPORTED_OPERATION,
  WWW_AUTHENTICATE_CHALLENGE,
  AuthorizationResponseError,
  OperationProcessingError,
  ResponseBodyError,
  UnsupportedOperationError,
  WWWAuthenticateChallengeError,
} from './glue.js'

// The numbers are those of src/web/operations.rs.
const CHECK_SECRET = 0
const KEY_PAIR = 1
const PRIVATE_KEY = 2
const AUTHENTICATE = 3
const CACHE_NONCE = 4
const IS_DPOP_NONCE_ERROR = 5
const VALIDATE_AUTH_RESPONSE = 6
const RANDOM_IDENTIFIER = 7
const CHECK_PROTOCOL = 8
const RESOLVE_ENDPOINT = 9
const GET_CONTENT_TYPE = 10
const PUSHED_AUTHORIZATION_REQUEST = 11
const PROCESS_PUSHED_AUTHORIZATION_RESPONSE = 12
const PUSHED_AUTHORIZATION_URL = 13
const DISCOVERY_REQUEST = 14
const PROCESS_DISCOVERY_RESPONSE = 15
const ISSUE_REQUEST_OBJECT = 16
const ASSERT_CLIENT = 17
const ADD_PROOF = 18
const CALCULATE_THUMBPRINT = 19
const GENERATE_KEY_PAIR = 20
const CALCULATE_PKCE_CODE_CHALLENGE = 21

// The numbers are those of src/web/client_auth.rs.
const NONE = 1
const CLIENT_SECRET_BASIC = 2
const CLIENT_SECRET_POST = 3
const PRIVATE_KEY_JWT = 4
const CLIENT_SECRET_JWT = 5

// What is kept inside has no prototype: a polluted one has no say in it.

const clientAuth = (credential) =>
  issueCredential((as, client, body, headers) => call(AUTHENTICATE, credential, client, body, headers), credential)

const clientAssertion = (credential) =>
  issueCredential(async (as, client, body, headers) => start(ASSERT_CLIENT, credential, as, client, body), credential)

function withSecret(method, secret) {
  call(CHECK_SECRET, secret)
  return { __proto__: null, method, secret }
}

export function None() { return clientAuth({ __proto__: null, method: NONE }) }
export function TlsClientAuth() { return None() }
export function ClientSecretBasic(clientSecret) { return clientAuth(withSecret(CLIENT_SECRET_BASIC, clientSecret)) }
export function ClientSecretPost(clientSecret) { return clientAuth(withSecret(CLIENT_SECRET_POST, clientSecret)) }
export function ClientSecretJwt(clientSecret, options) {
  return clientAssertion({ __proto__: null, ...withSecret(CLIENT_SECRET_JWT, clientSecret), hook: options?.[hook] })
}
export function PrivateKeyJwt(clientPrivateKey, options) {
  const { 0: key, 1: kid } = call(PRIVATE_KEY, clientPrivateKey)
  return clientAssertion({ __proto__: null, method: PRIVATE_KEY_JWT, key, kid, options })
}

class DPoPHandler {
  constructor(client, keyPair, options) {
    // What was checked is what is kept: a getter may yield something else the next time.
    const { 0: privateKey, 1: publicKey } = call(KEY_PAIR, keyPair)
    issueHandle(this, {
      __proto__: null,
      handle: this,
      privateKey,
      publicKey,
      hook: options?.[hook],
      clockSkew: client?.[clockSkewSymbol],
      nonces: new Map(),
    })
  }
  calculateThumbprint() { return start(CALCULATE_THUMBPRINT, handleState(this)) }
  async addProof(url, headers, htm, accessToken) {
    await start(ADD_PROOF, handleState(this), url, headers, htm, accessToken)
  }
  cacheNonce(response, url) { call(CACHE_NONCE, handleState(this), response, url) }
}

export function DPoP(client, keyPair, options) { return new DPoPHandler(client, keyPair, options) }
export function isDPoPNonceError(err) { return call(IS_DPOP_NONCE_ERROR, err) }

export function generateKeyPair(alg, options) { return start(GENERATE_KEY_PAIR, alg, options) }
export function issueRequestObject(as, client, parameters, privateKey, options) {
  return start(ISSUE_REQUEST_OBJECT, as, client, parameters, privateKey, options)
}
export function validateAuthResponse(as, client, parameters, expectedState) {
  return call(VALIDATE_AUTH_RESPONSE, as, client, parameters, expectedState)
}
export function pushedAuthorizationUrl(as, client, clientAuthentication, parameters, options) {
  return start(PUSHED_AUTHORIZATION_URL, as, client, clientAuthentication, parameters, options)
}
export function pushedAuthorizationRequest(as, client, clientAuthentication, parameters, options) {
  return start(PUSHED_AUTHORIZATION_REQUEST, as, client, clientAuthentication, parameters, options)
}
export function processPushedAuthorizationResponse(as, client, response) {
  return start(PROCESS_PUSHED_AUTHORIZATION_RESPONSE, as, client, response)
}
export function discoveryRequest(issuerIdentifier, options) {
  return start(DISCOVERY_REQUEST, issuerIdentifier, options)
}
export function processDiscoveryResponse(expectedIssuerIdentifier, response) {
  return start(PROCESS_DISCOVERY_RESPONSE, expectedIssuerIdentifier, response)
}
export function calculatePKCECodeChallenge(codeVerifier) {
  return start(CALCULATE_PKCE_CODE_CHALLENGE, codeVerifier)
}

export function generateRandomCodeVerifier() { return call(RANDOM_IDENTIFIER) }
export function generateRandomNonce() { return call(RANDOM_IDENTIFIER) }
export function generateRandomState() { return call(RANDOM_IDENTIFIER) }

export function checkProtocol(url, enforceHttps) { return call(CHECK_PROTOCOL, url, enforceHttps) }
export function resolveEndpoint(as, endpoint, useMtlsAlias, enforceHttps) {
  return call(RESOLVE_ENDPOINT, as, endpoint, useMtlsAlias, enforceHttps)
}
export function getContentType(input) { return call(GET_CONTENT_TYPE, input) }
