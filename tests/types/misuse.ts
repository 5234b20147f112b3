// What must not compile. A line below @ts-expect-error that compiles after all is an error.
import * as oauth from 'oauth4wasm'

declare const as: oauth.AuthorizationServer
declare const client: oauth.Client
declare const clientAuth: oauth.ClientAuth
declare const response: Response
declare const key: oauth.CryptoKey
declare const keyPair: oauth.CryptoKeyPair

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

// @ts-expect-error a key pair is no handle
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { DPoP: keyPair })
// @ts-expect-error nor is the function that makes one
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { DPoP: oauth.DPoP })
// @ts-expect-error null does not mean no DPoP
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { DPoP: null })
// @ts-expect-error the symbol changes assertions, not requests
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { [oauth.modifyAssertion]: () => {} })
// @ts-expect-error a request object is for pushedAuthorizationUrl, or made by issueRequestObject
oauth.pushedAuthorizationRequest(as, client, clientAuth, {}, { requestObject: { key } })

// @ts-expect-error client authentication is not optional
oauth.pushedAuthorizationUrl(as, client, { response_type: 'code' })
// @ts-expect-error parameters are strings
oauth.pushedAuthorizationUrl(as, client, clientAuth, { max_age: 10 })
// @ts-expect-error a request object is signed by a PrivateKey, not made before
oauth.pushedAuthorizationUrl(as, client, clientAuth, {}, { requestObject: 'eyJ' })
// @ts-expect-error nor by a key pair
oauth.pushedAuthorizationUrl(as, client, clientAuth, {}, { requestObject: keyPair })
// @ts-expect-error one retry, no number of them
oauth.pushedAuthorizationUrl(as, client, clientAuth, {}, { retries: 3 })

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
// @ts-expect-error nor here: the certificate is the transport's
oauth.TlsClientAuth('certificate')
// @ts-expect-error a secret is no key
oauth.ClientSecretJwt(key)
// @ts-expect-error HS256 is the only choice
oauth.ClientSecretJwt('secret', { alg: 'HS512' })
// @ts-expect-error a key is needed
oauth.PrivateKeyJwt()
// @ts-expect-error a key pair has two
oauth.PrivateKeyJwt(keyPair)
// @ts-expect-error a key is a CryptoKey, not a JWK
oauth.PrivateKeyJwt({ kty: 'EC', crv: 'P-256', x: '', y: '', d: '' })
// @ts-expect-error nor PEM
oauth.PrivateKeyJwt('-----BEGIN PRIVATE KEY-----')
// @ts-expect-error a kid is a string
oauth.PrivateKeyJwt({ key, kid: 1 })
// @ts-expect-error the key of the option is the symbol, not its name
oauth.PrivateKeyJwt(key, { modifyAssertion: () => {} })
// @ts-expect-error claims are JSON
oauth.PrivateKeyJwt(key, { [oauth.modifyAssertion]: (header, payload) => { payload['exp'] = new Date() } })

// @ts-expect-error keys are needed
oauth.DPoP(client)
// @ts-expect-error both of them
oauth.DPoP(client, { privateKey: key })
// @ts-expect-error the client comes first
oauth.DPoP(keyPair, client)
// @ts-expect-error proofs are the requests' business
oauth.DPoP(client, keyPair).addProof(new URL('https://as.example'), new Headers(), 'POST')
// @ts-expect-error an error is needed
oauth.isDPoPNonceError()
// @ts-expect-error an algorithm is needed
oauth.generateKeyPair()
// @ts-expect-error an algorithm is its name
oauth.generateKeyPair({ name: 'ECDSA', namedCurve: 'P-256' })
// @ts-expect-error a length is a number of bits
oauth.generateKeyPair('RS256', { modulusLength: '2048' })
// @ts-expect-error no usages to choose
oauth.generateKeyPair('ES256', { usages: ['sign'] })
// @ts-expect-error symmetric algorithms are not among them
export const symmetric: oauth.JWSAlgorithm = 'HS256'

// @ts-expect-error a key is needed
oauth.issueRequestObject(as, client, {})
// @ts-expect-error parameters are strings
oauth.issueRequestObject(as, client, { claims: {} }, key)
// @ts-expect-error a JWS is a string, not an object
oauth.issueRequestObject(as, client, {}, key).then((jws) => jws.payload)

// @ts-expect-error a URL, not a string
oauth.validateAuthResponse(as, client, 'https://client.example/callback?code=a')
// @ts-expect-error as and client come first
oauth.validateAuthResponse(new URL('https://client.example/callback?code=a'))
// @ts-expect-error no state is a symbol, not null
oauth.validateAuthResponse(as, client, new URLSearchParams(), null)
// @ts-expect-error and not any symbol
oauth.validateAuthResponse(as, client, new URLSearchParams(), oauth.expectNoNonce)
// @ts-expect-error the parameters are not an object of members
oauth.validateAuthResponse(as, client, new URLSearchParams()).code
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
  const pushed = await oauth.pushedAuthorizationUrl(as, client, clientAuth, {})
  // @ts-expect-error so is that one
  pushed.url = new URL('https://as.example')
  // @ts-expect-error a moment is a Date, not a number
  const then: number = pushed.expires_at
  // @ts-expect-error other members of the response are not there
  const other = pushed['other']
  // @ts-expect-error metadata is read-only
  as.issuer = 'https://other.example'
  // @ts-expect-error an endpoint may be missing
  const endpoint: string = as.pushed_authorization_request_endpoint
  return [until, then, other, endpoint]
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
