// Tokens (compact JWS) inside what is compared. Two signatures are never equal, nor are two random `jti`; so a snapshot shows a
// token decoded, header and payload byte for byte, each `jti` as a placeholder, the signature by its length. After the run
// every token is verified with the keys that the case has registered (Tools.key, Tools.secret).
import { createHmac, webcrypto } from 'node:crypto'

const { subtle } = webcrypto
const TOKEN = /(?<![\w-])(e(?:y[I-L]|30)[\w-]*)\.([\w-]*)\.([\w-]+)(?![\w-])/g
const HASHES = { 'P-256': 'SHA-256', 'P-384': 'SHA-384', 'P-521': 'SHA-512' }
const used = new Map()

/** The text with every token decoded; each token is added to `tokens`. */
export function decoded(text, tokens) {
  return text.replace(TOKEN, (token, header, payload, signature) => {
    const texts = [header, payload].map(part)
    if (!isJson(texts[0])) return token
    tokens?.add(token)
    return `⟨${texts[0]}.${texts[1].replace(/(?<!\\)"jti":"([\w-]*)"/g, (_, jti) => `"jti":"${placeholder(jti, token)}"`)}.${bytes(signature)}⟩`
  })
}

/** 32 random bytes are a placeholder, once; anything else is shown. `owner`: who may show the same again. */
export function placeholder(jti, owner) {
  if (!isRandom(jti)) return jti
  if (owner === undefined) return '<32 random bytes>'
  if (!used.has(jti)) used.set(jti, owner)
  return used.get(jti) === owner ? '<32 random bytes>' : '<32 random bytes, used before>'
}

const isRandom = (text) => text.length === 43 && canonical(text) && new Set(text).size > 10
const canonical = (text) => Buffer.from(text, 'base64url').toString('base64url') === text
const bytes = (text) => (canonical(text) ? `${Buffer.from(text, 'base64url').length} bytes` : text)

function part(text) {
  const buffer = Buffer.from(text, 'base64url')
  const shown = buffer.toString()
  return canonical(text) && Buffer.from(shown).equals(buffer) ? shown : `not canonical: ${text}`
}

function isJson(text) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Who has signed this token: the label of a key, the key in its own header, or nobody that is known. */
export async function signer(token, keys) {
  const at = token.lastIndexOf('.')
  const [data, signature] = [Buffer.from(token.slice(0, at)), Buffer.from(token.slice(at + 1), 'base64url')]
  const { typ, jwk } = JSON.parse(Buffer.from(token.split('.')[0], 'base64url'))
  if (typ === 'dpop+jwt' && jwk) {
    const known = [...keys].find(([, key]) => key.publicJwk && sameKey(key.publicJwk, jwk))
    if (known && await verifies(known[1].publicKey, signature, data)) return `the key of its header, ${known[0]}`
  }
  for (const [label, key] of keys) {
    if (key.secret !== undefined ? createHmac('sha256', new TextEncoder().encode(key.secret)).update(data).digest().equals(signature) : await verifies(key.publicKey, signature, data)) return label
  }
  return NOBODY
}

export const NOBODY = 'nobody'

const sameKey = (one, other) => ['kty', 'crv', 'x', 'y', 'n', 'e'].every((member) => one[member] === other[member])

function verifies(publicKey, signature, data) {
  const { name, hash, namedCurve } = publicKey.algorithm
  const algorithm = { name, hash: HASHES[namedCurve], saltLength: Number(hash?.name.slice(4)) / 8 }
  return subtle.verify(algorithm, publicKey, signature, data)
}
