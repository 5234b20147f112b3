// The request body: every form of parameters, and the forced client_id (par.md §4).
import { same, sameAll } from './harness.mjs'
import { client, foreignClass, otherRealm, par, throwing } from './inputs.mjs'

const form = (entries) => { const data = new FormData(); for (const [k, v] of entries) data.append(k, v); return data }

const FORMS = [
  ['a record', () => ({ a: '1', b: '2' })],
  ['an empty record', () => ({})],
  ['a record with client_id', () => ({ a: '1', client_id: 'evil', b: '2' })],
  ['integer-like names', () => ({ b: '1', 2: 'two', 1: 'one', '-1': 'minus', '01': 'padded' })],
  ['__proto__ in a literal', () => ({ __proto__: { inherited: 'x' }, a: '1' })],
  ['own __proto__', () => JSON.parse('{"__proto__":"x","a":"1"}')],
  ['computed __proto__', () => ({ ['__proto__']: 'x' })],
  ['constructor and toString names', () => ({ constructor: 'c', toString: 't', hasOwnProperty: 'h' })],
  ['no prototype', () => Object.assign(Object.create(null), { a: '1' })],
  ['inherited members', () => Object.create({ a: '1' })],
  ['hidden members', () => Object.defineProperty({ a: '1' }, 'b', { value: '2', enumerable: false })],
  ['a getter', () => ({ get a() { return 'got' } })],
  ['symbol key', () => ({ a: '1', [Symbol('s')]: 'x' })],
  ['non-strings', () => ({ a: undefined, b: null, c: ['x', 'y'], d: 1, e: true, f: {}, g: 1n, h: -0, i: NaN, j: 1e21 })],
  ['a symbol value', () => ({ a: Symbol('s') })],
  ['a Date value', () => ({ a: new Date(NaN) })],
  ['a function value', () => ({ a: { toString: () => 'shown' } })],
  ['toPrimitive', () => ({ a: { [Symbol.toPrimitive]: (hint) => hint } })],
  ['value without toString', () => ({ a: Object.create(null) })],
  ['pairs', () => [['a', '1'], ['a', '2'], ['b', '3']]],
  ['no pairs', () => []],
  ['pairs with client_ids', () => [['client_id', 'z'], ['a', '1'], ['client_id', 'y'], ['a', '2']]],
  ['client_id last', () => [['a', '1'], ['client_id', 'q']]],
  ['client_id in other case', () => [['Client_ID', 'q'], ['client%5fid', 'r'], ['client_id ', 's']]],
  ['short pair', () => [['a']]],
  ['long pair', () => [['a', '1', 'x']]],
  ['empty pair', () => [[]]],
  ['string pairs', () => ['ab', 'cd']],
  ['string that is no pair', () => ['abc']],
  ['pair of a Set', () => [new Set(['a', '1'])]],
  ['pair of an iterator', () => [new Map([['a', 'b']]).keys()]],
  ['null pair', () => [null]],
  ['number pair', () => [1]],
  ['hole', () => [['a', '1'], , ['b', '2']]], // eslint-disable-line no-sparse-arrays
  ['pairs of non-strings', () => [[1, 2], [null, undefined], [true, {}], [['x'], ['y', 'z']]]],
  ['pair with a symbol', () => [['a', Symbol('s')]]],
  ['good pairs, then a bad one', () => [['a', '1'], ['b']]],
  ['URLSearchParams', () => new URLSearchParams('a=1&client_id=q&a=2')],
  ['empty URLSearchParams', () => new URLSearchParams()],
  ['URLSearchParams subclass', () => new (class Mine extends URLSearchParams {})('a=1')],
  ['URLSearchParams with own iterator', () => Object.assign(new URLSearchParams('a=1'), { *[Symbol.iterator]() { yield ['own', 'x'] } })],
  ['Map', () => new Map([['a', '1'], ['client_id', 'q'], ['b', 2]])],
  ['Set of pairs', () => new Set([['a', '1'], ['a', '1']])],
  ['FormData', () => form([['a', '1'], ['b', 'x y'], ['a', '2']])],
  ['FormData with a file', () => form([['a', new File(['x'], 'file', { lastModified: 0 })]])],
  ['Headers', () => new Headers({ b: '2', A: '1' })],
  ['generator', () => (function* () { yield ['a', '1']; yield ['b', '2'] })()],
  ['Map iterator', () => new Map([['a', '1']]).entries()],
  ['array-like without iterator', () => ({ length: 1, 0: ['a', '1'] })],
  ['iterator null', () => ({ [Symbol.iterator]: null, a: '1' })],
  ['iterator undefined', () => ({ [Symbol.iterator]: undefined, a: '1' })],
  ['iterator not callable', () => ({ [Symbol.iterator]: 1, a: '1' })],
  ['iterator of a number', () => ({ [Symbol.iterator]: () => 1 })],
  ['URL', () => new URL('https://x.example/?a=1')],
  ['string', () => 'a=1&b=2'],
  ['string with ?', () => '?a=b'],
  ['string with ??', () => '??a=b'],
  ['string of odd pairs', () => 'a&=b&&c==d&%zz=%41+%2B&e=%ff'],
  ['empty string', () => ''],
  ['String object', () => new String('a=1')],
  ['undefined', () => undefined],
  ['null', () => null],
  ['0', () => 0], ['42', () => 42], ['NaN', () => NaN], ['true', () => true], ['false', () => false], ['bigint', () => 5n], ['symbol', () => Symbol('s')],
  ['function', () => function f() {}],
  ['function with members', () => Object.assign(() => {}, { a: '1' })],
  ['proxy that throws', (t) => throwing(t)],
  ['pairs of another realm', () => otherRealm('[["a", "1"]]')],
  ['Map of another realm', () => otherRealm('new Map([["a", "1"]])')],
  ['record of another realm', () => otherRealm('({ a: "1" })')],
  ['foreign URLSearchParams', () => new (foreignClass('URLSearchParams', '*[Symbol.iterator]() { yield ["a", "1"]; yield ["client_id", "2"] }'))()],
]
for (const [label, make] of FORMS) {
  for (const auth of ['None', 'ClientSecretPost', 'ClientSecretBasic']) {
    same(`${label} with ${auth}`, (m, t) => par(m, t, { parameters: t.mark('parameters', make(t), { after: !/throws|iterator/.test(label) }), auth: m[auth]('secret') }))
  }
}
sameAll('what par.md says of malformed forms', [
  ['short pair', (m, t) => par(m, t, { parameters: [['a']] }), 'ERR_INVALID_TUPLE'],
  ['null', (m, t) => par(m, t, { parameters: null }), 'resolved'],
  ['symbol', (m, t) => par(m, t, { parameters: { a: Symbol('s') } }), 'TypeError'],
])

const TEXTS = ['', ' ', '+', '%', '%41', '&', '=', 'a&b=c', '*-._', '~!\'()', '\0', '\r\n', '\t', '\u007f', 'é', '€', '😀', '\ud83d', '\ude00', '\ude00\ud83d', 'a\ud800b', '\ufeff', '\ufffd', '\uffff', '\u0301e', '"', '\\', '<>', '#?/', 'x'.repeat(100_000)]
for (const auth of ['None', 'ClientSecretPost', 'ClientSecretBasic']) {
  sameAll(`names and values, ${auth}`, TEXTS.flatMap((text) => [
    [`value ${JSON.stringify(text.slice(0, 10))}`, (m, t) => par(m, t, { parameters: { a: text }, auth: m[auth]('secret') }), 'resolved'],
    [`name ${JSON.stringify(text.slice(0, 10))}`, (m, t) => par(m, t, { parameters: [[text, '1'], [text, '2']], auth: m[auth]('secret') }), 'resolved'],
    [`in a query string ${JSON.stringify(text.slice(0, 10))}`, (m, t) => par(m, t, { parameters: `a=${text}`, auth: m[auth]('secret') }), 'resolved'],
  ]))
}

same('many parameters keep their order', (m, t) => par(m, t, { parameters: Array.from({ length: 3000 }, (_, i) => [`p${i % 700}`, String(i)]) }), 'resolved')
same('an authorization request as people send it', (m, t) => par(m, t, { auth: m.ClientSecretBasic('s'), parameters: {
  response_type: 'code', redirect_uri: 'https://client.example/cb?x=1', scope: 'openid email', state: 'af0ifjsldkj', code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256', authorization_details: '[{"type":"x"}]', claims: '{"id_token":{"auth_time":{"essential":true}}}', request_uri: 'urn:x', resource: 'https://rs.example/' } }), 'resolved')
same('a request object', (m, t) => par(m, t, { parameters: { request: 'eyJ.e30.sig' } }), 'resolved')

same('the body is the live object that the authenticator had', (m, t) => {
  let body
  return par(m, t, { auth: (as, c, b) => { body = t.mark('authenticator\'s body', b) }, fetch: (url, init) => Promise.resolve([init.body === body, init.body instanceof URLSearchParams, Object.getPrototypeOf(init.body) === URLSearchParams.prototype]) })
}, 'resolved')
same('the caller\'s URLSearchParams is another object', (m, t) => {
  const parameters = t.mark('parameters', new URLSearchParams('client_id=q&a=1'))
  return par(m, t, { parameters, fetch: (url, init) => Promise.resolve(init.body !== parameters && parameters.get('client_id') === 'q') })
}, 'resolved')
same('the caller may change parameters after the call has begun', async (m, t) => {
  const parameters = new URLSearchParams('a=1')
  const promise = par(m, t, { parameters, auth: async () => {} })
  parameters.set('a', 'changed')
  return promise
}, 'resolved')
same('parameters are read before the promise is handed out', (m, t) => {
  const promise = par(m, t, { parameters: t.trace('parameters', { a: '1' }) })
  t.log('promise in hand')
  return promise
}, 'resolved')
same('each request has its own body', async (m, t) => {
  const parameters = { a: '1' }
  const bodies = []
  for (let i = 0; i < 2; i++) await par(m, t, { parameters, client: client({ client_id: `c${i}` }), fetch: async (url, init) => { bodies.push(init.body) } })
  return [bodies[0] === bodies[1], ...bodies.map(String)]
}, 'resolved')
