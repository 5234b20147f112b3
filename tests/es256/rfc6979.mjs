// Deterministic ECDSA by RFC 6979 section 3.2, on numbers of JavaScript: shares nothing with the package. Not for keys that are secret.
import { createECDH, createHash, createHmac } from 'node:crypto'

// SEC 2 section 2.4.2: the order of P-256.
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const number = (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
const octets = (value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
const hmac = (key, ...data) => createHmac('sha256', key).update(Buffer.concat(data)).digest()

function power(base, exponent) {
  let result = 1n
  for (; exponent > 0n; exponent >>= 1n, base = (base * base) % ORDER) if (exponent & 1n) result = (result * base) % ORDER
  return result
}

/** R and S, one after the other. @param {Uint8Array} scalar @param {string} message */
export function sign(scalar, message) {
  const hash = createHash('sha256').update(message).digest()
  const seed = [octets(number(scalar)), octets(number(hash) % ORDER)]
  let V = Buffer.alloc(32, 1)
  let K = Buffer.alloc(32, 0)
  for (const byte of [0, 1]) {
    K = hmac(K, V, Buffer.from([byte]), ...seed)
    V = hmac(K, V)
  }
  // One V of 2^32 is no number below the order: this oracle does not go on to the next.
  V = hmac(K, V)
  const nonce = createECDH('prime256v1')
  nonce.setPrivateKey(V)
  const r = number(nonce.getPublicKey().subarray(1, 33)) % ORDER
  const s = (power(number(V), ORDER - 2n) * (number(hash) + r * number(scalar))) % ORDER
  return Buffer.concat([octets(r), octets(s)])
}
