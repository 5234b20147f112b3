// Every way of client authentication, with and without DPoP and request objects, pushed step by step and by pushedAuthorizationUrl.
// Web APIs only: this file runs in Node, Deno, Bun, workerd and pages.
import { assert, equal, rejection, runChecks, show } from './checks.mjs'

const REDIRECT_URI = 'http://127.0.0.1/callback'
const SECONDS_PER_CELL = 20

export const VARIATIONS = {
  plain: {},
  DPoP: { dpop: true },
  'request object': { requestObject: true },
  'DPoP and request object': { dpop: true, requestObject: true },
}

/** Sent with every push, so that the server's record says which cell it belongs to. */
export const CELL_HEADER = 'x-cell'

/** @param {[string, string]} cell */
export const cellName = ([client, variation]) => `${client}, ${variation}`

/** One Ed25519 key in 130 WebKitGTK's own `crypto.subtle` fails to generate, with an OperationError: it is asked again. */
async function newKeys(generate) {
  for (let left = 2; ; left--) {
    try {
      return await generate()
    } catch (error) {
      if (error?.name !== 'OperationError' || left === 0) throw error
    }
  }
}

/**
 * @param {typeof import('oauth4webapi')} oauth the package under test
 * @param {{issuer: string, clients: Record<string, import('./clients.mjs').Client>, cells: [string, string][], software?: boolean}} input
 *   `software`: the keys are those of oauth4wasm/es256, not the host's
 * @param {typeof fetch} [mtlsFetch] presents the client certificate
 */
export function run(oauth, { issuer, clients, cells, software }, mtlsFetch) {
  const insecure = { [oauth.allowInsecureRequests]: true }
  const checks = cells.map((name) => [cellName(name), () => cell(clients[name[0]], VARIATIONS[name[1]], cellName(name))])
  return runChecks(Object.fromEntries(checks), SECONDS_PER_CELL)

  async function cell(known, variation, name) {
    const url = new URL(issuer)
    const as = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure))
    const { client, authentication, privateKey } = await clientOf(oauth, known, software)
    const options = { ...insecure, headers: { [CELL_HEADER]: name } }
    if (client.use_mtls_endpoint_aliases) options[oauth.customFetch] = mtlsFetch
    const keys = variation.dpop && (await newKeys(() => oauth.generateKeyPair(known.method === 'private_key_jwt' ? known.key.alg : 'ES256', { software })))
    // A new handle knows no nonce: the server refuses its first proof.
    const handle = () => keys && oauth.DPoP(client, keys)
    const links = []

    const byHand = await parameters(oauth)
    const first = handle()
    const { authorizationUrl } = await stepByStep(first, byHand)
    links.push({ authorizationUrl, state: byHand.state })

    const atOnce = await parameters(oauth)
    const { url: whole, request_uri, expires_in, expires_at } = await oauth.pushedAuthorizationUrl(as, client, authentication, atOnce, {
      ...options,
      DPoP: handle(),
      requestObject: variation.requestObject ? privateKey : undefined,
    })
    assert(whole instanceof URL, `url ${show(whole)}`)
    equal(whole.href, authorizationUrlOf(as, client, request_uri), 'url')
    assert(expires_at instanceof Date, `expires_at ${show(expires_at)}`)
    const left = (expires_at.getTime() - Date.now()) / 1000
    assert(left > expires_in - 5 && left < expires_in + 5, `expires_at ${show({ expires_in, left })}`)
    links.push({ authorizationUrl: whole.href, state: atOnce.state })

    return { links, thumbprint: await first?.calculateThumbprint() }

    async function stepByStep(DPoP, parameters) {
      const push = async () => {
        // As the documentation of oauth4webapi says: everything is made anew for each request.
        const body = variation.requestObject ? { request: await oauth.issueRequestObject(as, client, parameters, privateKey) } : parameters
        return oauth.pushedAuthorizationRequest(as, client, authentication, body, { ...options, DPoP })
      }
      let response = await push()
      if (DPoP) {
        equal(response.status, 400, `status of the first answer: ${await response.clone().text()}`)
        const error = await rejection(oauth.processPushedAuthorizationResponse(as, client, response))
        assert(oauth.isDPoPNonceError(error), `the server demands a nonce: ${error} ${show(error.cause)}`)
        response = await push()
      }
      equal(response.status, 201, `status: ${await response.clone().text()}`)
      const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, response)
      return { authorizationUrl: authorizationUrlOf(as, client, request_uri) }
    }
  }
}

/** The client, its authentication and its key, in the host's own terms. @param {import('./clients.mjs').Client} known */
export async function clientOf(oauth, { client_id, method, secret, key }, software) {
  const privateKey = { key: software ? (await oauth.importSoftwareKey(key)).privateKey : await importKey(key), kid: key.kid }
  const authentication = {
    none: () => oauth.None(),
    client_secret_basic: () => oauth.ClientSecretBasic(secret),
    client_secret_post: () => oauth.ClientSecretPost(secret),
    client_secret_jwt: () => oauth.ClientSecretJwt(secret),
    private_key_jwt: () => oauth.PrivateKeyJwt(privateKey),
    self_signed_tls_client_auth: () => oauth.TlsClientAuth(),
    tls_client_auth: () => oauth.TlsClientAuth(),
  }[method]()
  return { client: { client_id, use_mtls_endpoint_aliases: method.endsWith('tls_client_auth') }, authentication, privateKey }
}

/** prompt=none makes the server answer the authorization URL with this state, so that the outer test sees what arrived. */
export async function parameters(oauth) {
  return {
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    redirect_uri: REDIRECT_URI,
    state: `${oauth.generateRandomState()} ä & + = % 😀`,
    nonce: oauth.generateRandomNonce(),
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
    code_challenge_method: 'S256',
  }
}

function authorizationUrlOf(as, client, request_uri) {
  const url = new URL(as.authorization_endpoint)
  url.searchParams.set('client_id', client.client_id)
  url.searchParams.set('request_uri', request_uri)
  return url.href
}

function importKey({ kty, crv, x, y, n, e, d, p, q, dp, dq, qi, alg }) {
  const hash = 'SHA-256'
  const algorithm = {
    ES256: { name: 'ECDSA', namedCurve: 'P-256' },
    PS256: { name: 'RSA-PSS', hash },
    RS256: { name: 'RSASSA-PKCS1-v1_5', hash },
    Ed25519: { name: 'Ed25519' },
  }[alg]
  const jwk = Object.entries({ kty, crv, x, y, n, e, d, p, q, dp, dq, qi }).filter(([, value]) => value !== undefined)
  return crypto.subtle.importKey('jwk', Object.fromEntries(jwk), algorithm, false, ['sign'])
}
