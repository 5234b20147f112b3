// generateKeyPair (par.md §12). A CryptoKey is compared by type, algorithm, usages and extractability: see snapshot.mjs.
import { webcrypto } from 'node:crypto'
import { same, sameAll } from './harness.mjs'
import { bomb, client, MISFITS, par, PRIMITIVE_MISFITS, revoked, server, throwing, THROWN } from './inputs.mjs'
import { ALGS, pairs } from './keys.mjs'

const { subtle } = webcrypto
/** What the host is asked for; `answer` instead of the host's pair, which is quicker than a new RSA key. */
const asked = (t, answer) => {
  const { generateKey } = subtle
  t.patch(subtle, 'generateKey', (algorithm, extractable, usages) => {
    const given = typeof algorithm === 'string' ? { name: algorithm } : { ...algorithm }
    t.log('generateKey', { ...Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, value?.name ?? value])), extractable, usages: [...usages].sort() })
    return answer ? answer() : generateKey.call(subtle, algorithm, extractable, usages)
  })
}
const stub = (t) => asked(t, async () => t.mark('generated', { ...pairs.RS256.closed }))

const EC = ['ES256', 'ES384', 'ES512', 'Ed25519', 'EdDSA']
const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
const ML = ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']
const OPTIONS = [['none'], ['undefined', undefined], ['null', null], ['{}', {}], ['extractable', { extractable: true }], ['not extractable', { extractable: false }], ['extractable null', { extractable: null }], ['extractable undefined', { extractable: undefined }], ['everything null', { extractable: null, modulusLength: null }], ['modulusLength', { modulusLength: 3072 }]]

for (const alg of EC) {
  sameAll(alg, OPTIONS.map(([label, ...options]) => [label, (m) => m.generateKeyPair(alg, ...options), 'resolved']))
  same(`${alg}: what the host is asked for`, (m, t) => { asked(t); return m.generateKeyPair(alg) }, 'resolved')
}
for (const alg of ['RS256', 'PS384']) same(`${alg}, made by the host`, (m) => m.generateKeyPair(alg), 'resolved')
same('RS512 of 1024 bits, extractable, made by the host', (m) => m.generateKeyPair('RS512', { modulusLength: 1024, extractable: true }), 'resolved')
for (const alg of RSA) {
  sameAll(`${alg}: what the host is asked for`, OPTIONS.map(([label, ...options]) => [label, (m, t) => { stub(t); return m.generateKeyPair(alg, ...options) }, 'resolved']))
  sameAll(`${alg}: modulusLength`, [1024, 2048, 2049, 4096, 0, 1, -1, 1.5, 2 ** 31, 2 ** 32, NaN, Infinity].map((modulusLength) => [String(modulusLength), (m, t) => { stub(t); return m.generateKeyPair(alg, { modulusLength }) }, 'resolved']))
}
sameAll('bad lengths, judged by the host', [0, 1, -1, NaN, Infinity, -Infinity, '', 'x', true, {}, [], 2 ** 32, Symbol('s'), 5n].map((modulusLength) => [`${typeof modulusLength} ${String(modulusLength)}`, (m) => m.generateKeyPair('RS256', { modulusLength })]))
sameAll('odd lengths, made by the host', ['1024', 1024.9, [1024], 1032].map((modulusLength) => [String(modulusLength), (m) => m.generateKeyPair('RS256', { modulusLength }), 'resolved']))
for (const alg of ML) {
  same(`${alg}: the host decides`, (m) => m.generateKeyPair(alg)) // Node before 24.7: NotSupportedError, raw
  same(`${alg}: what the host is asked for`, (m, t) => { stub(t); return m.generateKeyPair(alg, { extractable: true, modulusLength: 5 }) }, 'resolved')
}
const UNKNOWN = ['HS256', 'RS1', 'PS999', 'foo', 'none', 'ES256K', 'ed25519', 'Ed448', 'es256', 'RS', 'RS257', 'PS', 'ES', 'ES521', 'ML-DSA', 'ML-DSA-66', 'ML-DSA-44 ', ' RS256', 'RSA-OAEP', 'ECDH-ES', 'A256KW', 'constructor', '__proto__', 'toString', 'RS256\0', 'é', '\ud800', 'x'.repeat(10_000)]
sameAll('unknown algorithms', UNKNOWN.map((alg) => [JSON.stringify(alg.slice(0, 20)), (m) => m.generateKeyPair(alg), 'OAUTH_UNSUPPORTED_OPERATION']))
sameAll('the algorithm is a misfit', MISFITS.map(([label, make]) => [label, (m, t) => m.generateKeyPair(make(t))]))
sameAll('the algorithm, in par.md\'s words', [['nothing', (m) => m.generateKeyPair(), 'ERR_INVALID_ARG_TYPE'], ['null', (m) => m.generateKeyPair(null), 'ERR_INVALID_ARG_TYPE'], ['empty', (m) => m.generateKeyPair(''), 'ERR_INVALID_ARG_VALUE'], ['String object', (m) => m.generateKeyPair(new String('ES256')), 'ERR_INVALID_ARG_TYPE'], ['more arguments', (m) => m.generateKeyPair('ES256', {}, 'more'), 'resolved'], ['called on something', (m) => m.generateKeyPair.call(5, 'ES256'), 'resolved']])
sameAll('options are a misfit', MISFITS.flatMap(([label, make]) => ['ES256', 'RS256'].map((alg) => [`${alg} ${label}`, (m, t) => { stub(t); return m.generateKeyPair(alg, make(t)) }])))
sameAll('extractable is a misfit, for the host to judge', PRIMITIVE_MISFITS.map(([label, make]) => [label, (m, t) => m.generateKeyPair('ES256', { extractable: make(t) })]))
sameAll('extractable is a misfit, as it is handed on', PRIMITIVE_MISFITS.map(([label, make]) => [label, (m, t) => { stub(t); return m.generateKeyPair('ES256', { extractable: make(t) }) }]))
sameAll('options throw', ['extractable', 'modulusLength'].flatMap((name) => THROWN.flatMap(([label, make]) => ['ES256', 'RS256', 'foo', ''].map((alg) => [`${name}, ${label}, ${alg}`, (m, t) => { stub(t); return m.generateKeyPair(alg, bomb({}, name, make(t, m))) }]))))
sameAll('reading order', ['ES256', 'PS256', 'EdDSA', 'foo'].map((alg) => [alg, (m, t) => { stub(t); return m.generateKeyPair(alg, t.trace('options', { extractable: true, modulusLength: 2048, more: 1 })) }]))
sameAll('the host fails', THROWN.flatMap(([label, make]) => [
  [`throws ${label}`, (m, t) => { const e = make(t, m); asked(t, () => { throw e }); return m.generateKeyPair('ES256') }],
  [`rejects with ${label}`, (m, t) => { const e = make(t, m); asked(t, () => Promise.reject(e)); return m.generateKeyPair('RS256') }],
]))
sameAll('the host gives something else', MISFITS.filter(([label]) => label !== 'revoked proxy').map(([label, make]) => [label, (m, t) => { asked(t, async () => make(t)); return m.generateKeyPair('ES256') }]))
same('the host\'s own pair comes out', (m, t) => { stub(t); return m.generateKeyPair('RS256') }, 'resolved')
same('two pairs are not one', async (m) => { const [one, two] = [await m.generateKeyPair('ES256'), await m.generateKeyPair('ES256')]; return [one === two, one.privateKey === two.privateKey] }, 'resolved')
sameAll('fit for use', [...ALGS.filter((alg) => !/^[RP]S/.test(alg)), 'PS256', 'EdDSA'].map((alg) => [alg, async (m, t) => {
  const pair = t.key('generated', await m.generateKeyPair(alg))
  const handle = m.DPoP(client(), pair)
  await handle.calculateThumbprint()
  return par(m, t, { auth: m.PrivateKeyJwt(pair.privateKey), options: { DPoP: handle }, fetch: async (url, { body, headers }) => [JSON.parse(Buffer.from(body.get('client_assertion').split('.')[0], 'base64url')), Object.keys(JSON.parse(Buffer.from(headers.dpop.split('.')[0], 'base64url')).jwk)] })
}, 'resolved']))
same('1024 bits fail at the first signature', async (m, t) => {
  const pair = t.key('generated', await m.generateKeyPair('RS256', { modulusLength: 1024 }))
  await t.step('request object', () => m.issueRequestObject(server(), client(), {}, pair.privateKey))
  await t.step('proof', () => par(m, t, { options: { DPoP: m.DPoP(client(), pair) } }))
  return par(m, t, { auth: m.PrivateKeyJwt(pair.privateKey) })
}, 'OAUTH_UNSUPPORTED_OPERATION')
sameAll('proxies', [['throwing', (t) => throwing(t)], ['revoked', () => revoked()]].flatMap(([label, make]) => [[`alg ${label}`, (m, t) => m.generateKeyPair(make(t)), 'ERR_INVALID_ARG_TYPE'], [`options ${label}`, (m, t) => m.generateKeyPair('ES256', make(t))]]))
