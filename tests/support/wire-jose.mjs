// Judges what went over the wire by the RFCs, with jose. tests/e2e/judge.py does the same with PyJWT, and shares no code with this.
import { EmbeddedJWK, calculateJwkThumbprint, importJWK, jwtVerify } from 'jose'
import { publicJwk } from './clients.mjs'
import { CELL_HEADER } from './matrix-scenario.mjs'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const PARAMETERS = ['response_type', 'scope', 'prompt', 'redirect_uri', 'state', 'nonce', 'code_challenge', 'code_challenge_method']
const PROOF_ALGS = ['ES256', 'PS256', 'RS256', 'Ed25519']
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth', 'priv']
/** RFC 7523 leaves the lifetime of an assertion to the server; a minute is what the package promises. */
const ASSERTION_SECONDS = 60
/** FAPI 2.0 Message Signing section 5.3.2. */
const REQUEST_OBJECT_SECONDS = 3600
/** 128 bits in base64url. */
const SHORTEST_JTI = 22

/**
 * @typedef {object} Capture as JSON
 * @property {string} issuer
 * @property {Record<string, {method: string, secret?: string, jwk: JsonWebKey & {alg: string, kid: string}}>} clients by client_id
 * @property {Record<string, string>} thumbprints of the DPoP key by cell, as the package calculated them
 * @property {import('./exchanges.mjs').Exchange[]} exchanges
 */

/** @returns {Capture} @param {{name: string, detail: {thumbprint?: string}}[]} results of the matrix scenario */
export function captured({ issuer, clients, exchanges }, results) {
  const known = Object.values(clients).map(({ client_id, method, secret, key }) => [client_id, { method, secret, jwk: publicJwk(key) }])
  const thumbprints = results.filter(({ detail }) => detail?.thumbprint).map(({ name, detail }) => [name, detail.thumbprint])
  return { issuer, clients: Object.fromEntries(known), thumbprints: Object.fromEntries(thumbprints), exchanges }
}

/**
 * @param {Capture} capture
 * @returns {Promise<{problems: string[], verified: {assertions: number, proofs: number, requestObjects: number}}>}
 */
export async function judge({ issuer, clients, thumbprints, exchanges }) {
  const problems = []
  const verified = { assertions: 0, proofs: 0, requestObjects: 0 }
  const jtis = new Set()
  const before = new Map()

  for (const [index, exchange] of exchanges.entries()) {
    const cell = exchange.headers[CELL_HEADER]
    const [name, variation] = cell.split(', ')
    const previous = before.get(cell)
    before.set(cell, exchange)
    const check = (condition, problem) => condition || problems.push(`${cell}, exchange ${index}: ${problem}`)
    const body = new URLSearchParams(exchange.body)
    const client = clients[body.get('client_id')]
    if (!check(client, 'unknown client_id')) continue
    const facts = { issuer, client, clientId: body.get('client_id'), exchange, previous, body, check, cell, thumbprints, jtis }
    const hasAssertion = name.startsWith('private_key_jwt') || name === 'client_secret_jwt'
    const hasRequestObject = variation.includes('request object')
    const hasProof = variation.includes('DPoP')

    const names = hasRequestObject ? ['request'] : [...PARAMETERS]
    names.push('client_id')
    if (hasAssertion) names.push('client_assertion_type', 'client_assertion')
    if (name === 'client_secret_post') names.push('client_secret')
    check([...body.keys()].sort().join() === names.sort().join(), `parameters of the body: ${[...body.keys()]}`)
    check(exchange.headers['content-type'] === 'application/x-www-form-urlencoded;charset=UTF-8', 'content-type')
    check((exchange.headers.authorization !== undefined) === (name === 'client_secret_basic'), 'authorization header')
    check((exchange.headers.dpop !== undefined) === hasProof, 'DPoP header')
    check(exchange.status === (hasProof && previous?.status !== 400 ? 400 : 201), `status ${exchange.status}`)

    for (const [wanted, kind, verify] of [
      [hasAssertion, 'assertions', assertion],
      [hasProof, 'proofs', proof],
      [hasRequestObject, 'requestObjects', requestObject],
    ]) {
      if (!wanted) continue
      try {
        await verify(facts)
        verified[kind]++
      } catch (error) {
        check(false, `${kind}: ${error.message}`)
      }
    }
  }
  return { problems, verified }
}

/** RFC 7521 section 5.2, RFC 7523 section 3, and the stricter audience of RFC 7523bis. */
async function assertion({ issuer, client, clientId, exchange, body, check, jtis }) {
  const symmetric = client.method === 'client_secret_jwt'
  const { payload, protectedHeader } = await jwtVerify(body.get('client_assertion'), await verificationKey(client, symmetric), {
    algorithms: [symmetric ? 'HS256' : client.jwk.alg],
    issuer: clientId,
    subject: clientId,
    audience: issuer,
    requiredClaims: ['exp', 'iat', 'nbf', 'jti'],
    maxTokenAge: ASSERTION_SECONDS,
    currentDate: new Date(exchange.time),
  })
  check(body.get('client_assertion_type') === ASSERTION_TYPE, 'client_assertion_type')
  check(typeof payload.aud === 'string', 'aud of the assertion is one string')
  check(payload.exp - payload.iat <= ASSERTION_SECONDS, 'lifetime of the assertion')
  check(protectedHeader.kid === (symmetric ? undefined : client.jwk.kid), 'kid of the assertion')
  checkJti(payload, check, jtis)
}

/** RFC 9449 sections 4.2 and 4.3, and section 8 for the nonce. */
async function proof({ exchange, previous, check, cell, thumbprints, jtis }) {
  const { payload, protectedHeader } = await jwtVerify(exchange.headers.dpop, EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: PROOF_ALGS,
    requiredClaims: ['jti', 'htm', 'htu', 'iat'],
    maxTokenAge: ASSERTION_SECONDS,
    currentDate: new Date(exchange.time),
  })
  const target = new URL(exchange.url)
  check(payload.htm === exchange.method, `htm ${payload.htm}`)
  check(payload.htu === target.origin + target.pathname, `htu ${payload.htu}`)
  check(payload.ath === undefined, 'ath without an access token')
  check(!PRIVATE_MEMBERS.some((name) => name in protectedHeader.jwk), 'private key in the proof')
  check(Object.keys(protectedHeader).sort().join() === 'alg,jwk,typ', 'header of the proof')
  check((await calculateJwkThumbprint(protectedHeader.jwk)) === thumbprints[cell], 'thumbprint of the key of the proof')
  check(payload.nonce === (previous?.status === 400 ? previous.nonce : undefined), `nonce ${payload.nonce}`)
  check(exchange.status === 201 || exchange.nonce, 'the server sends a nonce with its demand')
  checkJti(payload, check, jtis)
}

/** RFC 9101 sections 4 and 10.8, FAPI 2.0 Message Signing section 5.3.2. */
async function requestObject({ issuer, client, clientId, exchange, body, check, jtis }) {
  const { payload, protectedHeader } = await jwtVerify(body.get('request'), await verificationKey(client, false), {
    typ: 'oauth-authz-req+jwt',
    algorithms: [client.jwk.alg],
    issuer: clientId,
    audience: issuer,
    requiredClaims: ['exp', 'nbf', 'iat', 'jti', 'client_id'],
    maxTokenAge: ASSERTION_SECONDS,
    currentDate: new Date(exchange.time),
  })
  check(typeof payload.aud === 'string', 'aud of the request object is one string')
  check(payload.client_id === clientId, 'client_id of the request object')
  check(payload.exp - payload.nbf <= REQUEST_OBJECT_SECONDS, 'lifetime of the request object')
  check(protectedHeader.kid === client.jwk.kid, 'kid of the request object')
  for (const name of PARAMETERS) check(typeof payload[name] === 'string', `${name} in the request object`)
  for (const name of ['sub', 'request', 'request_uri']) check(!(name in payload), `${name} in the request object`)
  checkJti(payload, check, jtis)
}

function checkJti({ jti }, check, jtis) {
  check(typeof jti === 'string' && jti.length >= SHORTEST_JTI, 'jti is long')
  check(!jtis.has(jti), 'jti is new')
  jtis.add(jti)
}

const verificationKey = ({ secret, jwk }, symmetric) => (symmetric ? new TextEncoder().encode(secret) : importJWK(jwk, jwk.alg))
