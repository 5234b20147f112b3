// The host's own abilities, several steps in one crossing where Rust would need many. No rule of any RFC lives here.

import { customFetch, allowInsecureRequests } from './glue.js'

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
