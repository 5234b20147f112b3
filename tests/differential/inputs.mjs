// Inputs that several case files share. Everything is made anew for each run.
import { createContext, runInContext } from 'node:vm'

const realm = createContext({})
/** Evaluates source text in another realm: its Array, Object, Promise, Function are not ours, and it has no web API. */
export const otherRealm = (source) => runInContext(source, realm)

export const ISSUER = 'https://as.example'
export const ENDPOINT = 'https://as.example/par'

export const server = (more) => ({ issuer: ISSUER, pushed_authorization_request_endpoint: ENDPOINT, ...more })
export const client = (more) => ({ client_id: 'client', ...more })

/**
 * pushedAuthorizationRequest with sound arguments, but for `given`: as, client, auth, parameters, options, fetch, reply.
 * Options are handed on as they are when `raw`; otherwise a recording fetch is added to them.
 */
export function par(m, t, given = {}) {
  const pick = (key, fallback) => (Object.hasOwn(given, key) ? given[key] : fallback())
  const options = pick('options', () => ({}))
  return m.pushedAuthorizationRequest(
    t.mark('as', pick('as', server)),
    t.mark('client', pick('client', client)),
    pick('auth', () => m.None()),
    pick('parameters', () => ({ response_type: 'code' })),
    given.raw ? options : { [m.customFetch]: pick('fetch', () => t.fetch(given.reply)), ...options },
  )
}

/** A value of every kind that does not belong where it is put: `[label, make]`. */
export const MISFITS = [
  ['undefined', () => undefined],
  ['null', () => null],
  ['empty string', () => ''],
  ['string', () => 'x'],
  ['0', () => 0],
  ['-0', () => -0],
  ['1', () => 1],
  ['NaN', () => NaN],
  ['Infinity', () => Infinity],
  ['true', () => true],
  ['false', () => false],
  ['bigint', () => 7n],
  ['symbol', () => Symbol('s')],
  ['function', (t) => t.mark('misfit', function misfit() {}, QUIET)],
  ['async function', (t) => t.mark('misfit', async () => {}, QUIET)],
  ['class', (t) => t.mark('misfit', class Misfit {}, QUIET)],
  ['array', (t) => t.mark('misfit', [])],
  ['array of a string', (t) => t.mark('misfit', ['x'])],
  ['empty object', (t) => t.mark('misfit', {})],
  ['frozen object', (t) => t.mark('misfit', Object.freeze({}))],
  ['object without prototype', (t) => t.mark('misfit', Object.create(null))],
  ['String object', (t) => t.mark('misfit', new String('x'))],
  ['Number object', (t) => t.mark('misfit', new Number(1))],
  ['Date', (t) => t.mark('misfit', new Date(0))],
  ['Map', (t) => t.mark('misfit', new Map())],
  ['RegExp', (t) => t.mark('misfit', /x/)],
  ['URL', (t) => t.mark('misfit', new URL('https://misfit.example'))],
  ['promise', (t) => t.mark('misfit', Promise.resolve('x'))],
  ['Error', (t) => t.mark('misfit', new Error('misfit'))],
  ['typed array', (t) => t.mark('misfit', new Uint8Array(2))],
  ['array of another realm', (t) => t.mark('misfit', otherRealm('[]'), QUIET)],
  ['object of another realm', (t) => t.mark('misfit', otherRealm('({})'), QUIET)],
  ['function of another realm', (t) => t.mark('misfit', otherRealm('(function(){})'), QUIET)],
  ['proxy that throws', (t) => throwing(t)],
  ['revoked proxy', () => revoked()],
]
const QUIET = { after: false }

/** Those of MISFITS that are no object: for members, where an object adds nothing. */
export const PRIMITIVE_MISFITS = MISFITS.filter(([label]) => /^(undefined|null|empty string|0|-0|1|NaN|true|false|bigint|symbol|function|array|empty object|String object|URL)$/.test(label))

/** A proxy in which every trap throws the same marked error. */
export function throwing(t, target = {}) {
  const error = t.mark('thrown error', new RangeError('from a trap'))
  const trap = () => { throw error }
  const traps = ['get', 'has', 'set', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'apply', 'construct', 'defineProperty']
  return t.mark('throwing proxy', new Proxy(target, Object.fromEntries(traps.map((name) => [name, trap]))), QUIET)
}

export function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

/** What callbacks and getters throw: it must come out as the same thing. */
export const THROWN = [
  ['Error', (t) => t.mark('thrown error', new Error('mine'))],
  ['TypeError with a code', (t) => t.mark('thrown error', Object.assign(new TypeError('mine'), { code: 'MINE' }))],
  ['frozen object', (t) => t.mark('thrown object', Object.freeze({ mine: true }))],
  ['DOMException', (t) => t.mark('thrown error', new DOMException('gone', 'AbortError'))],
  ['function', (t) => t.mark('thrown function', () => {}, QUIET)],
  ['undefined', () => undefined],
  ['null', () => null],
  ['string', () => 'mine'],
  ['0', () => 0],
  ['symbol', () => Symbol.iterator],
  ['own error class', (t, m) => t.mark('thrown error', new m.OperationProcessingError('mine', { code: 'MINE' }))],
  ['error class of the other package', (t) => t.mark('thrown error', new t.other.UnsupportedOperationError('mine'))],
]

/** An object with a getter `key` that throws `error`. */
export const bomb = (base, key, error) => Object.defineProperty(base, key, { get() { throw error }, enumerable: true, configurable: true })

/** A class of another realm whose instances carry a toStringTag on their prototype, as a foreign Headers or Response would. */
export const foreignClass = (tag, body = '') => otherRealm(`(class ${tag} { get [Symbol.toStringTag]() { return '${tag}' } ${body} })`)
