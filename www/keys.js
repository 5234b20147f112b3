// WebCrypto wants to be told what a key is for, which a JWK says in `alg`, or in `crv`.
import { FormError } from './failures.js'

const CURVES = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', Ed25519: 'Ed25519' }
const NAMED_CURVES = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }
const RSA = { PS: 'RSA-PSS', RS: 'RSASSA-PKCS1-v1_5' }

/** @param {string} text a private JWK @returns {Promise<{key: CryptoKey, kid?: string}>} */
export async function privateKey(text) {
  const jwk = parsed(text)
  if (typeof jwk.d !== 'string') throw new FormError('It has no member "d": it is not a private key.', 'key')
  const { kid, use, key_ops, ext, ...members } = jwk
  try {
    return { key: await crypto.subtle.importKey('jwk', members, algorithm(jwk), false, ['sign']), kid }
  } catch (error) {
    if (error instanceof FormError) throw error
    throw new FormError(`The browser cannot use this key: ${error.message || error.name}.`, 'key')
  }
}

function parsed(text) {
  if (text.trim() === '') throw new FormError('A private key is needed, as a JWK.', 'key')
  try {
    const value = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value
  } catch {
    // The message of the host would quote the key.
  }
  throw new FormError('The private key is not a JWK: it must be one JSON object.', 'key')
}

function algorithm({ alg, crv, kty }) {
  const name = alg === 'EdDSA' ? 'Ed25519' : (alg ?? CURVES[crv] ?? (kty === 'RSA' ? 'PS256' : undefined))
  if (name === 'Ed25519') return { name }
  if (name in NAMED_CURVES) return { name: 'ECDSA', namedCurve: NAMED_CURVES[name] }
  const rsa = RSA[name?.slice(0, 2)]
  if (rsa && kty === 'RSA') return { name: rsa, hash: `SHA-${name.slice(2)}` }
  throw new FormError(`The page does not know the algorithm of this key (alg ${alg}, kty ${kty}, crv ${crv}).`, 'key')
}
