// A real authorization server (oidc-provider) in memory on loopback, for tests and the demo.
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { debuglog } from 'node:util'
import { generateKeyPair, exportJWK } from 'jose'
import { recording } from './exchanges.mjs'
import { listen, close } from './listen.mjs'

// NODE_DEBUG=authorization-server shows what oidc-provider has to say.
const log = debuglog('authorization-server')
routeNotices()
const { default: Provider } = await import('oidc-provider')

// RFC 6749 Appendix B: sent as they are in a Basic header, these would not arrive.
const SECRET = "demo secret: 100% +/=&?#-_.~!*'()"

const METHODS = ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt']

/** Clients by their token_endpoint_auth_method; `encoded` is one whose client_id needs Appendix B as well. */
export const CLIENTS = {
  none: { client_id: 'demo-none', token_endpoint_auth_method: 'none' },
  client_secret_basic: { client_id: 'demo-basic', client_secret: SECRET, token_endpoint_auth_method: 'client_secret_basic' },
  client_secret_post: { client_id: 'demo-post', client_secret: SECRET, token_endpoint_auth_method: 'client_secret_post' },
  encoded: { client_id: 'demo %&+:/?-_.~', client_secret: SECRET, token_endpoint_auth_method: 'client_secret_basic' },
}

/**
 * @param {object} [options]
 * @param {number} [options.port] 0 takes any free one
 * @param {string[]} [options.origins] origins of pages that may call the server (CORS)
 * @param {boolean} [options.anyOrigin] any page may
 * @param {Record<string, object>} [options.clients] further clients: jwks, dpop_bound_access_tokens, …
 * @param {object} [options.features] further oidc-provider features: dPoP, requestObjects, mTLS, …
 * @param {object} [options.algorithms] enabledJWA of oidc-provider, where it shall accept more than it does by itself
 * @param {{cert: string, key: string}} [options.tls] serves https
 * @param {{cert: string, key: string, ca?: string}} [options.mtls] a second, https server that asks for a client certificate and is
 *   named in mtls_endpoint_aliases; with `ca` the handshake fails unless the certificate is of that authority
 * @param {boolean} [options.record] keeps every POST in `exchanges`
 */
export async function start({ port = 0, origins = [], anyOrigin = false, clients = {}, features = {}, algorithms = {}, tls, mtls, record = false } = {}) {
  const server = tls ? createTlsServer(tls) : createServer()
  const issuer = await listen(server, port)
  const servers = [server]
  const discovery = {}
  if (mtls) {
    const alias = createTlsServer({ ...mtls, requestCert: true, rejectUnauthorized: mtls.ca !== undefined })
    discovery.mtls_endpoint_aliases = { pushed_authorization_request_endpoint: `${await listen(alias)}/request` }
    servers.push(alias)
  }
  const allowed = new Set(origins)
  const all = { ...CLIENTS, ...clients }

  const provider = new Provider(issuer, {
    clients: Object.values(all).map(registration),
    clientAuthMethods: features.mTLS?.enabled ? [...METHODS, 'self_signed_tls_client_auth', 'tls_client_auth'] : METHODS,
    responseTypes: ['code'],
    features: {
      devInteractions: { enabled: true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      ...features,
    },
    clientBasedCORS: (_context, origin) => anyOrigin || allowed.has(origin),
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    discovery,
    enabledJWA: algorithms,
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [crypto.randomUUID()] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, RefreshToken: 600, Session: 600 },
  })
  provider.on('server_error', (_context, error) => log('%o', error))
  const exchanges = []
  const answer = record ? recording(provider.callback(), exchanges) : provider.callback()
  for (const one of servers) {
    one.on('request', (request, response) => {
      // The provider's login page asks a host on the internet for a font: nothing leaves the machine.
      response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      answer(request, response)
    })
  }

  return {
    issuer,
    clients: all,
    exchanges,
    allowOrigin: (origin) => void allowed.add(origin),
    close: () => Promise.all(servers.map(close)),
  }
}

function registration(client) {
  return {
    // native: the port of a loopback redirect_uri is free (RFC 8252 section 7.3)
    application_type: 'native',
    redirect_uris: ['http://127.0.0.1/', 'http://127.0.0.1/callback'],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    ...client,
  }
}

async function signingKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }
}

function routeNotices() {
  for (const level of ['info', 'warn']) {
    const original = console[level]
    console[level] = (...args) => (/oidc-provider (NOTICE|WARNING): /.test(args[0]) ? log('%s', args[0]) : original.apply(console, args))
  }
}
