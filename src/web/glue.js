// What Rust cannot define: classes that extend Error, unique symbols, what is behind functions and handles.

import { at, attempt, decode, keep, nameAt, raise } from './frame.js'

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
const argumentError = (code, message) => Object.assign(new TypeError(message, { cause: undefined }), { code })

const processingError = (code, message, cause) => new OperationProcessingError(message, { code, cause })

export const unsupportedError = (message, cause) =>
  new UnsupportedOperationError(message, cause === undefined ? undefined : { cause })

/** A trap is a bug of this package. It rejects every call in flight; the next call runs on a fresh instance. */
export const internalError = (cause) =>
  processingError(INTERNAL_ERROR, 'oauth4wasm failed internally and has recovered; please report this as a bug', cause)

// In the order of `Code` in src/protocol/error.rs.
const codes = [
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_ARG_VALUE',
  MISSING_SERVER_METADATA,
  INVALID_SERVER_METADATA,
  HTTP_REQUEST_FORBIDDEN,
  REQUEST_PROTOCOL_FORBIDDEN,
  RESPONSE_IS_NOT_CONFORM,
  RESPONSE_IS_NOT_JSON,
  PARSE_ERROR,
  INVALID_RESPONSE,
  JSON_ATTRIBUTE_COMPARISON,
]

const withCause = (causeOf) => (code, message, ...values) => processingError(codes[code], message, causeOf(...values))

/** What is made of a broken rule, by the kinds of src/web/error.rs: each gets the code's number, the text, values. */
const errors = [
  (code, message) => argumentError(codes[code], message),
  withCause((cause) => cause),
  withCause((attribute) => ({ attribute })),
  withCause((body) => ({ body })),
  withCause((body, attribute, expected) => ({ expected, body, attribute })),
  withCause((parameters) => ({ parameters })),
  withCause((parameters, _, expected) => ({ expected, parameters })),
  (code, message, cause) => unsupportedError(message, cause),
  (code, message, cause) => new AuthorizationResponseError(message, { cause }),
  (code, message, cause, response) => new ResponseBodyError(message, { cause, response }),
  (code, message, cause, response) => new WWWAuthenticateChallengeError(message, { cause, response }),
]

/** The classes read from what they are about, which a caller may have made: what a getter throws is thrown instead. */
export function fail(kind, code, pointer, length, about, other, expected, hint) {
  try {
    raise(explained(errors[kind](code, decode(pointer, length), at(about), at(other), at(expected)), at(hint)))
  } catch (error) {
    raise(error)
  }
}

/** An error with a property of its own, which `console.log` shows beside `code`. */
export function explained(error, hint) {
  if (hint && Object.isExtensible(error) && !Object.hasOwn(error, 'hint'))
    Object.defineProperty(error, 'hint', { __proto__: null, value: hint, writable: true, enumerable: true, configurable: true })
  return error
}

/** Responses: what of their requests the server may refuse, a number of src/protocol/hint.rs that is not zero. */
const requests = new WeakMap()

// What a hint depends on is read where nobody's code is run by it.

const ownValue = (object, name) => Object.getOwnPropertyDescriptor(object, name)?.value
const ofHost = (response, name) => Object.getOwnPropertyDescriptor(Response.prototype, name).get.call(response)

/** The headers of a response that is the host's own; of undefined nothing. Of a look-alike it throws. */
export const headersOfResponse = attempt((response) => at(response) && ofHost(at(response), 'headers'))

/** In the order of `Fact` in src/web/hint.rs. */
const facts = [
  (response) => requests.get(response) ?? 0,
  (response, headers) => {
    const location = headers.get('location')
    return location && new URL(location, ofHost(response, 'url') || undefined).href
  },
  // Zero where the server did not tell the time.
  (_, headers) => ((Date.parse(headers.get('date')) - Date.now()) / 1000) | 0,
]

export const fact = attempt((fact, response, headers) => facts[fact](at(response), at(headers)))

export const aliasOf = attempt((as, pointer, length, name) => ownValue(ownValue(at(as), nameAt(pointer, length)), at(name)))

/** Keeps for a refusal of the host's own what is known of the request. */
export function remember(response, sent, lowestRefusal) {
  try {
    if (sent && ofHost(response, 'status') >= lowestRefusal) requests.set(response, sent)
  } catch {
    // A look-alike gets no hint.
  }
}

/** In the order of `Symbol` in src/web/value.rs. */
const symbols = [
  customFetch,
  allowInsecureRequests,
  clockSkew,
  modifyAssertion,
  expectNoState,
  skipStateCheck,
  _nodiscoverycheck,
  null,
]

export const symbolMember = attempt((object, symbol) => at(object)?.[symbols[symbol]])
export const isSymbol = (value, symbol) => at(value) === symbols[symbol]

/** 1 for a challenge, 2 for an error in a body, 0 for anything else. */
export const refusalKind = attempt((error) =>
  at(error) instanceof WWWAuthenticateChallengeError ? 1 : at(error) instanceof ResponseBodyError ? 2 : 0)

// What is behind a function or an object that a caller holds stays reachable to this package alone.

/** ClientAuth functions: the number of the method and what it needs. */
const credentials = new WeakMap()
/** DPoP handles: their keys, their nonces, and what the first proof found out. */
const handles = new WeakMap()
/** CryptoKeys: what is known of them. Asking one is a crossing into the host's crypto. */
const keys = new WeakMap()

export function issueCredential(authenticate, credential) {
  credentials.set(authenticate, credential)
  return authenticate
}

export const issueHandle = (handle, state) => void handles.set(handle, state)
export const handleState = (handle) => handles.get(handle)

/** Place and method of the credential behind a function, eight times the one plus the other; 0 for a caller's own function. */
export function credential(clientAuthentication) {
  const known = credentials.get(at(clientAuthentication))
  return known ? (keep(known) & ~7) | known.method : 0
}

/** The number of the algorithm that a key is known to sign with, else -1. */
export const knownAlgorithm = (key) => keys.get(at(key))?.algorithm ?? -1

/** By the kinds of `Hidden` in src/web/value.rs. A key's record is made when it is first asked for. */
export const hidden = attempt((kind, object) => {
  const owner = at(object)
  if (!kind) return handles.get(owner)
  if (!keys.has(owner)) keys.set(owner, { __proto__: null })
  return keys.get(owner)
})

// Callback parameters that were validated.
const callbacks = new WeakSet()

export const issueCallback = attempt((parameters) => {
  const copy = new URLSearchParams(at(parameters))
  callbacks.add(copy)
  return copy
})
