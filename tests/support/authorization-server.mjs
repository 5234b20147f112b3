// A real authorization server (oidc-provider) in memory on loopback, for tests and the demo.
import { createServer } from 'node:http'
import { debuglog } from 'node:util'
import { generateKeyPair, exportJWK } from 'jose'
import { listen, close } from './listen.mjs'

// NODE_DEBUG=authorization-server shows what oidc-provider has to say.
const log = debuglog('authorization-server')
routeNotices()
const { default: Provider } = await import('oidc-provider')

// RFC 6749 Appendix B: sent as they are in a Basic header, these would not arrive.
const SECRET = "demo secret: 100% +/=&?#-_.~!*'()"

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
 * @param {Record<string, object>} [options.clients] further clients: jwks, dpop_bound_access_tokens, …
 * @param {object} [options.features] further oidc-provider features: dPoP, requestObjects, mTLS, …
 */
export async function start({ port = 0, origins = [], clients = {}, features = {} } = {}) {
  const server = createServer()
  const issuer = await listen(server, port)
  const allowed = new Set(origins)
  const all = { ...CLIENTS, ...clients }

  const provider = new Provider(issuer, {
    clients: Object.values(all).map(registration),
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'],
    responseTypes: ['code'],
    features: {
      devInteractions: { enabled: true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      ...features,
    },
    clientBasedCORS: (_context, origin) => allowed.has(origin),
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [crypto.randomUUID()] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, RefreshToken: 600, Session: 600 },
  })
  provider.on('server_error', (_context, error) => log('%o', error))
  const answer = provider.callback()
  server.on('request', (request, response) => {
    // The provider's login page asks a host on the internet for a font: nothing leaves the machine.
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    answer(request, response)
  })

  return {
    issuer,
    clients: all,
    allowOrigin: (origin) => void allowed.add(origin),
    close: () => close(server),
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
