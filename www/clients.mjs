// The clients of the embedded server, one for each way of client authentication that a page has. They share a secret and a key.
import { exportJWK, generateKeyPair } from 'jose'
import { CLIENTS } from '../tests/support/authorization-server.mjs'

const ALG = 'ES256'
const METHODS = {
  none: CLIENTS.none,
  client_secret_basic: CLIENTS.client_secret_basic,
  client_secret_post: CLIENTS.client_secret_post,
  client_secret_jwt: { client_id: 'demo-secret-jwt', client_secret: CLIENTS.client_secret_post.client_secret, token_endpoint_auth_signing_alg: 'HS256' },
  private_key_jwt: { client_id: 'demo-private-key-jwt', token_endpoint_auth_signing_alg: ALG },
}

/** @returns {Promise<{key: object, registrations: Record<string, object>}>} the private key, and what the server knows */
export async function demoClients() {
  const { privateKey } = await generateKeyPair(ALG, { extractable: true })
  const key = { ...(await exportJWK(privateKey)), alg: ALG, kid: 'demo-key' }
  const { d, ...publicKey } = key
  const registrations = Object.entries(METHODS).map(([method, client]) => [
    method,
    { ...client, token_endpoint_auth_method: method, request_object_signing_alg: ALG, jwks: { keys: [publicKey] } },
  ])
  return { key, registrations: Object.fromEntries(registrations) }
}
