// What a broken client would send: shows that the judges of the wire look.
import { SignJWT, calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK } from 'jose'
import { CELL_HEADER } from '../support/matrix-scenario.mjs'

const CELL = 'private_key_jwt ES256, DPoP and request object'
const SECONDS_AGO = 10_000

/**
 * The exchanges of one cell, each time with one thing wrong.
 * @param {import('../support/wire-jose.mjs').Capture} capture
 * @param {Record<string, import('../support/clients.mjs').Client>} clients
 * @returns {Promise<Record<string, import('../support/wire-jose.mjs').Capture>>} by what is wrong
 */
export async function forgeries(capture, clients) {
  const key = await importJWK(clients[CELL.split(',')[0]].key)
  const exchanges = capture.exchanges.filter(({ headers }) => headers[CELL_HEADER] === CELL)
  const [refused, accepted] = exchanges
  const endpoint = accepted.url

  const inBody = (name) => ({ get: ({ body }) => new URLSearchParams(body).get(name), set: (exchange, jwt) => setParameter(exchange, name, jwt) })
  const assertion = inBody('client_assertion')
  const request = inBody('request')
  const proof = { get: ({ headers }) => headers.dpop, set: (exchange, jwt) => void (exchange.headers.dpop = jwt) }

  const resigned = (place, change, signer = key) => async (exchange) => {
    const parts = { header: decodeProtectedHeader(place.get(exchange)), payload: decodeJwt(place.get(exchange)) }
    change(parts)
    place.set(exchange, await new SignJWT(parts.payload).setProtectedHeader(parts.header).sign(signer))
  }
  const broken = (place) => (exchange) => {
    const jwt = place.get(exchange)
    place.set(exchange, jwt.slice(0, -8) + (jwt.at(-8) === 'A' ? 'B' : 'A') + jwt.slice(-7))
  }
  const claims = (place, values) => resigned(place, ({ payload }) => Object.assign(payload, values))
  const header = (place, values) => resigned(place, (parts) => void (parts.header = { ...parts.header, ...values }))

  // A proof carries its key, so another pair signs as well as the client's own; only the thumbprint tells.
  const pair = await generateKeyPair('ES256', { extractable: true })
  const [publicJwk, privateJwk] = [await exportJWK(pair.publicKey), await exportJWK(pair.privateKey)]
  const reproved = ({ claims, jwk = publicJwk, ...members } = {}) =>
    resigned(
      proof,
      (parts) => {
        parts.header = { ...parts.header, ...members, jwk }
        Object.assign(parts.payload, claims)
      },
      pair.privateKey,
    )
  /** The first proof is of the other pair too, so that nothing but the named thing is wrong. */
  const ofOtherPair = (change) => async (exchange, own) => {
    await reproved()(own.exchanges[0])
    await reproved(change)(exchange)
    own.thumbprints[CELL] = await calculateJwkThumbprint(publicJwk)
  }

  const wrong = {
    'assertion: signature': broken(assertion),
    'assertion: aud is the endpoint': claims(assertion, { aud: endpoint }),
    'assertion: aud is an array': claims(assertion, { aud: [capture.issuer, endpoint] }),
    'assertion: sub': claims(assertion, { sub: 'other' }),
    'assertion: iss': claims(assertion, { iss: 'other' }),
    'assertion: no jti': claims(assertion, { jti: undefined }),
    'assertion: jti of the first request': claims(assertion, { jti: decodeJwt(assertion.get(refused)).jti }),
    'assertion: lives for an hour': resigned(assertion, ({ payload }) => void (payload.exp += 3600)),
    'assertion: expired': resigned(assertion, ({ payload }) => Object.assign(payload, { exp: payload.exp - SECONDS_AGO, iat: payload.iat - SECONDS_AGO })),
    'assertion: kid': header(assertion, { kid: 'other' }),
    'proof: signature': broken(proof),
    'proof: a key of nobody': reproved(),
    'proof: htu of another endpoint': ofOtherPair({ claims: { htu: `${capture.issuer}/token` } }),
    'proof: htu with a query': ofOtherPair({ claims: { htu: `${endpoint}?a=b` } }),
    'proof: htm': ofOtherPair({ claims: { htm: 'GET' } }),
    'proof: typ': ofOtherPair({ typ: 'jwt' }),
    'proof: private key in it': ofOtherPair({ jwk: privateJwk }),
    'proof: ath': ofOtherPair({ claims: { ath: 'A'.repeat(43) } }),
    'proof: no nonce': ofOtherPair({ claims: { nonce: undefined } }),
    'proof: another nonce': ofOtherPair({ claims: { nonce: 'other' } }),
    'proof: old': ofOtherPair({ claims: { iat: decodeJwt(proof.get(accepted)).iat - SECONDS_AGO } }),
    'proof: short jti': ofOtherPair({ claims: { jti: '1' } }),
    'request object: signature': broken(request),
    'request object: typ': header(request, { typ: 'JWT' }),
    'request object: aud': claims(request, { aud: endpoint }),
    'request object: no nbf': claims(request, { nbf: undefined }),
    'request object: lives for two hours': resigned(request, ({ payload }) => void (payload.exp += 7200)),
    'request object: sub': claims(request, { sub: 'matrix' }),
    'request object: request_uri in it': claims(request, { request_uri: 'urn:x' }),
    'request object: another client_id': claims(request, { client_id: 'other' }),
    'body: a parameter beside the request object': (exchange) => setParameter(exchange, 'state', 'outside'),
    'body: client_id twice': (exchange) => void (exchange.body += '&client_id=other'),
  }

  const entries = Object.entries(wrong).map(async ([name, forge]) => {
    const own = structuredClone({ ...capture, exchanges: exchanges.slice(0, 2) })
    await forge(own.exchanges[1], own)
    return [name, own]
  })
  return Object.fromEntries(await Promise.all(entries))
}

function setParameter(exchange, name, value) {
  const body = new URLSearchParams(exchange.body)
  body.set(name, value)
  exchange.body = body.toString()
}
