// Client assertions: PrivateKeyJwt and ClientSecretJwt (par.md §7.3–7.5, §8). The hook is in assertion-hooks.test.mjs, client
// secrets and key ids with unpaired surrogates in surrogates.test.mjs.
import { webcrypto } from 'node:crypto'
import * as jose from 'jose'
import { NOW, same, sameAll } from './harness.mjs'
import { bomb, client, MISFITS, par, PRIMITIVE_MISFITS, server, throwing, THROWN } from './inputs.mjs'
import { ALGS, disguised, long3072, lookalikeKey, pairs, SECRETS, UNFIT } from './keys.mjs'
import { PLACES, SECRET } from './places.mjs'

const { subtle } = webcrypto
const es256 = (t) => t.key('ES256', pairs.ES256.closed)
const push = (m, t, key, given) => par(m, t, { auth: m.PrivateKeyJwt(key), ...given })
const assertionOf = (body) => body.get('client_assertion')

// Every algorithm (par.md §8.1), extractable or not, in the forms of the key argument.
for (const alg of ALGS) {
  for (const kind of ['open', 'closed']) {
    const pair = pairs[alg][kind]
    sameAll(`PrivateKeyJwt ${alg}, ${kind} key`, [
      ['CryptoKey', (m, t) => push(m, t, t.key(alg, pair).privateKey), 'resolved'],
      ['{ key }', (m, t) => push(m, t, { key: t.key(alg, pair).privateKey }), 'resolved'],
      ['{ key, kid }', (m, t) => push(m, t, { key: t.key(alg, pair).privateKey, kid: 'a key' }), 'resolved'],
      ['called directly', async (m, t) => {
        const [body, headers] = [t.mark('body', new URLSearchParams('a=1&client_id=x&client_assertion=old')), t.mark('headers', new Headers({ b: '2' }))]
        return m.PrivateKeyJwt(t.key(alg, pair).privateKey)(t.mark('as', server()), t.mark('client', client()), body, headers)
      }, 'resolved'],
      ['jose agrees', async (m, t) => {
        const body = new URLSearchParams()
        await m.PrivateKeyJwt({ key: t.key(alg, pair).privateKey, kid: 'k' })(server(), client(), body, new Headers())
        const { payload, protectedHeader } = await jose.jwtVerify(assertionOf(body), pair.publicKey, { currentDate: new Date(NOW), audience: server().issuer, issuer: 'client', subject: 'client', algorithms: [alg], requiredClaims: ['exp', 'iat', 'nbf', 'jti'] })
        return [payload, protectedHeader, assertionOf(body).split('.')[2].length]
      }, 'resolved'],
    ])
  }
}
sameAll('longer RSA keys', Object.entries(long3072).map(([alg, pair]) => [alg, (m, t) => push(m, t, t.key(alg, pair).privateKey), 'resolved']))
same('header, payload and body are those of par.md §7.3', async (m, t) => {
  const body = new URLSearchParams()
  await m.PrivateKeyJwt({ key: es256(t).privateKey, kid: 'k' })(server(), client(), body, new Headers())
  const [header, payload] = assertionOf(body).split('.').map((text) => Buffer.from(text, 'base64url').toString())
  const now = Math.floor(NOW / 1000)
  const { jti } = JSON.parse(payload)
  const expected = ['{"alg":"ES256","kid":"k"}', JSON.stringify({ jti, aud: 'https://as.example', exp: now + 60, iat: now, nbf: now, iss: 'client', sub: 'client' })]
  if (header !== expected[0] || payload !== expected[1] || [...body.keys()].join() !== 'client_id,client_assertion_type,client_assertion') throw new Error(`not as par.md says: ${header}.${payload}`)
  return body
}, 'resolved')

// The key argument.
const KIDS = [['undefined', undefined, 'resolved'], ['a text', 'k', 'resolved'], ['null', null, 'ERR_INVALID_ARG_TYPE'], ['empty', '', 'ERR_INVALID_ARG_VALUE'], ['number', 1, 'ERR_INVALID_ARG_TYPE'], ['String object', new String('k'), 'ERR_INVALID_ARG_TYPE'],
  ['a blank', ' ', 'resolved'], ['unicode', 'é€😀', 'resolved'], ['quotes', '"\\/\u0000\u2028', 'resolved'], ['long', 'k'.repeat(50_000), 'resolved'], ['__proto__', '__proto__', 'resolved']]
sameAll('kid', KIDS.map(([label, kid, ends]) => [label, async (m, t) => push(m, t, { key: es256(t).privateKey, kid }), ends]))
sameAll('kid, at construction', MISFITS.map(([label, make]) => [label, (m, t) => { t.mark('auth', m.PrivateKeyJwt({ key: es256(t).privateKey, kid: make(t) }), { after: false }); return 'made' }]))
sameAll('kid throws', THROWN.map(([label, make]) => [label, (m, t) => m.PrivateKeyJwt(bomb({ key: es256(t).privateKey }, 'kid', make(t, m)))]))
sameAll('kid and key are read once, at construction', [
  ['changed later', async (m, t) => { const given = { key: es256(t).privateKey, kid: 'one' }; const auth = m.PrivateKeyJwt(given); given.kid = 'two'; given.key = null; return par(m, t, { auth }) }, 'resolved'],
  ['traced', async (m, t) => { const auth = m.PrivateKeyJwt(t.trace('key', { key: es256(t).privateKey, kid: 'k' })); t.log('made'); return par(m, t, { auth }) }, 'resolved'],
  ['frozen', (m, t) => push(m, t, Object.freeze({ key: es256(t).privateKey, kid: 'k' })), 'resolved'],
  ['inherited', (m, t) => push(m, t, Object.create({ key: es256(t).privateKey, kid: 'k' })), 'resolved'],
  ['more members', (m, t) => push(m, t, { key: es256(t).privateKey, kid: 'k', alg: 'PS256', use: 'enc' }), 'resolved'],
  ['kid on the CryptoKey itself', async (m, t) => { const key = await disguised('ES256', { kid: 'own', key: 5 }); return push(m, t, t.key('ES256', { ...pairs.ES256.open, privateKey: key }).privateKey) }, 'resolved'],
])
const WRONG = [
  ['the pair', (t) => es256(t), 'ERR_INVALID_ARG_TYPE'], ['{ key: pair }', (t) => ({ key: es256(t) }), 'ERR_INVALID_ARG_TYPE'], ['{ privateKey }', (t) => ({ privateKey: es256(t).privateKey }), 'ERR_INVALID_ARG_TYPE'],
  ['[key]', (t) => [es256(t).privateKey], 'ERR_INVALID_ARG_TYPE'], ['{ key: { key } }', (t) => ({ key: { key: es256(t).privateKey } }), 'ERR_INVALID_ARG_TYPE'],
  ['public key', (t) => es256(t).publicKey, 'ERR_INVALID_ARG_VALUE'], ['{ key: public }', (t) => ({ key: es256(t).publicKey, kid: 'k' }), 'ERR_INVALID_ARG_VALUE'],
  ['a JWK', () => ({ kty: 'EC', crv: 'P-256', d: 'x' }), 'ERR_INVALID_ARG_TYPE'], ['a function', (t) => t.mark('function', () => {}, { after: false }), 'ERR_INVALID_ARG_TYPE'],
  ...SECRETS.flatMap(([label, key]) => [[label, () => key, 'ERR_INVALID_ARG_VALUE'], [`{ key: ${label} }`, () => ({ key }), 'ERR_INVALID_ARG_VALUE']]),
]
sameAll('PrivateKeyJwt: a wrong key', WRONG.map(([label, make, ends]) => [label, (m, t) => m.PrivateKeyJwt(make(t)), ends]))
sameAll('PrivateKeyJwt: a misfit', MISFITS.flatMap(([label, make]) => [
  [label, (m, t) => m.PrivateKeyJwt(make(t))],
  [`{ key: ${label} }`, (m, t) => m.PrivateKeyJwt({ key: make(t) })],
  [`{ key: ${label}, kid: '' }`, (m, t) => m.PrivateKeyJwt({ key: make(t), kid: '' })],
]))
sameAll('PrivateKeyJwt: a getter throws', THROWN.map(([label, make]) => [label, (m, t) => m.PrivateKeyJwt(bomb({}, 'key', make(t, m)))]))
sameAll('PrivateKeyJwt: the order of checks, par.md §7.4', [
  ['no key, bad kid', (m) => m.PrivateKeyJwt({ key: 'x', kid: '' }), 'ERR_INVALID_ARG_TYPE'],
  ['no key at all, kid throws', (m, t) => m.PrivateKeyJwt(bomb({ key: null }, 'kid', t.mark('thrown error', new RangeError('kid'))))],
  ['public key, empty kid', (m, t) => m.PrivateKeyJwt({ key: es256(t).publicKey, kid: '' }), 'ERR_INVALID_ARG_VALUE'],
  ['public key, null kid', (m, t) => m.PrivateKeyJwt({ key: es256(t).publicKey, kid: null }), 'ERR_INVALID_ARG_TYPE'],
  ['unsupported key', (m, t) => { m.PrivateKeyJwt(t.key('unfit', UNFIT[0][1]).privateKey); return 'made' }, 'returned'],
])
same('PrivateKeyJwt is a function of its own', (m, t) => { const auth = m.PrivateKeyJwt(es256(t).privateKey); return [typeof auth, auth.length, Object.keys(auth), m.PrivateKeyJwt(es256(t).privateKey) === auth] }, 'returned')
same('new PrivateKeyJwt', (m, t) => { new m.PrivateKeyJwt(es256(t).privateKey); return 'made' })
same('after CryptoKey was replaced', (m, t) => { t.patch(globalThis, 'CryptoKey', class Other {}); return m.PrivateKeyJwt(es256(t).privateKey) }, 'ERR_INVALID_ARG_TYPE')
same('no global CryptoKey', (m, t) => { t.patch(globalThis, 'CryptoKey', undefined); return m.PrivateKeyJwt(es256(t).privateKey) })

// Keys that turn out to be of no use at the request (par.md §8.2).
sameAll('PrivateKeyJwt: an unfit key is noticed at the request', UNFIT.map(([label, pair]) => [label, async (m, t) => push(m, t, t.key('unfit', pair).privateKey), 'OAUTH_UNSUPPORTED_OPERATION']))
const LIES = [
  ['no usages', { usages: [] }], ['other usages', { usages: ['verify'] }], ['usages with sign', { usages: ['verify', 'sign'] }], ['usages a text', { usages: 'sign' }], ['usages a Set', { usages: new Set(['sign']) }],
  ['another name', { algorithm: { name: 'X' } }], ['EdDSA', { algorithm: { name: 'EdDSA' } }], ['Ed448', { algorithm: { name: 'Ed448' } }], ['another case', { algorithm: { name: 'ecdsa', namedCurve: 'P-256' } }], ['another curve', { algorithm: { name: 'ECDSA', namedCurve: 'K-256' } }], ['no curve', { algorithm: { name: 'ECDSA' } }],
  ['no algorithm name', { algorithm: {} }], ['name of a prototype', { algorithm: { name: 'constructor' } }], ['public after all', { type: 'public' }],
]
sameAll('keys that lie about themselves', ['ES256', 'RS256'].flatMap((alg) => LIES.map(([label, lie]) => [`${alg}, ${label}`, async (m, t) => {
  const key = await disguised(alg, lie)
  return push(m, t, t.key(alg, { ...pairs[alg].open, privateKey: key }).privateKey)
}])))
const RSA = (more) => ({ algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: { name: 'SHA-256' }, modulusLength: 2048, ...more } })
const RSA_LIES = [
  ['2047 bits', RSA({ modulusLength: 2047 })], ['2048 bits', RSA({ modulusLength: 2048 })], ['bits as a text', RSA({ modulusLength: '2048' })], ['bits missing', RSA({ modulusLength: undefined })], ['bits NaN', RSA({ modulusLength: NaN })], ['infinite bits', RSA({ modulusLength: Infinity })], ['2047.9 bits', RSA({ modulusLength: 2047.9 })],
  ['SHA-1', RSA({ hash: { name: 'SHA-1' } })], ['SHA-3', RSA({ hash: { name: 'SHA3-256' } })], ['hash a text', RSA({ hash: 'SHA-256' })], ['no hash name', RSA({ hash: {} })], ['PS256 in name', RSA({ name: 'RSA-PSS' })], ['SHA-512 in name', RSA({ hash: { name: 'SHA-512' } })], ['OAEP in name', RSA({ name: 'RSA-OAEP' })],
]
sameAll('RSA keys that lie about themselves', RSA_LIES.map(([label, lie]) => [label, async (m, t) => {
  t.forgeries = true
  return push(m, t, t.key('RS256', { ...pairs.RS256.open, privateKey: await disguised('RS256', lie) }).privateKey)
}]))
sameAll('reading a key throws', ['type', 'algorithm', 'usages'].flatMap((member) => THROWN.map(([label, make]) => [`${member}, ${label}`, async (m, t) =>
  push(m, t, t.mark('key', lookalikeKey(bomb({}, member, make(t, m))), { after: false }))])))
sameAll('keys that only look like keys', [
  ['ECDSA', {}], ['ML-DSA-44', { algorithm: { name: 'ML-DSA-44' } }], ['algorithm undefined', { algorithm: undefined }], ['usages undefined', { usages: undefined }], ['type undefined', { type: undefined }],
].map(([label, members]) => [label, async (m, t) => push(m, t, t.mark('key', lookalikeKey(members), { after: false }))]))
same('a proxy of a key', async (m, t) => push(m, t, t.mark('key', new Proxy(es256(t).privateKey, {}), { after: false })))
same('a proxy that throws', async (m, t) => push(m, t, throwing(t, es256(t).privateKey)))

// What WebCrypto is asked for (the table of par.md §8.1), and what it answers.
const { sign } = subtle
const asked = (t, answer) => t.patch(subtle, 'sign', (algorithm, key, data) => {
  const given = typeof algorithm === 'string' ? { name: algorithm } : algorithm
  t.log('sign', { name: given.name, hash: given.hash?.name ?? given.hash, saltLength: given.saltLength, key, bytes: ArrayBuffer.isView(data) || data instanceof ArrayBuffer })
  return answer ? answer() : sign.call(subtle, algorithm, key, data)
})
sameAll('the algorithm that subtle.sign is given', ALGS.map((alg) => [alg, (m, t) => { asked(t); return push(m, t, t.key(alg, pairs[alg].closed).privateKey) }, 'resolved']))
sameAll('ML-DSA, on a host that has it', ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'].flatMap((name) => Object.keys(PLACES).filter((place) => !/Secret|DPoP/.test(place)).map((place) => [`${name} ${place}`, (m, t) => {
  t.forgeries = true
  asked(t, async () => new Uint8Array([1, 2, 3]).buffer)
  const key = t.mark('key', lookalikeKey({ algorithm: { name } }), { after: false })
  return place === 'PrivateKeyJwt' ? push(m, t, key) : m.issueRequestObject(server(), client(), {}, key)
}, 'resolved'])))
for (const [place, call] of Object.entries(PLACES)) {
  // client_secret_jwt of ours asks nothing of WebCrypto (differences.test.mjs).
  if (place !== 'ClientSecretJwt') {
    sameAll(`${place}: subtle.sign throws`, THROWN.map(([label, make]) => [label, (m, t) => { const e = make(t, m); asked(t, () => { throw e }); return call(m, t) }]))
    sameAll(`${place}: subtle.sign rejects`, THROWN.map(([label, make]) => [label, (m, t) => { const e = make(t, m); asked(t, () => Promise.reject(e)); return call(m, t) }]))
  }
  sameAll(`${place}: client clock skew`, [NaN, Infinity, -Infinity, '5', -10.5, 0, -0, 5, 1e9, -1e9, 0.1, 1e300, 2 ** 53, -26577175904436250, 1e20, 123456789.123456789, 5e-324, null, undefined, true, 5n, {}, [5], new Number(5), -1_700_000_000].map((skew) =>
    [Array.isArray(skew) ? '[5]' : `${typeof skew} ${skew}`, (m, t) => call(m, t, { client: client({ [m.clockSkew]: skew }) }), 'resolved']))
  sameAll(`${place}: the skew throws`, THROWN.map(([label, make]) => [label, (m, t) => call(m, t, { client: bomb(client(), m.clockSkew, make(t, m)) })]))
  sameAll(`${place}: the clock`, [0, 999, 1000, 1_700_000_000_000, -1, -1500, 4102444800123, 8.64e15, 1234567.9, NaN].map((now) => [String(now), (m, t) => { t.patch(Date, 'now', () => now); return call(m, t) }, 'resolved']))
  same(`${place}: the tolerance, and the other package's skew, are not used`, (m, t) => call(m, t, { client: client({ [m.clockTolerance]: 500, [t.other.clockSkew]: 500 }) }), 'resolved')
  sameAll(`${place}: issuers and client ids`, ['a b', 'é€😀', '"\\\u0000\u001f\u2028\u2029', 'x'.repeat(20_000), '\u007f\ufeff', '</script>', 'https://as.example/'].flatMap((text) => [
    [`issuer ${JSON.stringify(text.slice(0, 12))}`, (m, t) => call(m, t, { as: server({ issuer: text }) }), 'resolved'],
    [`client_id ${JSON.stringify(text.slice(0, 12))}`, (m, t) => call(m, t, { client: client({ client_id: text }) }), 'resolved'],
  ]))
  same(`${place}: in flight together`, async (m, t) => Promise.all(['a', 'b', 'c', 'd'].map((id) => call(m, t, { client: client({ client_id: id }), fetch: async (url, { body, headers }) => [String(body), headers.dpop] }))), 'resolved')
}

// Users call these functions themselves.
const ways = { PrivateKeyJwt: (m, t) => m.PrivateKeyJwt(es256(t).privateKey), ClientSecretJwt: (m, t) => m.ClientSecretJwt(t.secret(SECRET)) }
for (const [method, make] of Object.entries(ways)) {
  const blank = (t) => [t.mark('body', new URLSearchParams()), t.mark('headers', new Headers())]
  same(`${method}: a promise, always`, async (m, t) => { const done = make(m, t)(server(), client(), ...blank(t)); return [done instanceof Promise, Object.getPrototypeOf(done) === Promise.prototype, await done] }, 'resolved')
  same(`${method} called with nothing`, (m, t) => make(m, t)())
  sameAll(`${method} called with misfits`, MISFITS.flatMap(([label, misfit]) => [
    [`as ${label}`, (m, t) => make(m, t)(misfit(t), client(), ...blank(t))],
    [`client ${label}`, (m, t) => make(m, t)(server(), misfit(t), ...blank(t))],
    [`body ${label}`, (m, t) => make(m, t)(server(), client(), misfit(t), t.mark('headers', new Headers()))],
    [`headers ${label}`, (m, t) => make(m, t)(server(), client(), t.mark('body', new URLSearchParams()), misfit(t))],
  ]))
  same(`${method}: what is left in the body when the hook throws`, (m, t) => m[method](method === 'PrivateKeyJwt' ? es256(t).privateKey : SECRET, { [m.modifyAssertion]() { throw t.mark('thrown error', new Error('hook')) } })(server(), client(), ...blank(t)), 'Error')
  sameAll(`${method} called with odd members`, PRIMITIVE_MISFITS.filter(([label]) => label !== 'bigint').flatMap(([label, misfit]) => [
    [`issuer ${label}`, (m, t) => make(m, t)({ issuer: misfit(t) }, client(), ...blank(t))],
    [`client_id ${label}`, (m, t) => make(m, t)(server(), { client_id: misfit(t) }, ...blank(t))],
  ]))
  sameAll(`${method}: members throw`, THROWN.flatMap(([label, thrown]) => [
    [`issuer, ${label}`, (m, t) => make(m, t)(bomb({}, 'issuer', thrown(t, m)), client(), ...blank(t))],
    [`client_id, ${label}`, (m, t) => make(m, t)(server(), bomb({}, 'client_id', thrown(t, m)), ...blank(t))],
    [`body.set, ${label}`, (m, t) => { const e = thrown(t, m); return make(m, t)(server(), client(), { set() { throw e } }, new Headers()) }],
  ]))
  same(`${method}: reading order`, (m, t) => make(m, t)(t.trace('as', server()), t.trace('client', client()), ...blank(t)), 'resolved')
  same(`${method} with a stand-in for the body`, (m, t) => make(m, t)(server(), client(), { set(...args) { t.log('set', { args, self: Object.keys(this) }) }, append(...args) { t.log('append', args) } }, new Headers()), 'resolved')
  same(`${method} made by the other package`, (m, t) => par(m, t, { auth: make(t.other, t) }), 'resolved')
  same(`${method} again and again`, async (m, t) => { const auth = make(m, t); for (let i = 0; i < 5; i++) await par(m, t, { auth, client: client({ client_id: `c${i}` }) }) }, 'resolved')
  same(`${method} with everything there already`, (m, t) => par(m, t, { auth: make(m, t), parameters: [['client_assertion', 'old'], ['client_id', 'old'], ['client_assertion_type', 'old'], ['client_assertion', 'older'], ['z', '1']] }), 'resolved')
  same(`${method} wrapped by the user`, (m, t) => par(m, t, { auth: async (...args) => { const inner = make(m, t); await inner(...args); args[2].append('wrapped', 'yes') } }), 'resolved')
}

// ClientSecretJwt (par.md §7.5).
sameAll('ClientSecretJwt: the secret', MISFITS.map(([label, make]) => [label, (m, t) => { t.mark('auth', m.ClientSecretJwt(make(t)), { after: false }); return 'made' }]))
sameAll('ClientSecretJwt: construction', [
  ['nothing', (m) => m.ClientSecretJwt(), 'ERR_INVALID_ARG_TYPE'], ['number', (m) => m.ClientSecretJwt(1), 'ERR_INVALID_ARG_TYPE'], ['empty', (m) => m.ClientSecretJwt(''), 'ERR_INVALID_ARG_VALUE'],
  ['new', (m) => { new m.ClientSecretJwt('x'); return 'made' }],
  ['what a caller sees', (m) => { const auth = m.ClientSecretJwt('x'); return [typeof auth, auth.length, Object.keys(auth), auth === m.ClientSecretJwt('x')] }, 'returned'],
])
const SECRETS_OF_USERS = ['a', 'x'.repeat(32), 'x'.repeat(63), 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(100_000), ' ', '\0', 'é€😀', '\ufeffbom', 'p:w/=?', '\r\n', Array.from({ length: 256 }, (_, i) => String.fromCharCode(i)).join('')]
sameAll('ClientSecretJwt: secrets on the wire', SECRETS_OF_USERS.flatMap((secret) => [
  [JSON.stringify(secret.slice(0, 12)), (m, t) => par(m, t, { auth: m.ClientSecretJwt(t.secret(secret)) }), 'resolved'],
  [`${JSON.stringify(secret.slice(0, 12))}, with jose`, async (m, t) => {
    const body = new URLSearchParams()
    await m.ClientSecretJwt(t.secret(secret))(server(), client(), body, new Headers())
    const { payload, protectedHeader } = await jose.jwtVerify(assertionOf(body), new TextEncoder().encode(secret), { currentDate: new Date(NOW), audience: server().issuer, algorithms: ['HS256'] })
    return [payload, protectedHeader]
  }, 'resolved'],
]))
same('ClientSecretJwt: used at the same time', async (m, t) => {
  const auth = m.ClientSecretJwt(t.secret(SECRET))
  return Promise.all(['a', 'b', 'c'].map((id) => par(m, t, { auth, client: client({ client_id: id }), fetch: async (url, { body }) => String(body) })))
}, 'resolved')

// Assertions and what else happens in a request (par.md §1).
sameAll('a fresh assertion for every request', ALGS.slice(0, 4).map((alg) => [alg, async (m, t) => {
  const auth = m.PrivateKeyJwt(t.key(alg, pairs[alg].closed).privateKey)
  const seen = new Set()
  for (let i = 0; i < 20; i++) await par(m, t, { auth, fetch: async (url, { body }) => { seen.add(JSON.parse(Buffer.from(assertionOf(body).split('.')[1], 'base64url')).jti) } })
  return seen.size
}, 'resolved']))
same('a bad signal is noticed after the assertion was made', (m, t) => par(m, t, { auth: m.PrivateKeyJwt(es256(t).privateKey, { [m.modifyAssertion]: () => t.log('hook') }), options: { signal: 1 } }), 'ERR_INVALID_ARG_TYPE')
same('the audience is the issuer, whatever the endpoint', (m, t) => push(m, t, es256(t).privateKey, { as: server({ token_endpoint: 'https://as.example/token', mtls_endpoint_aliases: { pushed_authorization_request_endpoint: 'https://mtls.example/par' } }), client: client({ use_mtls_endpoint_aliases: true }) }), 'resolved')
