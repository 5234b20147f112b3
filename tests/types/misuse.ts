// What must not compile. A line below @ts-expect-error that compiles after all is an error.
import * as oauth from 'oauth4wasm'

declare const as: oauth.AuthorizationServer
declare const client: oauth.Client
declare const clientAuth: oauth.ClientAuth
declare const response: Response

// @ts-expect-error client authentication is not optional
oauth.pushedAuthorizationRequest(as, client)
// @ts-expect-error nor is it a string
oauth.pushedAuthorizationRequest(as, client, 'secret', {})
// @ts-expect-error nor the factory itself
oauth.pushedAuthorizationRequest(as, client, oauth.ClientSecretPost, {})
// @ts-expect-error parameters are not optional
oauth.pushedAuthorizationRequest(as, client, clientAuth)
// @ts-expect-error parameters are strings
oauth.pushedAuthorizationRequest(as, client, clientAuth, { max_age: 10 })
// @ts-expect-error not undefined either, URLSearchParams would send 'undefined'
oauth.pushedAuthorizationRequest(as, client, clientAuth, { scope: undefined })
// @ts-expect-error an issuer is needed
oauth.pushedAuthorizationRequest({}, client, clientAuth, {})
// @ts-expect-error a client identifier is needed
oauth.pushedAuthorizationRequest(as, {}, clientAuth, {})
// @ts-expect-error an endpoint is a string, not a URL
oauth.pushedAuthorizationRequest({ issuer: 'https://as.example', pushed_authorization_request_endpoint: new URL('https://as.example') }, client, clientAuth, {})
// @ts-expect-error a number of milliseconds is no signal
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { signal: 10_000 })
// @ts-expect-error a signal function is not asynchronous
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { signal: async () => AbortSignal.timeout(1) })
// @ts-expect-error options that do not exist
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { timeout: 10_000 })
// @ts-expect-error the key is the symbol, not its name
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { customFetch: fetch })
// @ts-expect-error a custom fetch yields a Response
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { [oauth.customFetch]: async () => 'text' })
// @ts-expect-error the body of a PAR is URLSearchParams
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { [oauth.customFetch]: async (_: string, options: { body: string }) => response })
// @ts-expect-error a boolean is needed
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { [oauth.allowInsecureRequests]: 1 })

// @ts-expect-error the Response is judged, not its promise
oauth.processPushedAuthorizationResponse(as, client, oauth.pushedAuthorizationRequest(as, client, clientAuth, {}))
// @ts-expect-error as and client come first
oauth.processPushedAuthorizationResponse(response)

// @ts-expect-error an issuer is a URL, not a string
oauth.discoveryRequest('https://as.example')
// @ts-expect-error unknown algorithm
oauth.discoveryRequest(new URL('https://as.example'), { algorithm: 'oauth' })
// @ts-expect-error the expected issuer is a URL, not a string
oauth.processDiscoveryResponse('https://as.example', response)

// @ts-expect-error a secret is needed
oauth.ClientSecretBasic()
// @ts-expect-error a secret is a string
oauth.ClientSecretPost(new Uint8Array(32))
// @ts-expect-error nothing to configure
oauth.None('secret')
// @ts-expect-error a verifier is needed
oauth.calculatePKCECodeChallenge()
// @ts-expect-error no length to choose
oauth.generateRandomCodeVerifier(128)
// @ts-expect-error a URL, not a string
oauth.checkProtocol('https://as.example', true)

// @ts-expect-error a client's skew is a number of seconds
export const skewed: oauth.Client = { client_id: 'a', [oauth.clockSkew]: '5' }
// @ts-expect-error metadata is JSON
export const dated: oauth.Client = { client_id: 'a', registered: new Date() }

export async function results() {
  const result = await oauth.processPushedAuthorizationResponse(as, client, response)
  // @ts-expect-error results are read-only
  result.request_uri = ''
  // @ts-expect-error seconds, not a Date
  const until: Date = result.expires_in
  // @ts-expect-error metadata is read-only
  as.issuer = 'https://other.example'
  // @ts-expect-error an endpoint may be missing
  const endpoint: string = as.pushed_authorization_request_endpoint
  return [until, endpoint]
}

export function errors(err: unknown) {
  // @ts-expect-error an OAuth error needs its response
  new oauth.ResponseBodyError('message', { cause: { error: 'invalid_request' } })
  // @ts-expect-error an OAuth error needs `error`
  new oauth.ResponseBodyError('message', { cause: {}, response })
  // @ts-expect-error schemes are lower case
  new oauth.WWWAuthenticateChallengeError('message', { cause: [{ scheme: 'Basic', parameters: {} }], response })
  // @ts-expect-error codes are literal types
  const code: typeof oauth.PARSE_ERROR = 'OAUTH_INVALID_RESPONSE'
  // @ts-expect-error the cause of a processing error is not known without its code
  if (err instanceof oauth.OperationProcessingError) err.cause.status
  return code
}

// The aliases of the host's types are nobody else's business.
// @ts-expect-error not exported
export type NotExported = oauth.Response
// @ts-expect-error the internals of oauth4webapi are not declared here either
oauth.resolveEndpoint
