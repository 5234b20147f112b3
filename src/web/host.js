// The host's own abilities, for the call that runs. No rule of any RFC lives here.

import { at, attempt, bytesAt, current, decode, keep, memory, nameAt, raise } from './frame.js'
import { explained, remember } from './glue.js'

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
/** Character by character: no patched method has a say. */
export function beginsWith(value, pointer, length) {
  const text = at(value)
  const start = nameAt(pointer, length)
  for (let index = 0; index < length; index++) if (text[index] !== start[index]) return false
  return true
}
export const global = attempt((pointer, length) => globalThis[nameAt(pointer, length)])
export const record = () => keep({})
export const formFrom = attempt((parameters) => new URLSearchParams(at(parameters)))
export const url = attempt((href) => new URL(at(href)))
export const date = attempt((milliseconds) => new Date(milliseconds))
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

/** Takes an entry out of a Map, which keeps the order of insertion: undefined where there is none. */
export const takeEntry = attempt((entries, key) => {
  const map = at(entries)
  const value = map.get(at(key))
  map.delete(at(key))
  return value
})

/** Adds an entry to a Map and yields how many it has; -1 where that threw. */
export function appendEntry(entries, key, value) {
  try {
    return at(entries).set(at(key), at(value)).size
  } catch (error) {
    raise(error)
    return -1
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

// The last one that was parsed: a client pushes to one endpoint again and again.
let parsedText
let parsedHref

/** The serialised form of an absolute URL's text, undefined for anything else. */
export function parseUrl(value) {
  const text = at(value)
  try {
    if (text !== parsedText) {
      if (typeof text !== 'string') return keep(undefined)
      parsedHref = new URL(text).href
      parsedText = text
    }
    return keep(parsedHref)
  } catch {
    return keep(undefined)
  }
}

/** What a field is in memory: address and length of its name and of its value, and whether the value is a fixed text. */
const WORDS_OF_FIELD = 5

/**
 * Headers of ours alone, where a caller passed none: a plain object with the fields in the order of their names, as entries
 * of `Headers` come. Several times as fast as the host's.
 */
function fieldsAt(pointer, count) {
  const words = new Int32Array(memory(), pointer, count * WORDS_OF_FIELD)
  const order = []
  for (let field = 0; field < count; field++) {
    const name = nameAt(words[field * WORDS_OF_FIELD], words[field * WORDS_OF_FIELD + 1])
    let index = field
    for (; index > 0 && order[index - 1].name > name; index--) order[index] = order[index - 1]
    order[index] = { name, first: field * WORDS_OF_FIELD + 2 }
  }
  const object = {}
  for (let index = 0; index < count; index++) {
    const { name, first } = order[index]
    put(object, name, (words[first + 2] ? nameAt : decode)(words[first], words[first + 1]))
  }
  return object
}

export const headersOf = attempt((pointer, count) => new Headers(fieldsAt(pointer, count)))

/** A caller's headers as the host has them. */
export const headersFrom = attempt((given) => {
  const init = at(given)
  // Old WebOS cannot clone Headers, so they are flattened first.
  return new Headers(isLoosely(init, 'Headers') ? Object.fromEntries(init.entries()) : (init ?? undefined))
})

export const authenticate = attempt((clientAuthentication, as, client, body, headers) =>
  at(clientAuthentication)(at(as), at(client), at(body), at(headers)))

/** Enough of the user agent to tell a browser, as it was when the module was loaded. */
const userAgent = globalThis.navigator?.userAgent?.slice?.(0, 12)
/** Whether it begins with a text of twelve characters. */
export const navigatorBegins = (pointer, length) => userAgent === nameAt(pointer, length)

/**
 * A request that sends itself: what web-sys calls `fetch` of, and with. It never throws. It takes the global `fetch` as that
 * is now, or the caller's; the fields are read while Rust holds them.
 */
export const requestFor = (custom, pointer, length, url, body, headers, fields, count, signal) => ({
  fetch() {
    try {
      return (at(custom) || fetch)(at(url), {
        body: at(body),
        headers: headers ? Object.fromEntries(at(headers).entries()) : fieldsAt(fields, count),
        method: nameAt(pointer, length),
        redirect: 'manual',
        signal: at(signal),
      })
    } catch (error) {
      return Promise.reject(error)
    }
  },
})

/** Keeps what `fetch` returned; other requests than those of which something is known pay nothing for that. */
export function keepAnswer(answer, custom, signal, lowestRefusal) {
  const { sent, advice } = current()
  const hint = at(custom) ? undefined : advice
  return keep(sent || hint ? followed(adopted(answer), sent, lowestRefusal, hint, at(signal)) : answer)
}

/** A promise of our own for what a caller may have made: by its own `then`, if it has one. */
const adopted = async (answer) => answer
export const adopt = (answer) => keep(adopted(at(answer)))

/** Remembers for the answer what is known of its request; an error of the host's that is no abort gets the hint. */
async function followed(answer, sent, lowestRefusal, hint, signal) {
  try {
    const response = await answer
    remember(response, sent, lowestRefusal)
    return response
  } catch (error) {
    throw signal?.aborted || !(error instanceof TypeError) ? error : explained(error, hint)
  }
}

export const signalFrom = attempt((signal, url) => (typeof at(signal) === 'function' ? at(signal)(at(url)) : at(signal)))

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

/** In seconds; a number that no clock says where it threw. */
export function now() {
  try {
    return Math.floor(Date.now() / 1000)
  } catch (error) {
    raise(error)
    return -Number.MAX_VALUE
  }
}

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

const parameters = (name, hash, saltLength) => ({ name, hash: hash || undefined, saltLength: saltLength || undefined })

const COPIES = 8192
let copies = new Uint8Array()
let copied = 0

/** A copy of memory, which may move: never written again, and from a store because a buffer of its own costs 2 µs. */
function copyOf(pointer, length) {
  if (copied + length > copies.length) {
    copies = new Uint8Array(Math.max(COPIES, length))
    copied = 0
  }
  const copy = new Uint8Array(copies.buffer, copied, length)
  copied += length
  copy.set(bytesAt(pointer, length))
  return copy
}

export function sign(name, nameLength, hash, hashLength, saltLength, key, pointer, length) {
  try {
    const algorithm = parameters(nameAt(name, nameLength), nameAt(hash, hashLength), saltLength)
    const signature = crypto.subtle.sign(algorithm, at(key), copyOf(pointer, length))
    current().signature = signature
    return keep(signature)
  } catch (error) {
    return raise(error)
  }
}

/** One promise of two: neither rejection goes unheard. */
export const both = attempt((first, second) => Promise.all([at(first), at(second)]))

/**
 * Copies the bytes of an ArrayBuffer of whatever realm, or of a view of one: yields how many they are; how many they would be,
 * negative, where they did not fit; -1 for anything else, which a constructor of the host's refuses.
 */
export function copyBuffer(buffer, pointer, length) {
  try {
    const value = at(buffer)
    const view = ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? value : new DataView(value)
    if (view.byteLength > length) return -view.byteLength
    bytesAt(pointer, length).set(new Uint8Array(view.buffer ?? view, view.byteOffset, view.byteLength))
    return view.byteLength
  } catch (error) {
    raise(error)
    return -1
  }
}
export const lengthOf = (bytes) => at(bytes).length
export const copyBytes = (bytes, pointer, length) => bytesAt(pointer, length).set(at(bytes))

export const exportJwk = attempt((key) => crypto.subtle.exportKey('jwk', at(key)))

/** Whether a signature is the public key's; a key that cannot even be asked is no match. */
export function matches(name, hash, namedCurve, saltLength, jwk, signature, pointer, length) {
  const algorithm = { ...parameters(at(name), at(hash), saltLength), namedCurve: at(namedCurve) || undefined }
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
