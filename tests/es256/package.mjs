// The entry oauth4wasm/es256 of the packed package, and keys in every form that it reads.
import { createPrivateKey, createECDH } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packed } from '../support/paths.mjs'

export const entry = pathToFileURL(join(packed, 'es256.mjs')).href

/** @returns {Promise<typeof import('../../pkg/es256.js')>} */
export const load = () => import(entry)

export const as = { issuer: 'https://as.example' }
export const client = { client_id: 'client' }

/** A fresh key as Node has it: `{ jwk, pem, der, scalar, publicJwk }`. */
export function freshKey() {
  // Not by generateKeyPair: a Node whose garbage collector meets the job of that while the same key is exported as a JWK waits for
  // itself for ever (seen with Node 20: KeyGenJob's destructor wants the mutex that ExportJWKEcKey holds).
  const pair = createECDH('prime256v1')
  const point = pair.generateKeys()
  const [d, x, y] = [pair.getPrivateKey(), point.subarray(1, 33), point.subarray(33)].map((bytes) => bytes.toString('base64url'))
  return keyOf({ kty: 'EC', crv: 'P-256', x, y, d })
}

/** The key of a JWK. */
export const keyOf = (jwk) => formsOf(createPrivateKey({ key: jwk, format: 'jwk' }))

function formsOf(privateKey) {
  const { kty, crv, x, y, d } = privateKey.export({ format: 'jwk' })
  return {
    jwk: { kty, crv, x, y, d },
    pem: privateKey.export({ format: 'pem', type: 'pkcs8' }),
    der: privateKey.export({ format: 'der', type: 'pkcs8' }),
    scalar: new Uint8Array(Buffer.from(d, 'base64url')),
    publicJwk: { kty, crv, x, y },
  }
}

/** A JWT that is the same at every call: header and payload are fixed. */
export function fixedJwt(oauth, key) {
  const fix = (header, payload) => {
    for (const claim of Object.keys(payload)) delete payload[claim]
    payload.fixed = true
  }
  return oauth.issueRequestObject(as, client, {}, key, { [oauth.modifyAssertion]: fix })
}
