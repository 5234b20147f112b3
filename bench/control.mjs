// The push in plain JavaScript with every shortcut that we know: what the same care would give without WebAssembly.
// Texts of headers and keys are made once per handle, identifiers are cut from a pool of random text, JSON is written
// by hand, all signatures of a request start together, no Headers object is built. It measures; it is no client: it
// checks no argument and no answer, and leaves hooks, mTLS aliases, signals and clock skew out.

export const customFetch = Symbol()

const encoder = new TextEncoder()
const unpadded = (text) => text.replace(/[+/=]/g, (sign) => (sign === '+' ? '-' : sign === '/' ? '_' : ''))
const fromLatin = (bytes) => {
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i])
  return text
}
const bytesToBase64url = Uint8Array.prototype.toBase64
  ? (bytes) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
  : globalThis.Buffer
    ? (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
    : (bytes) => unpadded(btoa(fromLatin(bytes)))
/** Of ASCII text. */
const textToBase64url = globalThis.Buffer
  ? (text) => Buffer.from(text, 'latin1').toString('base64url')
  : (text) => unpadded(btoa(text))

const IDENTIFIER_LENGTH = 43
let pool = ''
let used = 0
function identifier() {
  if (used + IDENTIFIER_LENGTH > pool.length) {
    pool = bytesToBase64url(crypto.getRandomValues(new Uint8Array(2048)))
    used = 0
  }
  return pool.slice(used, (used += IDENTIFIER_LENGTH))
}

const now = () => Math.floor(Date.now() / 1000)
const ES256 = { name: 'ECDSA', hash: 'SHA-256' }
const HS256 = { name: 'HMAC', hash: 'SHA-256' }

async function signed(input, algorithm, key) {
  return `${input}.${bytesToBase64url(new Uint8Array(await crypto.subtle.sign(algorithm, key, encoder.encode(input))))}`
}

// A client authentication is { headers, body, assertion }: each a function of the client and the server, or absent.

export const None = () => ({ body: (client) => `&client_id=${formEncoded(client.client_id)}` })

export function ClientSecretBasic(secret) {
  const encodedSecret = headerEncoded(secret)
  let header
  let text
  return {
    authorization: (client) => (header ??= `Basic ${btoa(`${headerEncoded(client.client_id)}:${encodedSecret}`)}`),
    body: (client) => (text ??= `&client_id=${formEncoded(client.client_id)}`),
  }
}

export function ClientSecretPost(secret) {
  const encodedSecret = formEncoded(secret)
  let text
  return { body: (client) => (text ??= `&client_id=${formEncoded(client.client_id)}&client_secret=${encodedSecret}`) }
}

export function ClientSecretJwt(secret) {
  const key = crypto.subtle.importKey('raw', encoder.encode(secret), HS256, false, ['sign'])
  return assertion(textToBase64url('{"alg":"HS256"}'), async (input) => signed(input, HS256, await key))
}

export function PrivateKeyJwt({ key, kid }) {
  return assertion(textToBase64url(`{"alg":"ES256","kid":${JSON.stringify(kid)}}`), (input) => signed(input, ES256, key))
}

function assertion(header, sign) {
  let names
  let prefix
  return {
    assertion(as, client) {
      names ??= `","aud":${JSON.stringify(as.issuer)},"iss":${JSON.stringify(client.client_id)},"sub":${JSON.stringify(client.client_id)},"iat":`
      prefix ??= `&client_id=${formEncoded(client.client_id)}&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=`
      const time = now()
      const payload = `{"jti":"${identifier()}${names}${time},"nbf":${time},"exp":${time + 60}}`
      return sign(`${header}.${textToBase64url(payload)}`).then((jwt) => prefix + jwt)
    },
  }
}

export function DPoP(client, { privateKey, publicKey }) {
  const nonces = new Map()
  let header
  const proof = (url, origin) => {
    const nonce = nonces.get(origin)
    const payload = `{"iat":${now()},"jti":"${identifier()}","htm":"POST",${nonce === undefined ? '' : `"nonce":${JSON.stringify(nonce)},`}"htu":${JSON.stringify(url)}}`
    return signed(`${header}.${textToBase64url(payload)}`, ES256, privateKey)
  }
  return {
    async ready() {
      const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey)
      header = textToBase64url(JSON.stringify({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } }))
    },
    proof: (url, origin) => (header ? proof(url, origin) : undefined),
    keep(origin, nonce) {
      if (nonces.size >= 100) nonces.clear()
      nonces.set(origin, nonce)
    },
  }
}

/** As `application/x-www-form-urlencoded` has it. */
function formEncoded(text) {
  return /^[\w.*-]*$/.test(text) ? text : new URLSearchParams([['', text]]).toString().slice(1)
}

/** The same, with what a form leaves as it is escaped too. */
const headerEncoded = (text) => formEncoded(text).replace(/[-_.*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

let lastEndpoint
let lastUrl
function endpoint(as) {
  const text = as.pushed_authorization_request_endpoint
  if (text !== lastEndpoint) {
    lastUrl = new URL(text)
    if (lastUrl.protocol !== 'https:') throw new TypeError('only https')
    lastEndpoint = text
  }
  return lastUrl
}

export async function pushedAuthorizationRequest(as, client, authentication, parameters, options) {
  const { href, origin } = endpoint(as)
  const handle = options.DPoP
  let jwt = authentication.assertion?.(as, client)
  let proof = handle?.proof(href, origin)
  if (handle && !proof) {
    await handle.ready()
    proof = handle.proof(href, origin)
  }
  const form = `${new URLSearchParams(parameters)}`
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', 'user-agent': 'control/1' }
  const authorization = authentication.authorization?.(client)
  if (authorization) headers.authorization = authorization
  if (jwt && proof) [jwt, proof] = await Promise.all([jwt, proof])
  else if (jwt) jwt = await jwt
  else if (proof) proof = await proof
  if (proof) headers.dpop = proof
  const body = form + (jwt ?? authentication.body?.(client) ?? '')
  const response = await options[customFetch](href, { body, headers, method: 'POST', redirect: 'manual', signal: undefined })
  const nonce = handle && response.headers.get('dpop-nonce')
  if (nonce) handle.keep(origin, nonce)
  return response
}

const requestObjectHeaders = new WeakMap()
export function issueRequestObject(as, client, parameters, { key, kid }) {
  let header = requestObjectHeaders.get(key)
  if (!header) {
    header = textToBase64url(`{"alg":"ES256","typ":"oauth-authz-req+jwt","kid":${JSON.stringify(kid)}}`)
    requestObjectHeaders.set(key, header)
  }
  const time = now()
  const claims = JSON.stringify({
    ...parameters, client_id: client.client_id, iss: client.client_id, aud: as.issuer,
    jti: identifier(), iat: time, nbf: time, exp: time + 60,
  })
  return signed(`${header}.${textToBase64url(claims)}`, ES256, key)
}
