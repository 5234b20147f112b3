// modifyAssertion in its four places: what it sees, what its changes do, what it throws (par.md §7.3, §9.2, §10).
import { same, sameAll } from './harness.mjs'
import { bomb, client, ISSUER, MISFITS, otherRealm, par, revoked, server, throwing, THROWN } from './inputs.mjs'
import { fresh, pairs } from './keys.mjs'
import { PLACES, SECRET } from './places.mjs'

/** Changes of `[header, payload]`, each with how the call must end in par.md's words. */
const CHANGES = [
  ['nothing', () => {}, 'resolved'],
  ['alg, in the header only', (h) => { h.alg = 'EdDSA' }, 'resolved'],
  ['alg none', (h) => { h.alg = 'none' }, 'resolved'],
  ['alg removed', (h) => { delete h.alg }, 'resolved'],
  ['alg undefined', (h) => { h.alg = undefined }, 'resolved'],
  ['alg a number', (h) => { h.alg = 5 }, 'resolved'],
  ['kid', (h) => { h.kid = 'from the hook' }, 'resolved'],
  ['kid null', (h) => { h.kid = null }, 'resolved'],
  ['typ', (h) => { h.typ = 'client-authentication+jwt' }, 'resolved'],
  ['typ removed', (h) => { delete h.typ }, 'resolved'],
  ['every header member removed', (h) => { for (const key of Object.keys(h)) delete h[key] }, 'resolved'],
  ['header members in another order', (h) => { const { alg } = h; delete h.alg; h.x5t = 'x'; h.alg = alg }, 'resolved'],
  ['crit and b64', (h) => { h.crit = ['b64']; h.b64 = false }, 'resolved'],
  ['x5c', (h) => { h.x5c = ['a', 'b']; h.nested = { deep: [{ er: null }] } }, 'resolved'],
  ['aud', (h, p) => { p.aud = ['https://as.example/par', ISSUER] }, 'resolved'],
  ['sub and iss', (h, p) => { p.iss = 'other'; p.sub = 'other' }, 'resolved'],
  ['exp', (h, p) => { p.exp = p.iat + 3600 }, 'resolved'],
  ['exp a text', (h, p) => { p.exp = String(p.exp) }, 'resolved'],
  ['times removed', (h, p) => { delete p.nbf; delete p.iat; delete p.exp }, 'resolved'],
  ['jti', (h, p) => { p.jti = 'fixed' }, 'resolved'],
  ['jti removed', (h, p) => { delete p.jti }, 'resolved'],
  ['every claim removed', (h, p) => { for (const key of Object.keys(p)) delete p[key] }, 'resolved'],
  ['claims in another order', (h, p) => { for (const key of Object.keys(p).reverse()) { const value = p[key]; delete p[key]; p[key] = value } }, 'resolved'],
  ['integer-like names', (h, p) => { p.b = 1; p[2] = 'two'; p[1] = 'one'; p['-1'] = 'minus'; h[0] = 'zero' }, 'resolved'],
  ['__proto__ as an own member', (h, p) => { Object.defineProperty(p, '__proto__', { value: 'own', enumerable: true, configurable: true, writable: true }) }, 'resolved'],
  ['__proto__ as a prototype', (h, p) => { p.__proto__ = { inherited: 1 } }, 'resolved'],
  ['numbers', (h, p) => { p.n = [0, -0, 1.5, 1e21, 1e-7, 5e-324, 2 ** 53, NaN, Infinity, -Infinity, 0.1 + 0.2, 1e300] }, 'resolved'],
  ['texts', (h, p) => { p.t = ['', 'é', '😀', '\0\u001f\u007f\u2028\u2029', '"\\/', '\ufeff\uffff', '<script>'] }, 'resolved'],
  ['what JSON leaves out', (h, p) => { Object.assign(p, { u: undefined, f() {}, s: Symbol('s'), [Symbol('k')]: 1, list: [undefined, () => {}, Symbol('s')] }); Object.defineProperty(p, 'hidden', { value: 1 }) }, 'resolved'],
  ['objects with toJSON', (h, p) => { p.date = new Date(0); p.url = new URL('https://x.example'); p.own = { toJSON: (key) => ({ key }) } }, 'resolved'],
  ['toJSON of a toJSON', (h, p) => { p.own = { toJSON: () => ({ toJSON: () => 'inner' }) } }, 'resolved'],
  ['toJSON that gives nothing', (h, p) => { p.own = { toJSON() {} } }, 'resolved'],
  ['wrapped primitives', (h, p) => { p.w = [new String('x'), new Number(-0), new Boolean(false), Object('y')] }, 'resolved'],
  ['Map, Set, typed array, RegExp, Error', (h, p) => { p.o = [new Map([[1, 2]]), new Set([1]), new Uint8Array([1, 2]), /x/, new Error('x')] }, 'resolved'],
  ['holes and array members', (h, p) => { p.a = Object.assign([1, , 3], { more: 1 }) }, 'resolved'],
  ['an object of another realm', (h, p) => { p.o = otherRealm('({ a: [1, "x", null] })') }, 'resolved'],
  ['inherited members', (h, p) => { p.o = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }) }, 'resolved'],
  ['no prototype', (h, p) => { p.o = Object.assign(Object.create(null), { a: 1 }) }, 'resolved'],
  ['a getter', (h, p) => { Object.defineProperty(p, 'got', { get: () => 'value', enumerable: true }) }, 'resolved'],
  ['a proxy', (h, p) => { p.o = new Proxy({ a: 1 }, {}) }, 'resolved'],
  ['one object twice', (h, p) => { const o = { a: 1 }; p.one = o; p.two = [o, o] }, 'resolved'],
  ['a large claim', (h, p) => { p.large = 'é'.repeat(100_000) }, 'resolved'],
  ['many claims', (h, p) => { for (let i = 0; i < 2000; i++) p[`c${i}`] = i }, 'resolved'],
  ['deep claims', (h, p) => { let o = {}; for (let i = 0; i < 500; i++) o = { o }; p.o = o }, 'resolved'],
  ['frozen by the hook', (h, p) => { Object.freeze(h); Object.freeze(p) }, 'resolved'],
  ['sealed by the hook', (h, p) => { Object.seal(h); Object.preventExtensions(p) }, 'resolved'],
  ['toJSON on the payload', (h, p) => { p.toJSON = () => ({ only: 'this' }) }, 'resolved'],
  ['toJSON on the payload gives a text', (h, p) => { p.toJSON = () => 'text' }, 'resolved'],
  ['toJSON on the payload gives nothing', (h, p) => { p.toJSON = () => undefined }],
  ['a bigint', (h, p) => { p.big = 5n }, 'TypeError'],
  ['a bigint in the header', (h) => { h.big = 5n }, 'TypeError'],
  ['a cycle', (h, p) => { p.self = p }, 'TypeError'],
  ['a cycle in the header', (h) => { h.self = [h] }, 'TypeError'],
  ['a revoked proxy', (h, p) => { p.o = revoked() }, 'TypeError'],
]
const THINGS = THROWN.map(([label, make]) => [label, make])

for (const [place, call] of Object.entries(PLACES)) {
  const hooked = (m, t, hook, given) => call(m, t, { ...given, options: { [m.modifyAssertion]: hook } })

  same(`${place}: what the hook sees`, (m, t) => hooked(m, t, function (...args) { t.log('hook', { args, count: args.length }) }), 'resolved')
  same(`${place}: the objects are ordinary ones`, (m, t) => hooked(m, t, (...args) => t.log('hook', args.map((arg) =>
    [Object.getPrototypeOf(arg) === Object.prototype, Object.isExtensible(arg), Object.isFrozen(arg), Reflect.ownKeys(arg), JSON.stringify(Object.getOwnPropertyDescriptor(arg, Object.keys(arg).at(-1)))]))), 'resolved')
  same(`${place}: its \`this\``, (m, t) => call(m, t, { options: t.mark('hook options', { [m.modifyAssertion]() { 'use strict'; t.log('this', this) } }) }), 'resolved')
  sameAll(`${place}: the hook changes`, CHANGES.map(([label, change, ends]) => [label, (m, t) => hooked(m, t, change), ends]))
  sameAll(`${place}: what the hook returns is not used`, MISFITS.map(([label, make]) => [label, (m, t) => hooked(m, t, () => make(t)), 'resolved']))
  same(`${place}: objects that the hook returns are not used`, (m, t) => hooked(m, t, (h, p) => ({ header: { ...h, x: 1 }, payload: { ...p, x: 1 } })), 'resolved')
  sameAll(`${place}: the hook throws`, THINGS.map(([label, make]) => [label, (m, t) => hooked(m, t, () => { throw make(t, m) })]))
  sameAll(`${place}: a claim's getter throws`, THINGS.map(([label, make]) => [label, (m, t) => { const e = make(t, m); return hooked(m, t, (h, p) => { bomb(p, 'bomb', e) }) }]))
  sameAll(`${place}: a claim's toJSON throws`, THINGS.map(([label, make]) => [label, (m, t) => { const e = make(t, m); return hooked(m, t, (h) => { h.bomb = { toJSON() { throw e } } }) }]))
  same(`${place}: a proxy among the claims throws`, (m, t) => hooked(m, t, (h, p) => { p.o = throwing(t) }), 'RangeError')
  sameAll(`${place}: an async hook is not awaited`, [
    ['changes before the first await', (m, t) => hooked(m, t, async (h, p) => { p.early = 1; await null; p.late = 1; h.late = 1 }), 'resolved'],
    ['a microtask later', (m, t) => hooked(m, t, (h, p) => { queueMicrotask(() => { p.late = 1; h.late = 1 }) }), 'resolved'],
    ['a promise that never settles', (m, t) => hooked(m, t, () => new Promise(() => {})), 'resolved'],
    ['a thenable', (m, t) => hooked(m, t, () => ({ then() { t.log('then called') } })), 'resolved'],
    ['an async generator', (m, t) => hooked(m, t, async function* (h, p) { p.never = 1 }), 'resolved'],
  ])
  sameAll(`${place}: what stands for the hook`, MISFITS.map(([label, make]) => [label, (m, t) => hooked(m, t, make(t))]))
  sameAll(`${place}: callables`, [
    ['bound', (m, t) => hooked(m, t, function (h, p) { p.bound = this.value }.bind({ value: 7 })), 'resolved'],
    ['proxy of a function', (m, t) => hooked(m, t, new Proxy(() => {}, { apply(f, self, args) { t.log('apply', args.length); args[1].applied = 1 } })), 'resolved'],
    ['of another realm', (m, t) => hooked(m, t, otherRealm('((h, p) => { p.realm = "other"; p.o = { a: [1] } })')), 'resolved'],
    ['class', (m, t) => hooked(m, t, class {}), 'TypeError'],
    ['generator', (m, t) => hooked(m, t, function* (h, p) { p.never = 1 }), 'resolved'],
  ])
  sameAll(`${place}: options`, MISFITS.map(([label, make]) => [label, (m, t) => call(m, t, { options: make(t) })]))
  sameAll(`${place}: the option throws`, THINGS.map(([label, make]) => [label, (m, t) => call(m, t, { options: bomb({}, m.modifyAssertion, make(t, m)) })]))
  same(`${place}: options are a proxy`, (m, t) => call(m, t, { options: t.trace('hook options', { [m.modifyAssertion]() { t.log('hook') } }) }), 'resolved')
  same(`${place}: an inherited hook`, (m, t) => call(m, t, { options: Object.create({ [m.modifyAssertion]: (h, p) => { p.inherited = 1 } }) }), 'resolved')
  same(`${place}: the other package's symbol`, (m, t) => call(m, t, { options: { [t.other.modifyAssertion]: () => t.log('wrong hook') } }), 'resolved')
  same(`${place}: the hook changes client and server`, (m, t) => {
    const [c, as] = [client(), server()]
    return hooked(m, t, (h, p) => { c.client_id = 'changed'; as.issuer = 'changed'; p.changed = 1 }, { client: c, as })
  }, 'resolved')
  same(`${place}: the hook makes a request of its own`, async (m, t) => {
    let within
    const outer = await hooked(m, t, () => { within ??= m.issueRequestObject(server(), client({ client_id: 'inner' }), { i: '1' }, t.key('RS256', pairs.RS256.closed).privateKey) })
    return [outer, await within]
  }, 'resolved')
  same(`${place}: the hook signs with a header of its own`, (m, t) => hooked(m, t, (h, p) => {
    Object.assign(h, { toJSON: () => ['not', 'an', 'object'] })
    for (const key of Object.keys(p)) delete p[key]
    p.fixed = 1
  }, { alg: 'RS256' }), 'resolved') // deterministic signatures: the token is equal as it is
}

// When options are consulted: par.md §7.4 (at use), §7.5 and §9.1 (captured).
const late = (m, t, place, options) => ({
  PrivateKeyJwt: () => m.PrivateKeyJwt(t.key('ES256', pairs.ES256.closed).privateKey, options),
  ClientSecretJwt: () => m.ClientSecretJwt(t.secret(SECRET), options),
  DPoP: () => m.DPoP(client(), t.key('ES256', pairs.ES256.closed), options),
})[place]()
const use = (m, t, place, made) => (place === 'DPoP' ? par(m, t, { options: { DPoP: made } }) : par(m, t, { auth: made }))
for (const place of ['PrivateKeyJwt', 'ClientSecretJwt', 'DPoP']) {
  same(`${place}: the hook is set after construction`, async (m, t) => {
    const options = {}
    const made = t.mark('made', late(m, t, place, options), { after: false })
    options[m.modifyAssertion] = (h, p) => { p.late = 1 }
    await use(m, t, place, made)
    options[m.modifyAssertion] = (h, p) => { p.later = 1 }
    await use(m, t, place, made)
    delete options[m.modifyAssertion]
    return use(m, t, place, made)
  }, 'resolved')
  same(`${place}: the hook is replaced after construction`, async (m, t) => {
    const options = { [m.modifyAssertion](h, p) { p.first = 1; t.log('this', this === options) } }
    const made = t.mark('made', late(m, t, place, options), { after: false })
    options[m.modifyAssertion] = (h, p) => { p.second = 1 }
    return use(m, t, place, made)
  }, 'resolved')
  same(`${place}: when the hook is read`, async (m, t) => {
    const made = t.mark('made', late(m, t, place, { get [m.modifyAssertion]() { t.log('hook read'); return () => t.log('hook called') } }), { after: false })
    t.log('made')
    await use(m, t, place, made)
    t.log('used')
    return use(m, t, place, made)
  }, 'resolved')
  sameAll(`${place}: construction with odd options`, MISFITS.map(([label, make]) => [label, (m, t) => { t.mark('made', late(m, t, place, make(t)), { after: false }); return 'made' }]))
}

// The header of a DPoP handle lives as long as the handle; payloads do not (par.md §9.2 QUIRK).
const proofs = async (m, t, handle, count = 3) => { for (let i = 0; i < count; i++) await par(m, t, { options: { DPoP: handle } }) }
sameAll('DPoP: header changes persist', [
  ['a counter', (m, t) => { let n = 0; return [{ [m.modifyAssertion](h, p) { h.count = (h.count ?? 0) + 1; p.count = (p.count ?? 0) + 1; p.n = ++n } }] }],
  ['alg, once', (m, t) => { let n = 0; return [{ [m.modifyAssertion](h) { if (!n++) h.alg = 'EdDSA' } }] }],
  ['typ deleted', (m) => [{ [m.modifyAssertion](h) { delete h.typ } }]],
  ['jwk replaced', (m, t) => { t.forgeries = true; return [{ [m.modifyAssertion](h) { h.jwk = { kty: 'other' } } }] }],
  ['jwk extended', (m) => [{ [m.modifyAssertion](h) { h.jwk.kid = `${h.jwk.kid ?? ''}x` } }]],
  ['frozen', (m) => [{ [m.modifyAssertion](h) { Object.freeze(h) } }]],
  ['the same object each time', (m, t) => { let first; return [{ [m.modifyAssertion](h, p) { first ??= [h, p, h.jwk]; t.log('same', [first[0] === h, first[1] === p, first[2] === h.jwk]) } }] }],
].map(([label, options]) => [label, async (m, t) => proofs(m, t, m.DPoP(client(), t.key('ES256', await fresh('ES256')), ...options(m, t))), 'resolved']))
same('DPoP: a hook that throws the first time', async (m, t) => {
  let n = 0
  const handle = m.DPoP(client(), t.key('ES256', pairs.ES256.closed), { [m.modifyAssertion](h) { h.seen = ++n; if (n === 1) throw t.mark('thrown error', new Error('first')) } })
  await t.step('first', () => par(m, t, { options: { DPoP: handle } }))
  return par(m, t, { options: { DPoP: handle } })
}, 'resolved')
same('DPoP: two handles have headers of their own', async (m, t) => {
  const pair = t.key('ES256', pairs.ES256.closed)
  const one = m.DPoP(client(), pair, { [m.modifyAssertion](h) { h.one = 1 } })
  const two = m.DPoP(client(), pair, { [m.modifyAssertion](h) { t.log('two sees', h) } })
  await proofs(m, t, one, 2)
  return proofs(m, t, two, 2)
}, 'resolved')
