// The host's own abilities, several steps in one crossing where Rust would need many. No rule of any RFC lives here.

import { allowInsecureRequests, clockSkew, customFetch, modifyAssertion } from './glue.js'

const ignore = () => {}

/** Calls a function that is not ours. A promise it returns counts as handled, even if a trap keeps Rust from it. */
function settle(call) {
  const result = call()
  if (typeof result?.then !== 'function') return result
  const promise = Promise.resolve(result)
  promise.catch(ignore)
  return promise
}

/** One step of a task: 0, a promise to await; 1, its result; 2, its error. */
export const step = (kind, value) => [kind, value]

export const get = (object, key) => object[key]
export const optionOf = (options, key) => options?.[key]
export const set = (object, key, value) => { object[key] = value }
export const has = (object, key) => key in object
export const textKind = (value) => (typeof value !== 'string' ? 0 : value === '' ? 1 : 2)

export function isArray(value) {
  try {
    return Array.isArray(value)
  } catch {
    return false
  }
}

export function leadingNumber(value) {
  try {
    return parseFloat(value)
  } catch {
    return NaN
  }
}

export const customFetchOf = (options) => options?.[customFetch]
export const allowsInsecureRequests = (options) => options?.[allowInsecureRequests] === true

/** An instance of a global class, or of its equal in another realm. */
export function isLoosely(value, name) {
  if (value === undefined || value === null) return false
  try {
    const { prototype } = globalThis[name]
    return (
      value instanceof globalThis[name] ||
      Object.getPrototypeOf(value)[Symbol.toStringTag] === prototype[Symbol.toStringTag]
    )
  } catch {
    return false
  }
}

export const isInstance = (value, name) => value instanceof globalThis[name]

/** A status that is no whole number comes from a look-alike: it is refused, as an error of the client or not. */
export const statusOf = ({ status }) =>
  Number.isInteger(status) ? status : status > 399 && status < 500 ? 400 : 0

/** The serialised form of an absolute URL's text, undefined for anything else. */
export function parseUrl(text) {
  if (typeof text !== 'string') return undefined
  try {
    return new URL(text).href
  } catch {
    return undefined
  }
}

export const formFrom = (parameters) => new URLSearchParams(parameters)

/** Old WebOS cannot clone Headers, so they are flattened first. */
export const headersFrom = (init) =>
  new Headers(isLoosely(init, 'Headers') ? Object.fromEntries(init.entries()) : (init ?? undefined))

/** Enough of the user agent to tell a browser, as it was when the module was loaded. */
export const navigatorName = globalThis.navigator?.userAgent?.slice?.(0, 12)
export const userAgent = () => navigatorName

export const requestInit = (method, body, headers, signal) => ({
  body,
  headers: Object.fromEntries(headers.entries()),
  method,
  redirect: 'manual',
  signal,
})

/** What web-sys calls `fetch` on: the global one as it is now, or the caller's. It never throws. */
export const scopeFor = (custom) => ({
  fetch(url, init) {
    try {
      return settle(() => (custom || fetch)(url, init))
    } catch (error) {
      return settle(() => Promise.reject(error))
    }
  },
})

export const signalFrom = (signal, url) => (typeof signal === 'function' ? signal(url) : signal)

export const authenticate = (clientAuthentication, as, client, body, headers) =>
  settle(() => clientAuthentication(as, client, body, headers))

export const headerOf = (message, name) => message.headers.get(name)
export const json = (response) => settle(() => response.json())
export const jsonOfCopy = (response) => settle(() => response.clone().json())
export const cancel = (response) => settle(() => response.body?.cancel())

/** The value's text. One with a lone surrogate has no UTF-8: the host's own URIError says so. */
export function wellFormedText(value) {
  const text = `${value}`
  if (!text.isWellFormed?.()) encodeURIComponent(text)
  return text
}

// Keys and signatures ----------------------------------------------------------------------------

/** What a rule asks of a key, a line each: algorithm, its hash or curve, whether it may sign. */
export const keyFacts = ({ algorithm, usages }) =>
  [algorithm.name, algorithm.hash?.name ?? algorithm.namedCurve ?? '', usages.includes('sign')].join('\n')
export const modulusLength = (key) => {
  const { modulusLength } = key.algorithm
  return typeof modulusLength === 'number' ? modulusLength : 0
}

const algorithmOf = (name, hash, saltLength) =>
  saltLength ? { name, saltLength } : hash && name === 'ECDSA' ? { name, hash } : name

/** The bytes are copied: they are a view of memory that may move. */
export const sign = (name, hash, saltLength, key, data) =>
  settle(() => crypto.subtle.sign(algorithmOf(name, hash, saltLength), key, data.slice()))

export const signHmac = (key, data) => settle(() => crypto.subtle.sign({ name: 'HMAC', hash: 'SHA-256' }, key, data.slice()))

/** The key of a client_secret_jwt credential, imported once. */
export const hmacKey = (credential) =>
  settle(async () => {
    const bytes = new TextEncoder().encode(credential.secret)
    return (credential.key ??= await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']))
  })

export const bytesOf = (buffer) => new Uint8Array(buffer)

export const exportJwk = (key) => settle(() => crypto.subtle.exportKey('jwk', key))

/** Whether a signature is the public key's; a key that cannot even be asked is no match. */
export const matches = (name, hash, namedCurve, saltLength, jwk, signature, data) => {
  const bytes = data.slice()
  return settle(async () => {
    const algorithm = namedCurve ? { name, namedCurve } : hash ? { name, hash } : name
    try {
      const key = await crypto.subtle.importKey('jwk', JSON.parse(jwk), algorithm, false, ['verify'])
      return await crypto.subtle.verify(algorithmOf(name, hash, saltLength), key, signature, bytes)
    } catch {
      return false
    }
  })
}

export const generateKey = (name, hash, namedCurve, modulusLength, extractable) =>
  settle(() => {
    const algorithm = namedCurve
      ? { name, namedCurve }
      : hash
        ? { name, hash, modulusLength: modulusLength ?? 2048, publicExponent: new Uint8Array([1, 0, 1]) }
        : name
    return crypto.subtle.generateKey(algorithm, extractable ?? false, ['sign', 'verify'])
  })

const ABSENT_MEMBERS = { kty: undefined, e: undefined, n: undefined, x: undefined, y: undefined, crv: undefined, pub: undefined }

/** Lets a caller change a JWT before it is signed. The header may be the text of one, or one that was changed before. */
export function hooked(hook, self, header, payload, absent) {
  const object = (json) => {
    const parsed = JSON.parse(json)
    for (const name of absent) if (parsed[name] === null) parsed[name] = undefined
    return parsed
  }
  const headerObject = typeof header === 'string' ? object(header) : header
  if (typeof header === 'string' && headerObject.jwk) headerObject.jwk = { ...ABSENT_MEMBERS, ...headerObject.jwk }
  const payloadObject = object(payload)
  Reflect.apply(hook, self, [headerObject, payloadObject])
  return [JSON.stringify(headerObject), JSON.stringify(payloadObject), headerObject]
}
export const hookOf = (options) => options?.[modifyAssertion]

export const now = () => Math.floor(Date.now() / 1000)
export const jsonText = (value) => JSON.stringify(value)
export function clockSkewOf(client) {
  const skew = client?.[clockSkew]
  return typeof skew === 'number' && Number.isFinite(skew) ? skew : 0
}

// Parameters -------------------------------------------------------------------------------------

export const entriesOf = (form) => [...form.entries()].flat()
export const valuesOf = (form, name) => [...form.getAll(name)]
export const listOf = (array) => array.filter(() => true)
export const leadingInteger = (text) => parseInt(text, 10)
/** 1, an object; 2, an array; 0, anything else; and the text of it. */
export const parsedJson = (text) => {
  const value = JSON.parse(text)
  return [Array.isArray(value) ? 2 : value !== null && typeof value === 'object' ? 1 : 0, JSON.stringify(value)]
}

// Nonces, kept with the handle: the newest use last --------------------------------------------

export function recallNonce(nonces, origin) {
  const nonce = nonces.get(origin)
  if (nonce !== undefined) keepNonce(nonces, origin, nonce, Infinity)
  return nonce
}
export function keepNonce(nonces, origin, nonce, capacity) {
  nonces.delete(origin)
  nonces.set(origin, nonce)
  if (nonces.size > capacity) nonces.delete(nonces.keys().next().value)
}

export const record = (key, value) => ({ [key]: value })
/** Milliseconds of an HTTP date, or of the host's clock. */
export const momentOf = (date) => {
  const moment = date === undefined ? NaN : Date.parse(date)
  return Number.isNaN(moment) ? Date.now() : moment
}
export const pushedAuthorization = (url, request_uri, expires_in, moment) => ({
  url,
  request_uri,
  expires_in,
  expires_at: new Date(moment + expires_in * 1000),
})
