// Software keys: what stands in for the host's CryptoKey and crypto.subtle in the entry oauth4wasm/es256. The bundler puts
// `subtle` in the host's place (src/web/es256-globals.js), so the other files, and the default entry, know nothing of this one.

import { at, attempt, bytesAt } from './frame.js'
import { call } from './guard.js'

// The numbers are those of src/web/operations.rs.
const READ_KEY = 40
const MAKE_KEY = 41
const SIGN = 42
const EXPORT_KEY = 43

const ALGORITHM = Object.freeze({ name: 'ECDSA', namedCurve: 'P-256' })

// What is behind a key: { publicJwk: text of a JWK, number: 32 bytes, of a private key that was not disposed of }.
const keys = new WeakMap()
// Signatures made here, with the public JWK that they belong to.
const signers = new WeakMap()

const dispose = Symbol.dispose ?? Symbol()
// A runtime that is without it, as an older workerd, keeps a number until its memory is used again.
const collected = globalThis.FinalizationRegistry && new FinalizationRegistry(wipe)

/** Looks like a CryptoKey to readers. It has no secret property: the number is in `keys`. */
class SoftwareKey {
  constructor(type, extractable, usages, state) {
    this.type = type
    this.extractable = extractable
    this.algorithm = ALGORITHM
    this.usages = Object.freeze(usages)
    keys.set(Object.freeze(this), state)
  }
  get [Symbol.toStringTag]() {
    return 'SoftwareKey'
  }
  [dispose]() {
    const state = keys.get(this)
    if (!state?.number) return
    wipe(state.number)
    state.number = undefined
  }
}

function wipe(number) {
  number.fill(0)
}

// In the host's place --------------------------------------------------------------------------------

const hostSubtle = () => {
  const { subtle } = globalThis.crypto
  return subtle
}

export const subtle = {
  async sign(algorithm, key, data) {
    if (!keys.has(key)) return hostSubtle().sign(algorithm, key, data)
    // After a turn: whoever asks may be a wasm frame, and this needs a stack of its own to overwrite.
    await undefined
    const { publicJwk, number } = keys.get(key)
    const { buffer } = call(SIGN, number, data, new Uint8Array(64))
    signers.set(buffer, publicJwk)
    return buffer
  },
  exportKey: (format, key) => (keys.has(key) ? JSON.parse(keys.get(key).publicJwk) : hostSubtle().exportKey(format, key)),
  generateKey: (...input) => hostSubtle().generateKey(...input),
  // A public key becomes the host's when a signature of the host's needs it. For ours its JWK is enough.
  importKey: (...input) => (input[0] === 'jwk' ? { input } : hostSubtle().importKey(...input)),
  async verify(algorithm, { input }, signature, data) {
    const signer = signers.get(signature)
    if (!signer) return hostSubtle().verify(algorithm, await hostSubtle().importKey(...input), signature, data)
    const [expected, { kty, crv, x, y }] = [JSON.parse(signer), input[1]]
    return kty === expected.kty && crv === expected.crv && x === expected.x && y === expected.y
  },
}

// For callers ----------------------------------------------------------------------------------------

/** A pair of keys whose number `fill` has put into the bytes that it gets; it yields the public JWK. */
function pair(fill, options) {
  const extractable = Boolean(options?.extractable)
  const number = new Uint8Array(32)
  const publicJwk = fill(number)
  const privateKey = new SoftwareKey('private', extractable, ['sign'], { publicJwk, number })
  collected?.register(privateKey, number)
  return { privateKey, publicKey: new SoftwareKey('public', true, ['verify'], { publicJwk }) }
}

export const generateSoftwareKeyPair = (alg, options) => pair((number) => call(MAKE_KEY, alg, number), options)

export async function importSoftwareKey(privateKey, options) {
  return pair((number) => call(READ_KEY, privateKey, number), options)
}

export async function exportSoftwareKey(key) {
  const state = keys.get(key)
  return call(EXPORT_KEY, key, state?.publicJwk, state?.number)
}

// For src/web/es256.rs -------------------------------------------------------------------------------

export const isKey = attempt((value) => keys.has(at(value)) || isHostKey(at(value)))

const isHostKey = (value) => typeof CryptoKey === 'function' && value instanceof CryptoKey

export const bytesOf = attempt((value) => {
  const input = at(value)
  if (typeof input === 'string') return new TextEncoder().encode(input)
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
  if (Object.prototype.toString.call(input) === '[object ArrayBuffer]') return new Uint8Array(input)
  return undefined
})

/** A caller's own buffer is theirs. */
export function discard(bytes, input) {
  if (typeof at(input) === 'string') wipe(at(bytes))
}

export const store = (bytes, pointer, length) => at(bytes).set(bytesAt(pointer, length))
