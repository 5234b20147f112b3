// The list of exports. Each is one line: which Rust function answers it, with the arguments that callers see.

import { call, start } from './guard.js'
import { issueCredential } from './glue.js'

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

/** The method's number is the one that src/web/client_auth.rs knows. */
const clientAuth = (method, secret) =>
  issueCredential(
    (as, client, body, headers) => call('authenticate', method, secret, client, body, headers),
    method,
    secret,
  )

const secretAuth = (method, secret) => (call('checkSecret', secret), clientAuth(method, secret))

export function None() { return clientAuth(1) }
export function ClientSecretBasic(clientSecret) { return secretAuth(2, clientSecret) }
export function ClientSecretPost(clientSecret) { return secretAuth(3, clientSecret) }

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
