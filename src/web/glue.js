// What Rust cannot define: classes that extend Error, unique symbols, the credentials behind a ClientAuth function.

export const allowInsecureRequests = Symbol()
export const clockSkew = Symbol()
export const clockTolerance = Symbol()
export const customFetch = Symbol()
export const expectNoNonce = Symbol()
export const expectNoState = Symbol()
export const jweDecrypt = Symbol()
export const jwksCache = Symbol()
export const modifyAssertion = Symbol()
export const nopkce = Symbol()
export const skipAuthTimeCheck = Symbol()
export const skipStateCheck = Symbol()
export const skipSubjectCheck = Symbol()

export const _expectedIssuer = Symbol()
export const _nodiscoverycheck = Symbol()
export const _nopkce = nopkce

export const AUTHORIZATION_RESPONSE_ERROR = 'OAUTH_AUTHORIZATION_RESPONSE_ERROR'
export const HTTP_REQUEST_FORBIDDEN = 'OAUTH_HTTP_REQUEST_FORBIDDEN'
export const INTERNAL_ERROR = 'OAUTH_INTERNAL_ERROR'
export const INVALID_REQUEST = 'OAUTH_INVALID_REQUEST'
export const INVALID_RESPONSE = 'OAUTH_INVALID_RESPONSE'
export const INVALID_SERVER_METADATA = 'OAUTH_INVALID_SERVER_METADATA'
export const JSON_ATTRIBUTE_COMPARISON = 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'
export const JWT_CLAIM_COMPARISON = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'
export const JWT_TIMESTAMP_CHECK = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'
export const JWT_USERINFO_EXPECTED = 'OAUTH_JWT_USERINFO_EXPECTED'
export const KEY_SELECTION = 'OAUTH_KEY_SELECTION_FAILED'
export const MISSING_SERVER_METADATA = 'OAUTH_MISSING_SERVER_METADATA'
export const PARSE_ERROR = 'OAUTH_PARSE_ERROR'
export const REQUEST_PROTOCOL_FORBIDDEN = 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN'
export const RESPONSE_BODY_ERROR = 'OAUTH_RESPONSE_BODY_ERROR'
export const RESPONSE_IS_NOT_CONFORM = 'OAUTH_RESPONSE_IS_NOT_CONFORM'
export const RESPONSE_IS_NOT_JSON = 'OAUTH_RESPONSE_IS_NOT_JSON'
export const UNSUPPORTED_OPERATION = 'OAUTH_UNSUPPORTED_OPERATION'
export const WWW_AUTHENTICATE_CHALLENGE = 'OAUTH_WWW_AUTHENTICATE_CHALLENGE'

// The order of the fields is the order in which callers see the properties.

/** Our own classes have fixed names, as a user's minifier renames them; a user's subclass has its own. */
const nameOf = ({ constructor }) => names.get(constructor) ?? constructor.name

export class UnsupportedOperationError extends Error {
  code = UNSUPPORTED_OPERATION
  constructor(message, options) {
    super(message, options)
    this.name = nameOf(this)
  }
}

export class OperationProcessingError extends Error {
  code
  constructor(message, options) {
    super(message, options)
    this.name = nameOf(this)
    if (options?.code) this.code = options.code
  }
}

export class ResponseBodyError extends Error {
  cause
  code = RESPONSE_BODY_ERROR
  error
  status
  error_description
  response
  constructor(message, options) {
    super(message, options)
    this.name = nameOf(this)
    this.cause = options.cause
    this.error = options.cause.error
    this.status = options.response.status
    this.error_description = options.cause.error_description
    hide(this, 'response', options.response)
  }
}

export class WWWAuthenticateChallengeError extends Error {
  cause
  code = WWW_AUTHENTICATE_CHALLENGE
  response
  status
  constructor(message, options) {
    super(message, options)
    this.name = nameOf(this)
    this.cause = options.cause
    this.status = options.response.status
    hide(this, 'response', options.response)
  }
}

export class AuthorizationResponseError extends Error {
  cause
  code = AUTHORIZATION_RESPONSE_ERROR
  error
  error_description
  constructor(message, options) {
    super(message, options)
    this.name = nameOf(this)
    this.cause = options.cause
    this.error = options.cause.get('error')
    this.error_description = options.cause.get('error_description') ?? undefined
  }
}

const names = new Map([
  [UnsupportedOperationError, 'UnsupportedOperationError'],
  [OperationProcessingError, 'OperationProcessingError'],
  [ResponseBodyError, 'ResponseBodyError'],
  [WWWAuthenticateChallengeError, 'WWWAuthenticateChallengeError'],
  [AuthorizationResponseError, 'AuthorizationResponseError'],
])

const hide = (object, name, value) => Object.defineProperty(object, name, { enumerable: false, value })

/** A caller's fault: a TypeError with a code, as Node's own. */
export const argumentError = (code, message, cause) =>
  Object.assign(new TypeError(message, { cause }), { code })

export const processingError = (code, message, cause) => new OperationProcessingError(message, { code, cause })

export const endpointError = (code, message, attribute) => processingError(code, message, { attribute })

export const bodyError = (code, message, body) => processingError(code, message, { body })

export const mismatchError = (code, message, expected, body, attribute) =>
  processingError(code, message, { expected, body, attribute })

export const responseBodyError = (message, cause, response) => new ResponseBodyError(message, { cause, response })

/** Each challenge arrives as `[scheme, token68 or undefined, name, value, name, value, …]`. */
export function challengeError(message, challenges, response) {
  const cause = challenges.map(([scheme, token68, ...pairs]) => {
    const parameters = {}
    for (let i = 0; i < pairs.length; i += 2) parameters[pairs[i]] = pairs[i + 1]
    return token68 === undefined ? { scheme, parameters } : { scheme, parameters, token68 }
  })
  return new WWWAuthenticateChallengeError(message, { cause, response })
}

/** A trap is a bug of this package. It rejects every call in flight; the next call runs on a fresh instance. */
export const internalError = (cause) =>
  processingError(INTERNAL_ERROR, 'oauth4wasm failed internally and has recovered; please report this as a bug', cause)

export const unsupportedError = (message, cause) =>
  new UnsupportedOperationError(message, cause === undefined ? undefined : { cause })

export const authorizationResponseError = (message, cause) => new AuthorizationResponseError(message, { cause })

export const callbackError = (code, message, parameters) => processingError(code, message, { parameters })

export const unexpectedError = (code, message, expected, parameters) =>
  processingError(code, message, { expected, parameters })

/** 1 for a challenge, 2 for an error in a body, 0 for anything else. */
export const refusalKind = (error) =>
  error instanceof WWWAuthenticateChallengeError ? 1 : error instanceof ResponseBodyError ? 2 : 0

// What is behind a function or an object that a caller holds stays reachable to this package alone.

// ClientAuth functions: { method, secret }.
const credentials = new WeakMap()

export function issueCredential(authenticate, method, secret) {
  credentials.set(authenticate, { method, secret })
  return authenticate
}

/** The number of a built-in method, 0 for a function of the user's own. */
export const methodOf = (authenticate) => credentials.get(authenticate)?.method ?? 0

export const secretOf = (authenticate) => credentials.get(authenticate)?.secret

// DPoP handles: their keys, their nonces, and what the first proof found out.
const handles = new WeakMap()

export const issueHandle = (handle, state) => void handles.set(handle, state)

export const handleState = (handle) => (handle !== null && typeof handle === 'object' ? handles.get(handle) : undefined)

// Callback parameters that were validated.
const callbacks = new WeakSet()

export function issueCallback(parameters) {
  const copy = new URLSearchParams(parameters)
  callbacks.add(copy)
  return copy
}

// Public keys as JSON: exporting one is a crossing into the host's crypto.
const jwks = new WeakMap()

export const rememberedJwk = (key) => jwks.get(key)
export const rememberJwk = (key, jwk) => void jwks.set(key, jwk)
