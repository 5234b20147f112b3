// The host's own abilities, for the call that runs. No rule of any RFC lives here.

import { at, attempt, bytesAt, decode, keep, nameAt, raise, replace } from './frame.js'

// Any object ------------------------------------------------------------------------------------

export function member(object, pointer, length) {
  try {
    return keep(at(object)[nameAt(pointer, length)])
  } catch (error) {
    return raise(error)
  }
}
export const entry = attempt((object, key) => at(object)[at(key)])
export const has = attempt((object, key) => at(key) in at(object))
/** Sets a property of the object's own: no setter on Object.prototype gets to see what is set, or to keep it. */
function put(object, name, value) {
  if (name in object && !Object.hasOwn(object, name)) {
    Object.defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true })
  } else object[name] = value
}

export function set(object, pointer, length, value) {
  try {
    put(at(object), nameAt(pointer, length), at(value))
    return keep()
  } catch (error) {
    return raise(error)
  }
}
export const assign = attempt((object, pointer, length, value) => { at(object)[nameAt(pointer, length)] = at(value) })
export const setComputed = attempt((object, key, value) => put(at(object), at(key), at(value)))
export const setNumber = attempt((object, pointer, length, number) => put(at(object), nameAt(pointer, length), number))
export const setText = attempt((object, pointer, length, textPointer, textLength) => {
  put(at(object), nameAt(pointer, length), decode(textPointer, textLength))
})
export const isText = (value, pointer, length) => at(value) === decode(pointer, length)
export const global = attempt((pointer, length) => globalThis[nameAt(pointer, length)])
export const construct = attempt((pointer, length, argument) => new globalThis[nameAt(pointer, length)](at(argument)))
export const isInstance = attempt((value, pointer, length) => at(value) instanceof globalThis[nameAt(pointer, length)])

/** Calls a method; an argument of zero is none. */
export function invoke(object, pointer, length, first, second) {
  try {
    const target = at(object)
    const method = nameAt(pointer, length)
    return keep(second ? target[method](at(first), at(second)) : first ? target[method](at(first)) : target[method]())
  } catch (error) {
    return raise(error)
  }
}

// What headers, forms and `Map` have in common.

export function hasEntry(entries, pointer, length) {
  try {
    return keep(at(entries).has(nameAt(pointer, length)))
  } catch (error) {
    return raise(error)
  }
}

export function getEntry(entries, pointer, length) {
  try {
    return keep(at(entries).get(nameAt(pointer, length)))
  } catch (error) {
    return raise(error)
  }
}

export function setEntry(entries, pointer, length, value) {
  try {
    at(entries).set(nameAt(pointer, length), at(value))
    return keep()
  } catch (error) {
    return raise(error)
  }
}

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

export const isResponse = (value) => isLoosely(at(value), 'Response')

export function leadingNumber(value) {
  try {
    return parseFloat(at(value))
  } catch {
    return NaN
  }
}
export const leadingInteger = (text) => parseInt(at(text), 10)
export const jsonText = attempt((value) => JSON.stringify(at(value)))
export const parsedJson = attempt((text) => JSON.parse(at(text)))
export const list = attempt((array) => at(array).filter(() => true))
export const item = attempt((list, index) => at(list)[index])

/** The value's text. One with a lone surrogate has no UTF-8: the host's own URIError says so. */
export const wellFormedText = attempt((value) => {
  const text = `${at(value)}`
  if (!text.isWellFormed?.()) encodeURIComponent(text)
  return text
})

// Requests and responses ------------------------------------------------------------------------

/** The serialised form of an absolute URL's text, undefined for anything else. */
export function parseUrl(text) {
  if (typeof at(text) !== 'string') return keep(undefined)
  try {
    return keep(new URL(at(text)).href)
  } catch {
    return keep(undefined)
  }
}

/** Headers of ours alone, where a caller passed none: several times as fast as the host's. */
class Fields {
  values = { __proto__: null }
  has(name) { return name in this.values }
  set(name, value) { this.values[name] = value }
}

/** A caller's headers as the host has them. */
export const headersFrom = attempt((given) => {
  const init = at(given)
  if (init === undefined) return new Fields()
  // Old WebOS cannot clone Headers, so they are flattened first.
  return new Headers(isLoosely(init, 'Headers') ? Object.fromEntries(init.entries()) : (init ?? undefined))
})

/** A function of a caller's gets headers that are the host's. */
export const authenticate = attempt((clientAuthentication, as, client, body, headers) => {
  if (at(headers) instanceof Fields) replace(headers, new Headers(at(headers).values))
  return at(clientAuthentication)(at(as), at(client), at(body), at(headers))
})

/** Enough of the user agent to tell a browser, as it was when the module was loaded. */
export const navigatorName = globalThis.navigator?.userAgent?.slice?.(0, 12)
export const userAgent = () => keep(navigatorName)

/** As entries of `Headers` come: in the order of their names. */
function plain(headers) {
  if (!(headers instanceof Fields)) return Object.fromEntries(headers.entries())
  const sorted = { __proto__: null }
  for (const name of Object.keys(headers.values).sort()) sorted[name] = headers.values[name]
  return { ...sorted }
}

export const requestInit = attempt((method, body, headers, signal) => ({
  body: at(body),
  headers: plain(at(headers)),
  method: at(method),
  redirect: 'manual',
  signal: at(signal),
}))

/** What web-sys calls `fetch` on: the global one as it is now, or the caller's. It never throws. */
export const scopeFor = (custom) => ({
  async fetch(url, init) {
    return (at(custom) || fetch)(url, init)
  },
})

export const signalFrom = attempt((signal, url) => (typeof at(signal) === 'function' ? at(signal)(at(url)) : at(signal)))

export const external = (value) => at(value)

/** A status that is no whole number comes from a look-alike: it is refused, as an error of the client or not. */
export function statusOf(response) {
  try {
    const { status } = at(response)
    return Number.isInteger(status) && status >= 0 && status < 1000 ? status : status > 399 && status < 500 ? 400 : 0
  } catch (error) {
    raise(error)
    return -1
  }
}

// Time and randomness ---------------------------------------------------------------------------

export const now = attempt(() => Math.floor(Date.now() / 1000))

const POOL = 2048
let pool
let used = POOL

/** Fills memory with random bytes; identifiers that need only be unique take theirs from a pool. */
export const random = attempt((pointer, length, pooled) => {
  if (!pooled) return void crypto.getRandomValues(bytesAt(pointer, length))
  if (used + length > POOL) {
    crypto.getRandomValues((pool ??= new Uint8Array(POOL)))
    used = 0
  }
  bytesAt(pointer, length).set(pool.subarray(used, (used += length)))
})

// Keys and signatures ---------------------------------------------------------------------------

/** What a rule asks of a key: the algorithm's name, its hash or curve, whether the key may sign. */
export const keyFacts = attempt((key) => {
  const { algorithm, usages } = at(key)
  return [algorithm.name, algorithm.hash?.name ?? algorithm.namedCurve, `${usages.includes('sign')}`]
})
/** What is no number is no length. */
export const modulusLength = attempt((key) => {
  const { modulusLength } = at(key).algorithm
  return typeof modulusLength === 'number' ? modulusLength : 0
})

const parameters = (name, hash, saltLength) => ({
  name: at(name),
  hash: at(hash) || undefined,
  saltLength: saltLength || undefined,
})

const ignore = () => {}

/** The bytes are copied: they are a view of memory that may move. */
export function sign(name, hash, saltLength, key, pointer, length) {
  try {
    const algorithm = parameters(name, hash, saltLength)
    const signature = crypto.subtle.sign(algorithm, at(key), bytesAt(pointer, length).slice())
    // A call that fails before it awaits this one must leave no rejection unhandled.
    signature?.catch?.(ignore)
    return keep(signature)
  } catch (error) {
    return raise(error)
  }
}

/** One promise of two: neither rejection goes unheard. */
export const both = attempt((first, second) => Promise.all([at(first), at(second)]))

export const hmacKey = attempt((secret) =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(at(secret)), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']))

/** Of an ArrayBuffer of whatever realm, or a view of one; a constructor of the host's refuses everything else. */
export const bytesOf = attempt((buffer) => {
  const view = ArrayBuffer.isView(at(buffer)) ? at(buffer) : new DataView(at(buffer))
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
})
export const lengthOf = (bytes) => at(bytes).length
export const copyBytes = (bytes, pointer, length) => bytesAt(pointer, length).set(at(bytes))

export const exportJwk = attempt((key) => crypto.subtle.exportKey('jwk', at(key)))

/** Whether a signature is the public key's; a key that cannot even be asked is no match. */
export function matches(name, hash, namedCurve, saltLength, jwk, signature, pointer, length) {
  const algorithm = { ...parameters(name, hash, saltLength), namedCurve: at(namedCurve) || undefined }
  const [key, made, bytes] = [at(jwk), at(signature), bytesAt(pointer, length).slice()]
  return keep((async () => {
    try {
      const imported = await crypto.subtle.importKey('jwk', key, algorithm, false, ['verify'])
      return await crypto.subtle.verify(algorithm, imported, made, bytes)
    } catch {
      return false
    }
  })())
}

export function generateKey(name, hash, namedCurve, modulusLength, extractable) {
  const algorithm = at(namedCurve)
    ? { name: at(name), namedCurve: at(namedCurve) }
    : at(hash)
      ? {
          name: at(name),
          hash: at(hash),
          modulusLength: at(modulusLength) ?? 2048,
          publicExponent: new Uint8Array([1, 0, 1]),
        }
      : at(name)
  try {
    return keep(crypto.subtle.generateKey(algorithm, at(extractable) ?? false, ['sign', 'verify']))
  } catch (error) {
    return raise(error)
  }
}

/** Calls a function of a caller's. */
export const apply = attempt((run, self, first, second) => Reflect.apply(at(run), at(self), [at(first), at(second)]))
