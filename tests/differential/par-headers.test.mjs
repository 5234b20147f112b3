// Request headers: every form of options.headers, defaults, what is overwritten and what is refused (par.md §5).
import { Worker } from 'node:worker_threads'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { same, sameAll } from './harness.mjs'
import { MISFITS, bomb, foreignClass, otherRealm, par, throwing } from './inputs.mjs'
import { entry, oracleEntry, standIn, version } from './modules.mjs'

const cookies = () => { const h = new Headers({ a: '1' }); h.append('set-cookie', 'x=1'); h.append('set-cookie', 'y=2'); return h }
const entriesOf = (source) => new (foreignClass('Headers', `entries() { return ${source} }`))()

const FORMS = [
  ['undefined', () => undefined], ['null', () => null],
  ['record', () => ({ b: '2', a: '1' })],
  ['empty record', () => ({})],
  ['record in mixed case', () => ({ 'X-Upper': 'A', 'x-lower': 'B' })],
  ['record with one name in two cases', () => ({ 'X-A': '1', 'x-a': '2' })],
  ['integer-like names', () => ({ b: '1', 2: 'two', 1: 'one' })],
  ['own __proto__', () => JSON.parse('{"__proto__":"x"}')],
  ['pairs with __proto__', () => [['__proto__', 'x'], ['constructor', 'y']]],
  ['non-strings', () => ({ a: undefined, b: null, c: ['x', 'y'], d: 1, e: true, f: {}, g: 1n })],
  ['a symbol value', () => ({ a: Symbol('s') })],
  ['a symbol name', () => ({ [Symbol('s')]: 'x', a: '1' })],
  ['hidden members', () => Object.defineProperty({ a: '1' }, 'b', { value: '2' })],
  ['inherited members', () => Object.create({ a: '1' })],
  ['no prototype', () => Object.assign(Object.create(null), { a: '1' })],
  ['getter', () => ({ get a() { return 'got' } })],
  ['pairs', () => [['b', '2'], ['a', '1']]],
  ['no pairs', () => []],
  ['repeated pairs', () => [['X-Repeat', '1'], ['x-repeat', '2'], ['x-other', ''], ['X-REPEAT', '3']]],
  ['short pair', () => [['a']]], ['long pair', () => [['a', '1', '2']]], ['empty pair', () => [[]]], ['null pair', () => [null]], ['string pair', () => ['ab']],
  ['pair of a Set', () => [new Set(['a', '1'])]],
  ['Headers', () => new Headers({ b: '2', a: '1' })],
  ['empty Headers', () => new Headers()],
  ['Headers with repeated names', () => new Headers([['a', '1'], ['a', '2']])],
  ['Headers with cookies', cookies],
  ['pairs with cookies', () => [['set-cookie', 'x=1'], ['Set-Cookie', 'y=2']]],
  ['Headers subclass', () => new (class Mine extends Headers {})({ a: '1' })],
  ['Headers with own entries', () => Object.assign(new Headers({ a: '1' }), { entries: () => [['own', 'x']] })],
  ['Headers with own iterator', () => Object.assign(new Headers({ a: '1' }), { *[Symbol.iterator]() { yield ['own', 'x'] } })],
  ['Headers of a frozen request', () => Object.freeze(new Headers({ a: '1' }))],
  ['Headers of a Response', () => new Response('', { headers: { a: '1' } }).headers],
  ['Headers prototype only', () => Object.create(Headers.prototype)],
  ['Map', () => new Map([['a', '1'], ['b', '2']])],
  ['URLSearchParams', () => new URLSearchParams('a=1&a=2')],
  ['generator', () => (function* () { yield ['a', '1'] })()],
  ['iterator null', () => ({ [Symbol.iterator]: null, a: '1' })],
  ['iterator not callable', () => ({ [Symbol.iterator]: 1, a: '1' })],
  ['foreign Headers', () => entriesOf('[["b", "2"], ["A", "1"]]')],
  ['foreign Headers, empty', () => entriesOf('[]')],
  ['foreign Headers, repeated', () => entriesOf('[["a", "1"], ["a", "2"], ["A", "3"]]')],
  ['foreign Headers with authorization', () => entriesOf('[["Authorization", "x"]]')],
  ['foreign Headers with user-agent', () => entriesOf('[["user-agent", "mine"]]')],
  ['foreign Headers, entries a Map iterator', () => entriesOf('new Map([["a", "1"]]).entries()')],
  ['foreign Headers, entries short', () => entriesOf('[["a"]]')],
  ['foreign Headers, entries of numbers', () => entriesOf('[1]')],
  ['foreign Headers, entries null', () => entriesOf('null')],
  ['foreign Headers, entries with __proto__', () => entriesOf('[["__proto__", "x"], ["a", "1"]]')],
  ['foreign Headers without entries', () => new (foreignClass('Headers', '*[Symbol.iterator]() { yield ["a", "1"] }'))()],
  ['foreign Headers subclass', () => new (otherRealm('(() => { class Headers { get [Symbol.toStringTag]() { return "Headers" } entries() { return [["a", "1"]] } }; return class Sub extends Headers {} })()'))()],
  ['own tag Headers', () => ({ [Symbol.toStringTag]: 'Headers', entries: () => [['a', '1']] })],
  ['tag of another name', () => new (foreignClass('NotHeaders', 'entries() { return [["a", "1"]] }'))()],
  ['tag getter throws', () => Object.create({ get [Symbol.toStringTag]() { throw new Error('tag') }, a: '1' })],
  ['record of another realm', () => otherRealm('({ a: "1" })')],
  ['pairs of another realm', () => otherRealm('[["a", "1"]]')],
  ['string', () => 'a: 1'], ['string pair-like', () => 'ab'], ['String object', () => new String('ab')], ['function', () => () => {}],
  ['function with members', () => Object.assign(() => {}, { a: '1' })],
  ['proxy that throws', (t) => throwing(t)],
  ['Headers proxy', () => new Proxy(new Headers({ a: '1' }), {})],
]
for (const [label, make] of FORMS) {
  same(`headers: ${label}`, (m, t) => par(m, t, { options: { headers: t.mark('headers', make(t), { after: !/proxy|generator|tag getter|iterator/.test(label) }) } }))
}
for (const [label, make] of MISFITS) {
  same(`headers: misfit ${label}`, (m, t) => par(m, t, { options: { headers: make(t) } }))
  same(`a header value: misfit ${label}`, (m, t) => par(m, t, { options: { headers: { x: make(t) } } }))
}

const NAMES = ['', ' ', 'a b', 'a:', 'a\n', '\0', 'é', '😀', '\ud800', '(', 'a,b', 'a;b', '"a"', '!#$%&\'*+-.^_`|~', '0', 'x'.repeat(70000), ':authority', 'a/b', '{', '\u007f']
const VALUES = ['', ' ', '  padded\t', 'a\nb', 'a\r\nb', '\n', 'a\0b', '\u0001', '\u007f', 'é', '\u00ff', '\u0100', '€', '\ud800', 'a, b', '"', 'x'.repeat(70000), '\t', '\u000b', 'a\u00a0']
const short = (text) => JSON.stringify(text.slice(0, 16))
sameAll('header names', NAMES.flatMap((name) => [
  [`${short(name)} in a record`, (m, t) => par(m, t, { options: { headers: { [name]: 'x' } } })],
  [`${short(name)} in a pair`, (m, t) => par(m, t, { options: { headers: [[name, 'x']] } })],
]))
sameAll('header values', VALUES.flatMap((value) => [
  [`${short(value)} in a record`, (m, t) => par(m, t, { options: { headers: { x: value } } })],
  [`${short(value)} in a pair`, (m, t) => par(m, t, { options: { headers: [['x', value], ['x', value]] } })],
]))

const wrappers = [['record', (name, value) => ({ [name]: value })], ['pairs', (name, value) => [[name, value]]], ['Headers', (name, value) => new Headers({ [name]: value })]]
for (const name of ['authorization', 'Authorization', 'AUTHORIZATION', 'aUtHoRiZaTiOn']) {
  sameAll(`${name} is refused`, ['Bearer x', 'Basic x', ''].flatMap((value) => wrappers.flatMap(([kind, wrap]) => ['None', 'ClientSecretBasic'].map((auth) =>
    [`${short(value)} ${kind} ${auth}`, (m, t) => par(m, t, { auth: m[auth]('s'), options: { headers: wrap(name, value) } }), 'ERR_INVALID_ARG_VALUE']))))
}
sameAll('headers that only look like authorization', ['proxy-authorization', 'authorization2', 'x-authorization', 'authorization-x'].map((name) =>
  [name, (m, t) => par(m, t, { options: { headers: { [name]: 'x' } } }), 'resolved']))
for (const name of ['user-agent', 'User-Agent', 'accept', 'ACCEPT', 'content-type', 'Content-Type', 'dpop', 'DPoP', 'content-length', 'host', 'cookie', 'origin']) {
  sameAll(`a caller's ${name}`, ['mine', '', 'a, b'].flatMap((value) => wrappers.map(([kind, wrap]) =>
    [`${short(value)} ${kind}`, (m, t) => par(m, t, { options: { headers: wrap(name, value) } }), 'resolved'])))
}
sameAll('two user-agents', [[['User-Agent', 'a'], ['user-agent', 'b']], [['user-agent', ''], ['user-agent', '']]].map((headers) =>
  [JSON.stringify(headers), (m, t) => par(m, t, { options: { headers } }), 'resolved']))

// Precedence: caller < accept < authentication < content-type.
sameAll('an authenticator changes headers', ['accept', 'content-type', 'user-agent', 'dpop', 'x-new', 'authorization'].flatMap((name) => [
  [`sets ${name}`, (m, t) => par(m, t, { options: { headers: { 'x-old': '1' } }, auth: (as, c, body, headers) => headers.set(name, 'auth') }), 'resolved'],
  [`appends ${name}`, (m, t) => par(m, t, { auth: (as, c, body, headers) => headers.append(name, 'auth') }), 'resolved'],
  [`deletes ${name}`, (m, t) => par(m, t, { options: { headers: { [name === 'authorization' ? 'x' : name]: 'caller' } }, auth: (as, c, body, headers) => headers.delete(name) }), 'resolved'],
]))
same('what an authenticator sees of the headers', (m, t) => par(m, t, { options: { headers: { accept: 'x', 'content-type': 'y', dpop: 'z', b: '1', a: '2' } }, auth: (as, c, body, headers) => {
  t.log('headers', [headers instanceof Headers, [...headers]]) } }), 'resolved')
same('fetch gets a plain object in alphabetical order', (m, t) => par(m, t, { options: { headers: { zebra: '1', Apple: '2', 'm-m': '3' } }, fetch: async (url, { headers }) =>
  [Object.getPrototypeOf(headers) === Object.prototype, Object.keys(headers)] }), 'resolved')
same('header objects are not shared between requests', async (m, t) => {
  const seen = []
  const headers = new Headers({ a: '1' })
  for (let i = 0; i < 2; i++) await par(m, t, { options: { headers }, fetch: async (url, init) => { init.headers.b = '2'; seen.push(init.headers) } })
  return [seen[0] === seen[1], seen, [...headers]]
}, 'resolved')
same('a header read fails half-way', (m, t) => par(m, t, { options: { headers: bomb({ a: '1' }, 'b', t.mark('thrown error', new Error('half'))) } }), 'Error')

// The user-agent default is settled at import, by the navigator of that moment: so each package is imported in a worker.
const NAVIGATORS = [
  ['no navigator', undefined, true],
  ['browser', { userAgent: 'Mozilla/5.0 (X11; Linux)' }, false],
  ['Mozilla/5.0 without a space', { userAgent: 'Mozilla/5.0' }, true],
  ['bare Mozilla/5.0 and a space', { userAgent: 'Mozilla/5.0 ' }, false],
  ['blank before', { userAgent: ' Mozilla/5.0 (x)' }, true],
  ['Cloudflare', { userAgent: 'Cloudflare-Workers' }, true],
  ['without userAgent', {}, true],
  ['number', { userAgent: 5 }],
]
const SCRIPT = `
const { parentPort, workerData: { entry, navigator } } = require('node:worker_threads')
delete globalThis.navigator
if (navigator !== undefined) Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true, writable: true })
import(entry).then(async (m) => {
  const ask = async () => (await m.discoveryRequest(new URL('https://as.example'), { [m.customFetch]: async (url, { headers }) => headers }))['user-agent']
  const first = await ask()
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: navigator ? 'Other' : 'Mozilla/5.0 (x)' }, configurable: true })
  return [first, await ask()]
}).then((found) => parentPort.postMessage(found), (error) => parentPort.postMessage([error.name]))`
const inWorker = (url, navigator) => new Promise((resolve, reject) => {
  const worker = new Worker(SCRIPT, { eval: true, workerData: { entry: url.href, navigator } })
  worker.once('message', (found) => { worker.terminate(); resolve(found) })
  worker.once('error', reject)
})
const neutral = (agents) => agents.map((agent) => (agent === 'oauth4webapi/v3.8.8' || agent === `oauth4wasm/v${version}` ? 'default' : agent))
for (const [label, navigator, sent] of NAVIGATORS) {
  test(`user-agent at import: ${label}`, async () => {
    const [theirs, ours] = await Promise.all([inWorker(oracleEntry, navigator), inWorker(entry, navigator)])
    if (sent !== undefined) assert.deepEqual(neutral(theirs), sent ? ['default', 'default'] : [undefined, undefined])
    assert.deepEqual(neutral(ours), neutral(theirs))
    if (ours[0]?.includes('/v')) assert.equal(ours[0], standIn ? theirs[0] : `oauth4wasm/v${version}`)
  })
}
