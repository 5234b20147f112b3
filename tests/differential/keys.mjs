// Key material for the cases that sign: made once for the process and never again. Nothing of it is secret.
import { webcrypto } from 'node:crypto'

const { subtle } = webcrypto
const EXPONENT = new Uint8Array([1, 0, 1])
const rsa = (name, hash, modulusLength = 2048) => ({ name, hash, modulusLength, publicExponent: EXPONENT })
const generate = (algorithm, usages = ['sign', 'verify']) => subtle.generateKey(algorithm, true, usages)

const ALGORITHMS = {
  ...Object.fromEntries([256, 384, 512].flatMap((bits) => [[`RS${bits}`, { name: 'RSASSA-PKCS1-v1_5', hash: `SHA-${bits}` }], [`PS${bits}`, { name: 'RSA-PSS', hash: `SHA-${bits}` }]])),
  ES256: { name: 'ECDSA', namedCurve: 'P-256' }, ES384: { name: 'ECDSA', namedCurve: 'P-384' }, ES512: { name: 'ECDSA', namedCurve: 'P-521' },
  Ed25519: { name: 'Ed25519' },
}
/** The algorithms of par.md §8.1 that every host has. */
export const ALGS = Object.keys(ALGORITHMS)

const [material, short, odd, long] = await Promise.all([2048, 1024, 2040, 3072].map((bits) => generate(rsa('RSASSA-PKCS1-v1_5', 'SHA-256', bits))))

/** The pair, imported anew as a key of another algorithm or extractability. */
async function reimport(pair, algorithm, extractable) {
  const jwks = await Promise.all([pair.privateKey, pair.publicKey].map((key) => subtle.exportKey('jwk', key)))
  const [privateKey, publicKey] = await Promise.all(jwks.map(({ alg, key_ops, ext, ...jwk }, i) => subtle.importKey('jwk', jwk, algorithm, i === 1 || extractable, [i === 1 ? 'verify' : 'sign'])))
  return { privateKey, publicKey, publicJwk: jwks[1] }
}

/** Per algorithm an extractable and a non-extractable pair of the same key: `pairs.ES256.open`, `pairs.ES256.closed`. */
export const pairs = Object.fromEntries(await Promise.all(ALGS.map(async (alg) => {
  const algorithm = ALGORITHMS[alg]
  const pair = /^[RP]S/.test(alg) ? material : await generate(algorithm)
  return [alg, { open: await reimport(pair, algorithm, true), closed: await reimport(pair, algorithm, false) }]
})))
/** The pair as CryptoKeys that nobody has seen: what is remembered per key, or done to it, stays with the case. */
export const fresh = (alg) => reimport(pairs[alg].open, ALGORITHMS[alg], false)
/** Two more EC keys, and a longer RSA key. */
export const second = await reimport(await generate(ALGORITHMS.ES256), ALGORITHMS.ES256, false)
export const third = await reimport(await generate(ALGORITHMS.ES256), ALGORITHMS.ES256, false)
export const long3072 = { RS256: await reimport(long, ALGORITHMS.RS256, false), PS512: await reimport(long, ALGORITHMS.PS512, false) }

const made = async (algorithm, usages) => { try { return await generate(algorithm, usages) } catch { return undefined } }
const [ecdh, x25519, ed448, oaep, sha1, pss1] = await Promise.all([
  made({ name: 'ECDH', namedCurve: 'P-256' }, ['deriveBits']), made({ name: 'X25519' }, ['deriveBits']), made({ name: 'Ed448' }),
  made(rsa('RSA-OAEP', 'SHA-256'), ['encrypt', 'decrypt']), reimport(material, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' }, false), reimport(material, { name: 'RSA-PSS', hash: 'SHA-1' }, false),
])
const hmac = await generate({ name: 'HMAC', hash: 'SHA-256' })
const aes = await generate({ name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt'])

/** Pairs that cannot sign a token here: `[label, pair]`. Those that the host does not know are left out. */
export const UNFIT = [
  ['ECDH', ecdh], ['X25519', x25519], ['Ed448', ed448], ['RSA-OAEP', oaep], ['RS256 with SHA-1', sha1], ['PS with SHA-1', pss1],
  ['RS256 of 1024 bits', await reimport(short, ALGORITHMS.RS256, false)], ['PS512 of 1024 bits', await reimport(short, ALGORITHMS.PS512, true)], ['RS384 of 2040 bits', await reimport(odd, ALGORITHMS.RS384, false)],
].filter(([, pair]) => pair !== undefined)
/** Keys that are no half of a pair. */
export const SECRETS = [['HMAC key', hmac], ['AES key', aes]]

/** Something that passes for a CryptoKey by its prototype; `members` are copied with their getters. */
export function lookalikeKey(members) {
  const key = Object.create(CryptoKey.prototype)
  const base = { type: 'private', extractable: false, algorithm: { name: 'ECDSA', namedCurve: 'P-256' }, usages: ['sign'] }
  Object.defineProperties(key, { ...Object.getOwnPropertyDescriptors(base), ...Object.getOwnPropertyDescriptors(members) })
  return key
}
/** A real key, in a case of its own, with some members overridden. */
export async function disguised(alg, members, half = 'privateKey') {
  const key = (await fresh(alg))[half]
  return Object.defineProperties(key, Object.getOwnPropertyDescriptors(members))
}
