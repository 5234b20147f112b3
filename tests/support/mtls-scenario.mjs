// Client certificates (RFC 8705): the package leaves TLS to the caller's fetch, and every answer and error of it must come through.
// For runtimes whose fetch can be given a certificate: Node, Deno, Bun.
import { assert, equal, rejection, runChecks } from './checks.mjs'
import { clientOf, parameters } from './matrix-scenario.mjs'

const SECONDS = 15

// What the runtimes say. With TLS 1.3 the client learns of its certificate's refusal after the handshake, as an alert or a closed connection.
const CLOSED = /certificate|closed|hang up|ECONNRESET|EPIPE|EPROTO/i
const UNTRUSTED = /self.signed|certificate|UnknownIssuer/i

/**
 * @typedef {object} Server
 * @property {string} issuer https; names an endpoint that asks for a client certificate in mtls_endpoint_aliases
 * @property {string} ca PEM, signs the certificate of the server
 * @property {{cert: string, key: string}} clientCertificate the one that is registered
 * @property {{client_id: string, method: string, key: JsonWebKey}} client
 */

/**
 * @param {typeof import('oauth4webapi')} oauth the package under test
 * @param {{asking: Server, demanding: Server, stranger: {cert: string, key: string}}} input `asking` takes any certificate and looks
 *   whether it is the client's own; `demanding` ends the TLS handshake without the right one; `stranger` is a certificate of nobody's
 * @param {(tls: {ca?: string, cert?: string, key?: string}) => {fetch: typeof fetch, close: () => unknown}} [connect] the runtime's way
 */
export function run(oauth, { asking, demanding, stranger }, connect = connectHere) {
  return runChecks(
    {
      'self_signed_tls_client_auth: the registered certificate': () => accepted(asking, asking.clientCertificate),
      'self_signed_tls_client_auth: another certificate': () => refused(asking, stranger),
      'self_signed_tls_client_auth: no certificate': () => refused(asking, {}),
      'self_signed_tls_client_auth: not at the alias, where nobody asks for the certificate': () =>
        refused(asking, asking.clientCertificate, { use_mtls_endpoint_aliases: false }),
      'tls_client_auth: the registered certificate': () => accepted(demanding, demanding.clientCertificate),
      'tls_client_auth: another certificate ends the handshake': () => unconnected(demanding, { ca: demanding.ca, ...stranger }, CLOSED),
      'tls_client_auth: no certificate ends the handshake': () => unconnected(demanding, { ca: demanding.ca }, CLOSED),
      'a server that the fetch does not trust': () => unconnected(asking, asking.clientCertificate, UNTRUSTED),
    },
    SECONDS,
  )

  /** Pushes once by steps and once, with DPoP nonces, by pushedAuthorizationUrl. */
  async function accepted(server, certificate) {
    const { fetch, close } = connect({ ca: server.ca, ...certificate })
    try {
      const { as, client, authentication } = await known(server)
      const options = { [oauth.customFetch]: fetch }
      const byHand = await parameters(oauth)
      const response = await oauth.pushedAuthorizationRequest(as, client, authentication, byHand, options)
      equal(response.status, 201, `status: ${await response.clone().text()}`)
      const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, response)
      const url = new URL(as.authorization_endpoint)
      url.search = new URLSearchParams({ client_id: client.client_id, request_uri })

      const atOnce = await parameters(oauth)
      const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
      const whole = await oauth.pushedAuthorizationUrl(as, client, authentication, atOnce, { ...options, DPoP })
      equal(whole.url.origin, server.issuer, 'the authorization endpoint has no alias')
      return {
        links: [
          { authorizationUrl: url.href, state: byHand.state },
          { authorizationUrl: whole.url.href, state: atOnce.state },
        ],
      }
    } finally {
      await close()
    }
  }

  async function refused(server, certificate, flags) {
    const { fetch, close } = connect({ ca: server.ca, ...certificate })
    try {
      const { as, client, authentication } = await known(server)
      const request = [as, { ...client, ...flags }, authentication, await parameters(oauth)]
      const response = await oauth.pushedAuthorizationRequest(...request, { [oauth.customFetch]: fetch })
      const byHand = await rejection(oauth.processPushedAuthorizationResponse(as, client, response))
      const atOnce = await rejection(oauth.pushedAuthorizationUrl(...request, { [oauth.customFetch]: fetch }))
      for (const error of [byHand, atOnce]) {
        assert(error instanceof oauth.ResponseBodyError, `class ${error}`)
        equal(error.code, oauth.RESPONSE_BODY_ERROR, 'code')
        equal(error.error, 'invalid_client', 'error')
        equal(error.status, 401, 'status')
      }
    } finally {
      await close()
    }
  }

  /** There is no answer: what the fetch throws is what the caller gets. */
  async function unconnected(server, tls, reason) {
    const { fetch, close } = connect(tls)
    try {
      const { as, client, authentication } = await known(server)
      for (const push of [oauth.pushedAuthorizationRequest, oauth.pushedAuthorizationUrl]) {
        const thrown = []
        const customFetch = (...args) => fetch(...args).catch((error) => (thrown.push(error), Promise.reject(error)))
        const error = await rejection(push(as, client, authentication, await parameters(oauth), { [oauth.customFetch]: customFetch }))
        equal(thrown.length, 1, 'requests')
        equal(error, thrown[0], 'error')
        assert(reason.test(reasons(error)), `the reason is in the error: ${reasons(error)}`)
      }
    } finally {
      await close()
    }
  }

  async function known(server) {
    const { fetch, close } = connect({ ca: server.ca })
    try {
      const url = new URL(server.issuer)
      const as = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { [oauth.customFetch]: fetch }))
      const { client, authentication } = await clientOf(oauth, server.client)
      return { as, client, authentication }
    } finally {
      await close()
    }
  }
}

function reasons(error) {
  const own = `${error.name} ${error.code ?? ''} ${error.message}`
  return error.cause instanceof Error ? `${own} < ${reasons(error.cause)}` : own
}

function connectHere({ ca, cert, key }) {
  if (typeof Deno === 'object') {
    const client = Deno.createHttpClient({ caCerts: ca ? [ca] : [], cert, key })
    return { fetch: (url, init) => fetch(url, { ...init, client }), close: () => client.close() }
  }
  if (typeof Bun === 'object') return { fetch: (url, init) => fetch(url, { ...init, keepalive: false, tls: { ca, cert, key } }), close() {} }
  throw new Error('no way to give a certificate to the fetch of this runtime')
}
