// A client for every way of client authentication that the package has.
import { exportJWK, generateKeyPair } from 'jose'

// RFC 6749 Appendix B: sent as they are in a Basic header, these would not arrive. Long enough for HS256.
const SECRET = "matrix secret: 100% +/=&?#-_.~!*'()"
/** Signs the request objects of clients whose authentication has no key. */
const REQUEST_OBJECT_ALG = 'ES256'
export const SIGNATURES = ['ES256', 'PS256', 'RS256', 'Ed25519']

/**
 * @typedef {object} Client all that the client itself knows, as JSON
 * @property {string} client_id
 * @property {string} method token_endpoint_auth_method
 * @property {string} [secret]
 * @property {{jwk: object, subject: string}} [certificate]
 * @property {JsonWebKey & {alg: string, kid: string}} key private: signs request objects, and assertions where the method has them
 */

/** @param {{jwk: object, subject: string}} certificate of the clients that have one @returns {Promise<Record<string, Client>>} by name */
export async function createClients(certificate) {
  const secrets = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt']
  const clients = {
    none: { method: 'none' },
    ...Object.fromEntries(secrets.map((method) => [method, { method, secret: SECRET }])),
    ...Object.fromEntries(SIGNATURES.map((alg) => [`private_key_jwt ${alg}`, { method: 'private_key_jwt', alg }])),
    self_signed_tls_client_auth: { method: 'self_signed_tls_client_auth', certificate },
    tls_client_auth: { method: 'tls_client_auth', certificate },
  }
  const entries = Object.entries(clients).map(async ([name, { alg = REQUEST_OBJECT_ALG, ...client }]) => {
    const client_id = `matrix-${name.replace(' ', '-')}`
    return [name, { client_id, ...client, key: await privateJwk(alg, `${client_id}-key`) }]
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** What the server knows about it. @param {Client} client */
export function registration({ client_id, method, secret, certificate, key }) {
  return {
    client_id,
    client_secret: secret,
    token_endpoint_auth_method: method,
    token_endpoint_auth_signing_alg: { client_secret_jwt: 'HS256', private_key_jwt: key.alg }[method],
    request_object_signing_alg: key.alg,
    jwks: { keys: [publicJwk(key), certificate?.jwk].filter(Boolean) },
    tls_client_auth_subject_dn: method === 'tls_client_auth' ? certificate.subject : undefined,
  }
}

export function publicJwk({ d, p, q, dp, dq, qi, ...jwk }) {
  return jwk
}

async function privateJwk(alg, kid) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), alg, kid, use: 'sig' }
}
