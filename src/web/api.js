// The list of exports. Each is one line: which Rust function answers it, with the arguments that callers see.

import { call, start } from './guard.js'
import { handleState, issueCredential, issueHandle } from './glue.js'
import { clockSkewOf, hookOf } from './host.js'

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

// The numbers are those of src/web/client_auth.rs.
const NONE = 1
const CLIENT_SECRET_BASIC = 2
const CLIENT_SECRET_POST = 3
const PRIVATE_KEY_JWT = 4
const CLIENT_SECRET_JWT = 5

const clientAuth = (method, secret) =>
  issueCredential(
    (as, client, body, headers) => call('authenticate', method, secret, client, body, headers),
    method,
    secret,
  )

const clientAssertion = (method, secret) =>
  issueCredential(
    async (as, client, body, headers) => start('assertClient', method, secret, as, client, body),
    method,
    secret,
  )

export function None() { return clientAuth(NONE) }
export function TlsClientAuth() { return clientAuth(NONE) }
export function ClientSecretBasic(clientSecret) {
  call('checkSecret', clientSecret)
  return clientAuth(CLIENT_SECRET_BASIC, clientSecret)
}
export function ClientSecretPost(clientSecret) {
  call('checkSecret', clientSecret)
  return clientAuth(CLIENT_SECRET_POST, clientSecret)
}
export function ClientSecretJwt(clientSecret, options) {
  call('checkSecret', clientSecret)
  return clientAssertion(CLIENT_SECRET_JWT, { secret: clientSecret, hook: hookOf(options) })
}
export function PrivateKeyJwt(clientPrivateKey, options) {
  const [key, kid] = call('privateKey', clientPrivateKey)
  return clientAssertion(PRIVATE_KEY_JWT, { key, kid, options })
}

class DPoPHandler {
  constructor(client, { privateKey, publicKey }, options) {
    issueHandle(this, {
      handle: this,
      privateKey,
      publicKey,
      hook: hookOf(options),
      clockSkew: clockSkewOf(client),
      nonces: new Map(),
    })
  }
  calculateThumbprint() { return start('calculateThumbprint', handleState(this)) }
  async addProof(url, headers, htm, accessToken) {
    await start('addProof', handleState(this), url, headers, htm, accessToken)
  }
  cacheNonce(response, url) { call('cacheNonce', handleState(this), response, url) }
}

export function DPoP(client, keyPair, options) {
  call('checkKeyPair', keyPair)
  return new DPoPHandler(client, keyPair, options)
}
export function isDPoPNonceError(err) { return call('isDPoPNonceError', err) }

export function generateKeyPair(alg, options) { return start('generateKeyPair', alg, options) }
export function issueRequestObject(as, client, parameters, privateKey, options) {
  return start('issueRequestObject', as, client, parameters, privateKey, options)
}
export function validateAuthResponse(as, client, parameters, expectedState) {
  return call('validateAuthResponse', as, client, parameters, expectedState)
}
export function pushedAuthorizationUrl(as, client, clientAuthentication, parameters, options) {
  return start('pushedAuthorizationUrl', as, client, clientAuthentication, parameters, options)
}
export function pushedAuthorizationRequest(as, client, clientAuthentication, parameters, options) {
  return start('pushedAuthorizationRequest', as, client, clientAuthentication, parameters, options)
}
export function processPushedAuthorizationResponse(as, client, response) {
  return start('processPushedAuthorizationResponse', as, client, response)
}
export function discoveryRequest(issuerIdentifier, options) {
  return start('discoveryRequest', issuerIdentifier, options)
}
export function processDiscoveryResponse(expectedIssuerIdentifier, response) {
  return start('processDiscoveryResponse', expectedIssuerIdentifier, response)
}
export function calculatePKCECodeChallenge(codeVerifier) {
  return start('calculatePKCECodeChallenge', codeVerifier)
}

export function generateRandomCodeVerifier() { return call('randomIdentifier') }
export function generateRandomNonce() { return call('randomIdentifier') }
export function generateRandomState() { return call('randomIdentifier') }

export function checkProtocol(url, enforceHttps) { return call('checkProtocol', url, enforceHttps) }
export function resolveEndpoint(as, endpoint, useMtlsAlias, enforceHttps) {
  return call('resolveEndpoint', as, endpoint, useMtlsAlias, enforceHttps)
}
export function getContentType(input) { return call('getContentType', input) }
