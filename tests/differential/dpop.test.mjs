// DPoP proofs: the handle, its keys, what a proof holds, thumbprints (par.md §9.1–9.3, §9.6). Nonces: dpop-nonces.test.mjs;
// the hook: assertion-hooks.test.mjs; keys that do not belong together: differences.test.mjs.
import { webcrypto } from 'node:crypto'
import * as jose from 'jose'
import { NOW, same, sameAll } from './harness.mjs'
import { bomb, client, MISFITS, par, revoked, server, throwing, THROWN } from './inputs.mjs'
import { ALGS, disguised, fresh, long3072, lookalikeKey, pairs, second, SECRETS, UNFIT } from './keys.mjs'

const { subtle } = webcrypto
const es256 = (t) => t.key('ES256', pairs.ES256.closed)
const handleOf = (m, t, { pair = es256(t), client: c = client(), options } = {}) => t.mark('handle', m.DPoP(c, pair, options), { after: false })
/** A request with a proof. */
const prove = (m, t, handle, given = {}) => par(m, t, { ...given, options: { DPoP: handle, ...given.options } })
/** A proof by the internal method, as openid-client makes it. */
const proof = async (m, t, given, ...args) => {
  const headers = t.mark('headers', new Headers({ a: '1' }))
  const [url = new URL('https://rs.example/r'), htm = 'GET', token] = args
  return [await handleOf(m, t, given).addProof(url, headers, htm, token), headers.get('dpop')]
}

for (const alg of ALGS) {
  for (const kind of ['open', 'closed']) {
    const pair = pairs[alg][kind]
    sameAll(`${alg}, ${kind} key`, [
      ['pushed', (m, t) => prove(m, t, handleOf(m, t, { pair: t.key(alg, pair) })), 'resolved'],
      ['by addProof', (m, t) => proof(m, t, { pair: t.key(alg, pair) }), 'resolved'],
      ['with an access token', (m, t) => proof(m, t, { pair: t.key(alg, pair) }, new URL('https://rs.example'), 'POST', 'token'), 'resolved'],
      ['jose agrees', async (m, t) => {
        const [, dpop] = await proof(m, t, { pair: t.key(alg, pair) })
        const { payload, protectedHeader } = await jose.jwtVerify(dpop, jose.EmbeddedJWK, { typ: 'dpop+jwt', currentDate: new Date(NOW), maxTokenAge: 10 })
        return [payload, protectedHeader]
      }, 'resolved'],
      ['its thumbprint is jose\'s', async (m, t) => {
        const found = await handleOf(m, t, { pair: t.key(alg, pair) }).calculateThumbprint()
        if (found !== await jose.calculateJwkThumbprint(pair.publicJwk)) throw new Error(`${alg}: ${found}`)
        return found
      }, 'resolved'],
      ['the signature\'s length', async (m, t) => (await proof(m, t, { pair: t.key(alg, pair) }))[1].split('.')[2].length, 'resolved'],
    ])
  }
}
sameAll('longer RSA keys', Object.entries(long3072).map(([alg, pair]) => [alg, (m, t) => prove(m, t, handleOf(m, t, { pair: t.key(alg, pair) })), 'resolved']))
same('header and payload are those of par.md §9.2', async (m, t) => {
  const [, dpop] = await proof(m, t)
  const [header, payload] = dpop.split('.').map((text) => Buffer.from(text, 'base64url').toString())
  const { x, y } = pairs.ES256.closed.publicJwk
  const expected = [JSON.stringify({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty: 'EC', x, y, crv: 'P-256' } }), JSON.stringify({ iat: Math.floor(NOW / 1000), jti: JSON.parse(payload).jti, htm: 'GET', htu: 'https://rs.example/r' })]
  if (header !== expected[0] || payload !== expected[1]) throw new Error(`not as par.md says: ${header}.${payload}`)
  return dpop
}, 'resolved')

// Construction.
const key = (t) => es256(t).privateKey
const pub = (t) => es256(t).publicKey
const WRONG = [
  ['nothing', () => undefined, 'ERR_INVALID_ARG_TYPE'], ['null', () => null, 'ERR_INVALID_ARG_TYPE'], ['{}', () => ({}), 'ERR_INVALID_ARG_TYPE'], ['a CryptoKey', (t) => key(t), 'ERR_INVALID_ARG_TYPE'], ['{ key }', (t) => ({ key: key(t) }), 'ERR_INVALID_ARG_TYPE'],
  ['no private key', (t) => ({ publicKey: pub(t) }), 'ERR_INVALID_ARG_TYPE'], ['no public key', (t) => ({ privateKey: key(t) }), 'ERR_INVALID_ARG_TYPE'], ['exchanged', (t) => ({ privateKey: pub(t), publicKey: key(t) }), 'ERR_INVALID_ARG_VALUE'],
  ['two private keys', (t) => ({ privateKey: key(t), publicKey: key(t) }), 'ERR_INVALID_ARG_VALUE'], ['two public keys', (t) => ({ privateKey: pub(t), publicKey: pub(t) }), 'ERR_INVALID_ARG_VALUE'],
  ['an array', (t) => [key(t), pub(t)], 'ERR_INVALID_ARG_TYPE'], ['a text', () => 'pair', 'ERR_INVALID_ARG_TYPE'],
  ...SECRETS.flatMap(([label, secret]) => [[`${label} for the private key`, (t) => ({ privateKey: secret, publicKey: pub(t) }), 'ERR_INVALID_ARG_VALUE'], [`${label} for the public key`, (t) => ({ privateKey: key(t), publicKey: secret }), 'ERR_INVALID_ARG_VALUE']]),
]
const made = (m, t, ...args) => { t.mark('handle', m.DPoP(...args), { after: false }); return 'made' }
sameAll('construction: a wrong pair', WRONG.map(([label, make, ends]) => [label, (m, t) => made(m, t, client(), make(t)), ends]))
sameAll('construction: the public key is not extractable', [
  ['in truth it says so', async (m, t) => made(m, t, client(), { privateKey: key(t), publicKey: t.mark('key', await disguised('ES256', { extractable: false }, 'publicKey'), { after: false }) }), 'ERR_INVALID_ARG_VALUE'],
  ['1', async (m, t) => made(m, t, client(), { privateKey: key(t), publicKey: t.mark('key', await disguised('ES256', { extractable: 1 }, 'publicKey'), { after: false }) })],
  ['undefined', async (m, t) => made(m, t, client(), { privateKey: key(t), publicKey: t.mark('key', await disguised('ES256', { extractable: undefined }, 'publicKey'), { after: false }) })],
])
sameAll('construction: misfits', MISFITS.flatMap(([label, make]) => [
  [`pair ${label}`, (m, t) => made(m, t, client(), make(t))],
  [`privateKey ${label}`, (m, t) => made(m, t, client(), { privateKey: make(t), publicKey: pub(t) })],
  [`publicKey ${label}`, (m, t) => made(m, t, client(), { privateKey: key(t), publicKey: make(t) })],
  [`client ${label}`, (m, t) => made(m, t, make(t), es256(t))],
  [`options ${label}`, (m, t) => made(m, t, client(), es256(t), make(t))],
  [`all ${label}`, (m, t) => made(m, t, make(t), make(t), make(t))],
]))
sameAll('construction: getters throw', THROWN.flatMap(([label, make]) => [
  [`privateKey, ${label}`, (m, t) => made(m, t, client(), bomb({ publicKey: pub(t) }, 'privateKey', make(t, m)))],
  [`publicKey, ${label}`, (m, t) => made(m, t, client(), bomb({ privateKey: key(t) }, 'publicKey', make(t, m)))],
  [`clock skew, ${label}`, (m, t) => made(m, t, bomb({}, m.clockSkew, make(t, m)), es256(t))],
  [`hook, ${label}`, (m, t) => made(m, t, client(), es256(t), bomb({}, m.modifyAssertion, make(t, m)))],
  ...['type', 'extractable', 'algorithm', 'usages'].flatMap((member) => [
    [`private ${member}, ${label}`, (m, t) => prove(m, t, m.DPoP(client(), { privateKey: lookalikeKey(bomb({}, member, make(t, m))), publicKey: pub(t) }))],
    [`public ${member}, ${label}`, (m, t) => made(m, t, client(), { privateKey: key(t), publicKey: lookalikeKey(bomb({ type: 'public', extractable: true }, member, make(t, m))) })],
  ]),
]))
sameAll('construction: the order of checks, par.md §9.1', [
  ['all wrong', (m) => m.DPoP(null, {}), 'ERR_INVALID_ARG_TYPE'],
  ['private key of another type, no public key', (m, t) => m.DPoP(null, { privateKey: pub(t) }), 'ERR_INVALID_ARG_VALUE'],
  ['public key private and not extractable', (m, t) => m.DPoP(null, { privateKey: key(t), publicKey: key(t) }), 'ERR_INVALID_ARG_VALUE'],
  ['unfit keys are fine', (m, t) => made(m, t, null, t.key('unfit', UNFIT[0][1])), 'returned'],
  ['traced', (m, t) => made(m, t, t.trace('client', client({ [m.clockSkew]: 5 })), t.trace('pair', { ...es256(t) }), t.trace('options', { [m.modifyAssertion]() {} })), 'returned'],
])
sameAll('construction: how it is called', [
  ['nothing', (m) => m.DPoP(), 'ERR_INVALID_ARG_TYPE'], ['new', (m, t) => { t.mark('handle', new m.DPoP(client(), es256(t)), { after: false }); return 'made' }],
  ['more arguments', (m, t) => made(m, t, client(), es256(t), {}, 'more'), 'returned'], ['called on something', (m, t) => { t.mark('handle', m.DPoP.call(5, client(), es256(t)), { after: false }); return 'made' }, 'returned'],
])
same('after CryptoKey was replaced', (m, t) => { t.patch(globalThis, 'CryptoKey', class Other {}); return m.DPoP(client(), es256(t)) }, 'ERR_INVALID_ARG_TYPE')
same('pair and client are read at construction only', async (m, t) => {
  const [pair, c] = [{ ...es256(t) }, client({ [m.clockSkew]: 100 })]
  const handle = handleOf(m, t, { pair, client: c })
  pair.privateKey = pair.publicKey = null
  c[m.clockSkew] = 500
  return prove(m, t, handle, { client: client({ [m.clockSkew]: 900 }) })
}, 'resolved')
same('the client of the request plays no part', (m, t) => prove(m, t, handleOf(m, t, { client: undefined }), { client: client({ client_id: 'other', [m.clockSkew]: 77 }) }), 'resolved')

// The handle.
same('what a caller sees of a handle', (m, t) => {
  const handle = handleOf(m, t)
  const prototype = Object.getPrototypeOf(handle)
  const methods = ['calculateThumbprint', 'addProof', 'cacheNonce']
  return [typeof handle, Reflect.ownKeys(handle), JSON.stringify(handle), Object.isExtensible(handle), Object.isFrozen(handle), Object.prototype.toString.call(handle), String(handle),
    Object.getPrototypeOf(prototype) === Object.prototype, methods.map((name) => [name in handle, typeof handle[name], handle[name].length, handle[name].name, Object.hasOwn(prototype, name), Object.keys(handle[name])]), m.DPoP(client(), es256(t)) === handle]
}, 'returned')
const LOOKALIKES = [
  ['a proxy', (h) => new Proxy(h, {})], ['an heir', (h) => Object.create(h)], ['a copy', (h) => Object.assign(Object.create(Object.getPrototypeOf(h)), h)], ['its methods', (h) => ({ addProof: h.addProof.bind(h), cacheNonce: h.cacheNonce.bind(h), calculateThumbprint: h.calculateThumbprint.bind(h) })],
  ['its prototype', (h) => Object.getPrototypeOf(h)], ['an array of it', (h) => [h]], ['a function', () => () => {}], ['a structured clone', (h) => structuredClone(h)],
]
sameAll('what is no handle', [
  ...LOOKALIKES.map(([label, make]) => [label, (m, t) => prove(m, t, t.mark('look-alike', make(m.DPoP(client(), es256(t))), { after: false })), 'ERR_INVALID_ARG_VALUE']),
  ['a handle of the other package', (m, t) => prove(m, t, t.other.DPoP(client(), es256(t))), 'ERR_INVALID_ARG_VALUE'],
  ['the pair', (m, t) => prove(m, t, es256(t)), 'ERR_INVALID_ARG_VALUE'], ['DPoP itself', (m, t) => prove(m, t, m.DPoP), 'ERR_INVALID_ARG_VALUE'],
  ['a throwing proxy', (m, t) => prove(m, t, throwing(t)), 'ERR_INVALID_ARG_VALUE'], ['a revoked proxy', (m, t) => prove(m, t, revoked()), 'ERR_INVALID_ARG_VALUE'],
])
sameAll('options.DPoP', MISFITS.map(([label, make]) => [label, (m, t) => prove(m, t, make(t))]))
sameAll('a handle with members of the user\'s own', [
  ['frozen', (m, t) => prove(m, t, Object.freeze(handleOf(m, t))), 'resolved'],
  ['own members', (m, t) => prove(m, t, Object.assign(handleOf(m, t), { extra: 1, privateKey: null })), 'resolved'],
])
sameAll('methods on something else', ['calculateThumbprint', 'addProof', 'cacheNonce'].flatMap((name) => [['undefined', undefined], ['{}', {}], ['null', null]].map(([label, self]) =>
  [`${name} on ${label}`, async (m, t) => { const method = m.DPoP(client(), es256(t))[name]; try { await method.call(self, new URL('https://a'), new Headers(), 'GET') } catch (error) { return [error instanceof TypeError, error.code] } return 'done' }])))

// htu: par.md §9.2 and the vector of §18.
const HTU = ['https://as.example:8443/p%41/a%20b/../é', 'https://as.example', 'https://as.example/', 'https://as.example:443/', 'HTTPS://AS.EXAMPLE/PAR', 'https://as.example/par?x=1', 'https://as.example/par?x=1#f', 'https://as.example/par#f', 'https://as.example/par?', 'https://as.example/par#', 'https://as.example//par//',
  'https://user:pass@as.example/par', 'https://as.example/a/./b/../c', 'https://bücher.example/straße', 'https://xn--bcher-kva.example/', 'https://[::1]:8443/x', 'https://127.1/x', 'https://as.example/a%2fb%2Fc', 'https://as.example/%zz', 'https://as.example/a b', 'https://as.example/a;b=c,d', 'https://as.example/"<>`{}|\\^', 'https://as.example/😀', 'https://as.example/\ud800', ' https://as.example/x ', 'https://as.example:65535/', `https://as.example/${'a/'.repeat(2000)}`]
sameAll('htu of a pushed request', HTU.map((url) => [url.slice(0, 40), (m, t) => prove(m, t, handleOf(m, t), { as: server({ pushed_authorization_request_endpoint: url }) }), 'resolved']))
sameAll('htu by addProof', [...HTU, 'http://as.example/x?y', 'http://as.example:80/', 'http://localhost:8080', 'wss://as.example/x'].map((url) => [url.slice(0, 40), (m, t) => proof(m, t, {}, new URL(url)), 'resolved']))
sameAll('htu over http and with aliases', [
  ['http', (m, t) => prove(m, t, handleOf(m, t), { as: server({ pushed_authorization_request_endpoint: 'http://localhost:8080/par?x' }), options: { [m.allowInsecureRequests]: true } }), 'resolved'],
  ['alias', (m, t) => prove(m, t, handleOf(m, t), { as: server({ mtls_endpoint_aliases: { pushed_authorization_request_endpoint: 'https://mtls.example/par?y' } }), client: client({ use_mtls_endpoint_aliases: true }) }), 'resolved'],
])
sameAll('addProof: method and access token', ['GET', 'POST', 'get', 'PaTcH', '', 'é', 'X'.repeat(1000)].flatMap((htm) => [undefined, 'token', 'é€😀', 'x'.repeat(5000), '\u0000'].map((token) =>
  [`${htm.slice(0, 8)} ${token?.slice(0, 8)}`, (m, t) => proof(m, t, {}, new URL('https://rs.example'), htm, token), 'resolved'])))
// The method is internal: what it makes of a URL that is none, or of a method or token that is no text, is nobody's contract.
sameAll('addProof: headers', MISFITS.map(([label, make]) => [label, (m, t) => handleOf(m, t).addProof(new URL('https://a'), make(t), 'GET')]))
sameAll('addProof: no access token', ['undefined', 'null', 'empty string', '0', 'false', 'NaN'].map((label) => [label, (m, t) => proof(m, t, {}, new URL('https://rs.example'), 'GET', MISFITS.find(([name]) => name === label)[1]()), 'resolved']))
sameAll('addProof: what stands for URL and headers', [
  ['a URL subclass', (m, t) => proof(m, t, {}, new (class Mine extends URL {})('https://rs.example/x?y')), 'resolved'],
  ['headers', (m, t) => handleOf(m, t).addProof(new URL('https://a'), { set(...args) { t.log('set', args) } }, 'GET'), 'resolved'],
  ...THROWN.map(([label, make]) => [`headers.set throws ${label}`, (m, t) => { const e = make(t, m); return handleOf(m, t).addProof(new URL('https://a'), { set() { throw e } }, 'GET') }]),
])

// The dpop header in a request: overwritten, and in its place (par.md §5).
sameAll('the dpop header', [
  ['a caller\'s own, with a handle', (m, t) => prove(m, t, handleOf(m, t), { options: { headers: { dpop: 'mine', DPoP: 'mine too', b: '1' } } }), 'resolved'],
  ['a caller\'s own, no handle', (m, t) => par(m, t, { options: { headers: { DPoP: 'mine' } } }), 'resolved'],
  ['a caller\'s own, handle undefined', (m, t) => prove(m, t, undefined, { options: { headers: { DPoP: 'mine' } } }), 'resolved'],
  ['authentication sees it', (m, t) => prove(m, t, handleOf(m, t), { auth: (as, c, body, headers) => { t.log('headers', [...headers]) } }), 'resolved'],
  ['authentication replaces it', (m, t) => prove(m, t, handleOf(m, t), { auth: (as, c, body, headers) => { headers.set('dpop', 'auth\'s') } }), 'resolved'],
  ['authentication removes it', (m, t) => prove(m, t, handleOf(m, t), { auth: (as, c, body, headers) => { headers.delete('dpop') } }), 'resolved'],
  ['with every kind of authentication', async (m, t) => { for (const auth of [m.None(), m.TlsClientAuth(), m.ClientSecretPost('s'), m.ClientSecretBasic('s'), m.PrivateKeyJwt(t.key('second', second).privateKey), m.ClientSecretJwt(t.secret('s'))]) await prove(m, t, handleOf(m, t), { auth }) }, 'resolved'],
  ['with a request object', async (m, t) => prove(m, t, handleOf(m, t), { parameters: { request: await m.issueRequestObject(server(), client(), { a: '1' }, t.key('second', second).privateKey) } }), 'resolved'],
  ['one handle, many requests', async (m, t) => { const handle = handleOf(m, t); for (let i = 0; i < 10; i++) await prove(m, t, handle) }, 'resolved'],
  ['one handle, at the same time', async (m, t) => { const handle = handleOf(m, t); return Promise.all(['a', 'b', 'c'].map((id) => prove(m, t, handle, { client: client({ client_id: id }), fetch: async (url, { headers }) => headers.dpop }))) }, 'resolved'],
  ['a fresh handle, at the same time', async (m, t) => Promise.all(['a', 'b', 'c'].map((id) => prove(m, t, handleOf(m, t), { client: client({ client_id: id }), fetch: async (url, { headers }) => headers.dpop }))), 'resolved'],
])
const traced = (m, t, more = {}) => par(m, t, { raw: true, options: t.trace('options', { [m.customFetch]: t.fetch(), DPoP: handleOf(m, t), headers: { a: '1' }, signal: () => { t.log('signal asked'); return new AbortController().signal }, ...more }), auth: () => t.log('auth called') })
same('options.DPoP: when it is read', (m, t) => traced(m, t), 'resolved')
sameAll('options.DPoP: first failure wins', [
  ['bad signal, good handle', (m, t) => traced(m, t, { signal: 1 }), 'ERR_INVALID_ARG_TYPE'], ['bad headers, bad handle', (m, t) => traced(m, t, { headers: 1, DPoP: 1 })],
  ['bad handle, bad signal', (m, t) => traced(m, t, { DPoP: 1, signal: 1 }), 'ERR_INVALID_ARG_VALUE'], ['unfit key, bad signal', (m, t) => traced(m, t, { DPoP: m.DPoP(client(), t.key('unfit', UNFIT[0][1])), signal: 1 }), 'OAUTH_UNSUPPORTED_OPERATION'],
])

// Keys that turn out to be of no use at the first proof, and the reduced JWK of other hosts' keys.
sameAll('an unfit key is noticed at the proof', UNFIT.map(([label, pair]) => [label, (m, t) => prove(m, t, handleOf(m, t, { pair: t.key('unfit', pair) })), 'OAUTH_UNSUPPORTED_OPERATION']))
sameAll('an unfit key, and its thumbprint', UNFIT.filter(([label]) => !/Ed448/.test(label)).map(([label, pair]) => [label, (m, t) => handleOf(m, t, { pair: t.key('unfit', pair) }).calculateThumbprint(), 'resolved']))
sameAll('a private key that lies', [['no usages', { usages: [] }], ['EdDSA', { algorithm: { name: 'EdDSA' } }], ['bits as a text', { algorithm: { name: 'RSA-PSS', hash: { name: 'SHA-256' }, modulusLength: '2048' } }]].map(([label, lie]) => [label, async (m, t) =>
  prove(m, t, handleOf(m, t, { pair: t.key('ES256', { ...pairs.ES256.open, privateKey: await disguised('ES256', lie) }) }))]))
same('a public key without the usage verify', async (m, t) => {
  const publicKey = await subtle.importKey('jwk', { ...pairs.ES256.open.publicJwk, key_ops: [] }, { name: 'ECDSA', namedCurve: 'P-256' }, true, [])
  return prove(m, t, handleOf(m, t, { pair: { ...es256(t), publicKey: t.mark('public key without usages', publicKey, { after: false }) } }))
}, 'resolved')
const JWKS = [
  ['EC with everything', { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', ext: true, key_ops: ['verify'], kid: 'k', use: 'sig', alg: 'ES256', d: 'secret' }],
  ['AKP', { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AQID', ext: true, key_ops: ['verify'] }], ['AKP in another order', { pub: 'AQID', alg: 'ML-DSA-65', kty: 'AKP' }],
  ['OKP', { crv: 'Ed25519', x: 'x', kty: 'OKP', alg: 'Ed25519' }], ['RSA', { n: 'n', e: 'AQAB', kty: 'RSA', alg: 'RS256' }], ['everything at once', { pub: 'p', crv: 'c', y: 'y', x: 'x', n: 'n', e: 'e', kty: 'AKP', alg: 'a' }], ['oct', { kty: 'oct', k: 'k' }], ['no kty', { x: 'x' }], ['unknown kty', { kty: 'XYZ', x: 'x' }], ['{}', {}],
  ['texts to escape', { kty: 'OKP', crv: '"\\', x: 'é\u2028' }],
]
const exporting = (t, answer) => t.patch(subtle, 'exportKey', (format) => { if (format !== 'jwk') throw new Error(`asked for ${format}`); return answer() })
// A fresh public key each time: the reduced JWK is remembered per key (par.md §9.2).
const freshPair = async (t) => t.key('fresh', await fresh('ES256'))
sameAll('thumbprints of other hosts\' keys', JWKS.map(([label, jwk]) => [label, async (m, t) => { const pair = await freshPair(t); exporting(t, async () => jwk); return handleOf(m, t, { pair }).calculateThumbprint() }]))
sameAll('exportKey fails', THROWN.flatMap(([label, make]) => [['thrown', (e) => { throw e }], ['rejected', (e) => Promise.reject(e)]].flatMap(([how, fail]) => [
  [`proof, ${label} ${how}`, async (m, t) => { const pair = await freshPair(t); const e = make(t, m); exporting(t, () => fail(e)); return prove(m, t, handleOf(m, t, { pair })) }],
  [`thumbprint, ${label} ${how}`, async (m, t) => { const pair = await freshPair(t); const e = make(t, m); exporting(t, () => fail(e)); return handleOf(m, t, { pair }).calculateThumbprint() }],
])))
same('exportKey fails once, then does not', async (m, t) => {
  let n = 0
  const { exportKey } = subtle
  const pair = await freshPair(t)
  t.patch(subtle, 'exportKey', (...args) => (n++ ? exportKey.apply(subtle, args) : Promise.reject(t.mark('thrown error', new Error('first')))))
  const handle = handleOf(m, t, { pair })
  await t.step('first', () => prove(m, t, handle))
  await t.step('thumbprint', () => handle.calculateThumbprint())
  return prove(m, t, handle)
}, 'resolved')
same('a thumbprint is calculated once', async (m, t) => { const handle = handleOf(m, t, { pair: await freshPair(t) }); const first = await handle.calculateThumbprint(); exporting(t, () => { throw new Error('again') }); return [first, await handle.calculateThumbprint()] }, 'resolved')
same('a thumbprint, a proof and another thumbprint', async (m, t) => { const handle = handleOf(m, t); return [await handle.calculateThumbprint(), await prove(m, t, handle), await handle.calculateThumbprint(), await Promise.all([handle.calculateThumbprint('ignored'), handle.calculateThumbprint()])] }, 'resolved')
