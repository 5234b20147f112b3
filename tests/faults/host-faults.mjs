// What may be wrong with a host. `spoil` is called before the package is imported where `early`, else before the calls;
// what it returns puts things right again. `pends`: the calls that may wait for ever, since what they wait for never comes.
// `sends`: the one fault that a request may carry to the server, as with oauth4webapi: a time that is none.

const never = () => new Promise(() => {})
const boom = () => {
  throw new Error('the host is broken')
}
const rejects = async () => boom()

/** Replaces a member, whatever its flags. */
function put(object, name, value) {
  const before = Object.getOwnPropertyDescriptor(object, name)
  Object.defineProperty(object, name, { value, configurable: true, writable: true, enumerable: before?.enumerable ?? true })
  return () => (before ? Object.defineProperty(object, name, before) : delete object[name])
}
function remove(object, name) {
  const before = Object.getOwnPropertyDescriptor(object, name)
  delete object[name]
  return () => Object.defineProperty(object, name, before)
}
const all = (...undo) => () => undo.forEach((one) => one())

const rubbish = {
  undefined: async () => undefined,
  'an object': async () => ({}),
  'a text': async () => 'rubbish',
  'an empty buffer': async () => new ArrayBuffer(0),
  'no promise': () => 5,
}

const PUSHES = ['none', 'basic', 'post', 'private_key_jwt', 'client_secret_jwt', 'dpop']
const behaviours = { throws: boom, rejects, 'never settles': never }

const fetches = [
  ...Object.entries({ ...behaviours, ...rubbish }).map(([name, value]) => ({
    name: `fetch: ${name}`,
    pends: name === 'never settles' ? [...PUSHES, 'discovery'] : [],
    spoil: () => put(globalThis, 'fetch', value),
  })),
  { name: 'fetch: rejects with nothing', spoil: () => put(globalThis, 'fetch', () => Promise.reject()) },
  { name: 'fetch: a response whose members throw', spoil: () =>
    put(globalThis, 'fetch', async () => new Proxy(new Response('{}', { status: 201 }), { get: (target, name) => (name === 'then' ? undefined : boom()) })) },
  { name: 'fetch: a thenable that settles twice', spoil: () =>
    put(globalThis, 'fetch', () => ({ then: (resolve, reject) => (resolve(5), reject(5), resolve(6)) })) },
]

const subtle = (method, users) =>
  Object.entries({ ...behaviours, ...rubbish }).map(([name, value]) => ({
    name: `crypto.subtle.${method}: ${name}`,
    pends: name === 'never settles' ? users : [],
    spoil: () => put(Object.getPrototypeOf(crypto.subtle), method, value),
  }))

const keys = [
  ...subtle('sign', ['private_key_jwt', 'client_secret_jwt', 'dpop', 'request object']),
  ...subtle('importKey', ['client_secret_jwt', 'dpop']),
  ...subtle('exportKey', ['dpop', 'thumbprint']),
  ...subtle('verify', ['dpop']),
  ...subtle('generateKey', ['key pair']),
]

const clocks = Object.entries({
  'a year back': () => 1_000_000_000_000,
  'a century on': () => 4_900_000_000_000,
  throws: boom,
  NaN: () => NaN,
  Infinity: () => Infinity,
  negative: () => -1,
  'a text': () => 'now',
  'an object': () => ({}),
  'a bigint': () => 5n,
  jumping: (() => {
    let turn = 0
    return () => (turn++ % 2 ? 4_900_000_000_000 : 1_000_000_000_000)
  })(),
}).map(([name, value]) => ({ name: `Date.now: ${name}`, sends: 'iat', spoil: () => put(Date, 'now', value) }))

const randoms = Object.entries({ throws: boom, 'no promise, no bytes': () => 5 }).map(([name, value]) => ({
  name: `crypto.getRandomValues: ${name}`,
  spoil: () => put(Object.getPrototypeOf(crypto), 'getRandomValues', value),
}))

const globals = ['crypto', 'Headers', 'URL', 'URLSearchParams', 'Response', 'JSON', 'Date', 'TextDecoder', 'TextEncoder', 'AbortSignal', 'WebAssembly', 'WeakMap', 'Map', 'fetch']
const missing = globals.map((name) => ({ name: `missing: ${name}`, spoil: () => remove(globalThis, name) }))
const getters = ['crypto', 'Headers', 'URL', 'JSON'].map((name) => ({
  name: `a getter that throws: ${name}`,
  spoil: () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, name)
    Object.defineProperty(globalThis, name, { get: boom, configurable: true })
    return () => Object.defineProperty(globalThis, name, before)
  },
}))

const classes = () => [Object, Array, Function, String, Number, Boolean, Promise, Map, Set, WeakMap, Error, TypeError, Uint8Array, ArrayBuffer, Date, RegExp, Symbol, Reflect, JSON, Headers, URL, URLSearchParams, Response, WebAssembly, TextDecoder]
const freeze = () => {
  for (const one of classes()) Object.freeze(one), one.prototype && Object.freeze(one.prototype)
  return () => {}
}

/** Methods of a prototype that tell an observer of what they are given, and then do their work. */
function watch(prototype, see) {
  const undo = []
  for (const name of Reflect.ownKeys(prototype)) {
    const { value, configurable } = Object.getOwnPropertyDescriptor(prototype, name)
    if (typeof value !== 'function' || name === 'constructor' || !configurable) continue
    undo.push(put(prototype, name, function (...values) {
      see(name, this, values)
      return Reflect.apply(value, this, values)
    }))
  }
  return all(...undo)
}

const NAMES = ['secret', 'method', 'key', 'kid', 'hook', 'options', 'handle', 'privateKey', 'publicKey', 'nonces', 'memory', 'values', 'thrown', 'asked', 'answer', 'cause', 'code',
  'body', 'headers', 'redirect', 'signal', 'hash', 'saltLength', 'namedCurve', 'then', 'toJSON', 'status',
  'authorization', 'accept', 'user-agent', 'content-type', 'dpop', 'alg', 'typ', 'jwk', 'kty', 'crv', 'x', 'y', 'iss', 'sub', 'aud', 'jti', 'iat', 'nbf', 'exp', 'htm', 'htu', 'nonce', 'ath',
  'header', 'encodedHeader', 'matched', 'hmacKey', 'algorithm', 'size', 'request', 'expires_in', 'request_uri']

/** Setters and getters for the names that the package uses inside: what is an own property never meets them. */
function accessors(see) {
  const undo = NAMES.map((name) => {
    Object.defineProperty(Object.prototype, name, {
      get() {
        see(`get ${name}`, this, [])
      },
      set(value) {
        see(`set ${name}`, this, [value])
        Object.defineProperty(this, name, { value, configurable: true, writable: true, enumerable: true })
      },
      configurable: true,
    })
    return () => delete Object.prototype[name]
  })
  return all(...undo)
}

const polluted = [false, true].flatMap((early) => [
  { name: 'accessors on Object.prototype', early, spoil: accessors },
  { name: 'values on Object.prototype', early, spoil: () => all(...['kid', 'hash', 'saltLength', 'isAdmin', 'toJSON'].map((name) => put(Object.prototype, name, undefined)), put(Object.prototype, 'polluted', 'yes'), put(Object.prototype, 'redirect', 'follow')) },
  // Node's own URLSearchParams pushes the fields of a form.
  { name: 'Array.prototype watched', early, sees: ['argument of push'], spoil: (see) => watch(Array.prototype, see) },
  { name: 'Headers.prototype watched', early, spoil: (see) => watch(Headers.prototype, see) },
  { name: 'URLSearchParams.prototype watched', early, sees: ['argument of set'], spoil: (see) => watch(URLSearchParams.prototype, see) },
  { name: 'frozen', early, spoil: freeze },
].map((fault) => ({ ...fault, name: `${fault.name}${early ? ', before the import' : ''}` })))

const throwing = [
  ['Headers.prototype', () => Headers.prototype, ['set', 'get', 'append', 'entries', 'has']],
  ['URLSearchParams.prototype', () => URLSearchParams.prototype, ['set', 'get', 'append', 'delete', 'has', 'getAll', 'toString']],
  ['Response.prototype', () => Response.prototype, ['json', 'clone']],
  ['Array.prototype', () => Array.prototype, ['filter', 'map', 'sort', 'join', 'includes']],
  ['JSON', () => JSON, ['parse', 'stringify']],
].map(([name, object, methods]) => ({ name: `${name}: methods throw`, spoil: () => all(...methods.map((method) => put(object(), method, boom))) }))

export const faults = [{ name: 'none', spoil: () => () => {} }, ...fetches, ...keys, ...clocks, ...randoms, ...missing, ...getters, ...polluted, ...throwing]
