// Every export as a user would use it. It is compiled for each of hosts/*.json and never run.
import * as oauth from 'oauth4wasm'
import {
  None,
  processPushedAuthorizationResponse,
  pushedAuthorizationRequest,
  type AuthorizationServer,
  type Client,
  type ClientAuth,
  type CustomFetchOptions,
  type DiscoveryRequestOptions,
  type HttpRequestOptions,
  type JsonArray,
  type JsonObject,
  type JsonPrimitive,
  type JsonValue,
  type MTLSEndpointAliases,
  type OAuth2Error,
  type PushedAuthorizationRequestOptions,
  type PushedAuthorizationResponse,
  type WWWAuthenticateChallenge,
  type WWWAuthenticateChallengeParameters,
} from 'oauth4wasm'

const issuer = new URL('https://as.example')

export async function fromDiscoveryToTheBrowser(session: Map<string, string>): Promise<URL> {
  const options: DiscoveryRequestOptions = { algorithm: 'oauth2', signal: AbortSignal.timeout(1_000) }
  const as: AuthorizationServer = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))
  const client: Client = {
    client_id: 'abc4ba37',
    use_mtls_endpoint_aliases: true,
    redirect_uris: ['https://client.example/callback'],
    [oauth.clockSkew]: -5,
    [oauth.clockTolerance]: 10,
  }

  const code_verifier: string = oauth.generateRandomCodeVerifier()
  const state: string = oauth.generateRandomState()
  const nonce: string = oauth.generateRandomNonce()
  session.set('code_verifier', code_verifier).set('state', state).set('nonce', nonce)

  const parameters = {
    response_type: 'code',
    redirect_uri: 'https://client.example/callback',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(code_verifier),
    code_challenge_method: 'S256',
  }
  const response: Response = await pushedAuthorizationRequest(as, client, None(), parameters)
  const result: PushedAuthorizationResponse = await processPushedAuthorizationResponse(as, client, response)
  const until: number = Date.now() + result.expires_in * 1000
  session.set('until', until.toString())

  if (as.authorization_endpoint === undefined) throw new Error('no authorization endpoint')
  const url = new URL(as.authorization_endpoint)
  url.searchParams.set('client_id', client.client_id)
  url.searchParams.set('request_uri', result.request_uri)
  return url
}

export async function everyFormOfEveryArgument(as: AuthorizationServer, client: Client, signal: AbortSignal) {
  const own: ClientAuth = async (as, client, body, headers) => {
    body.set('client_id', client.client_id)
    headers.set('x-issuer', as.issuer)
  }
  const authentications: ClientAuth[] = [own, oauth.None(), oauth.ClientSecretBasic('secret'), oauth.ClientSecretPost('secret')]
  const parameters = [{ a: '1' }, [['a', '1'], ['a', '2']], new URLSearchParams('a=1')]
  const options: PushedAuthorizationRequestOptions[] = [
    {},
    { signal },
    { signal: (url: string) => AbortSignal.timeout(url.length) },
    { headers: { 'x-a': '1' } },
    { headers: [['x-a', '1']] },
    { headers: new Headers({ 'x-a': '1' }) },
    { [oauth.allowInsecureRequests]: true },
    { [oauth.customFetch]: (url, options) => fetch(url, options) },
    { [oauth.customFetch]: (...args) => fetch(args[0], args[1]) },
    { [oauth.customFetch]: fetchWithLog },
  ]
  for (const clientAuth of authentications)
    for (const p of parameters)
      for (const o of options) await oauth.pushedAuthorizationRequest(as, client, clientAuth, p, o)
  await oauth.pushedAuthorizationRequest(as, client, None(), {}, undefined)

  await oauth.discoveryRequest(issuer)
  await oauth.discoveryRequest(issuer, { algorithm: 'oidc', [oauth.customFetch]: (url, { body, ...rest }) => fetch(url, rest) })
  oauth.checkProtocol(issuer, true)
  oauth.checkProtocol(issuer, undefined)
}

async function fetchWithLog(url: string, options: CustomFetchOptions<'POST', URLSearchParams>): Promise<Response> {
  const method: 'POST' = options.method
  const redirect: 'manual' = options.redirect
  const parameter: string | null = options.body.get('response_type')
  const accept: string | undefined = options.headers['accept']
  const signal: AbortSignal | undefined = options.signal
  console.log(method, url, redirect, parameter, accept, signal?.aborted)
  return fetch(url, options)
}

// What a wrapper of this package would declare.
export function withTimeout<M, B>(options: HttpRequestOptions<M, B>, milliseconds: number): HttpRequestOptions<M, B> {
  return { signal: AbortSignal.timeout(milliseconds), ...options }
}
export const pushOptions: PushedAuthorizationRequestOptions = withTimeout<'POST', URLSearchParams>({}, 1_000)

export function explain(err: unknown): string {
  if (err instanceof oauth.WWWAuthenticateChallengeError) {
    const code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' = err.code
    const challenges: WWWAuthenticateChallenge[] = err.cause
    const response: Response = err.response
    return [code, err.status, response.status, ...challenges.map(challenge)].join(' ')
  }
  if (err instanceof oauth.ResponseBodyError) {
    const code: 'OAUTH_RESPONSE_BODY_ERROR' = err.code
    const retryAfter: string | null = err.response.headers.get('retry-after')
    const uri: JsonValue | undefined = err.cause['error_uri']
    return [code, err.status.toFixed(), err.error, err.error_description?.trim(), uri, retryAfter].join(' ')
  }
  if (err instanceof oauth.AuthorizationResponseError) {
    const code: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' = err.code
    return [code, err.error, err.error_description, err.cause.get('state')].join(' ')
  }
  if (err instanceof oauth.UnsupportedOperationError) return `${err.code satisfies string} ${String(err.cause)}`
  if (err instanceof oauth.OperationProcessingError) return reason(err)
  return err instanceof Error ? err.message : String(err)
}

function challenge({ scheme, parameters, token68 }: WWWAuthenticateChallenge): string {
  const all: WWWAuthenticateChallengeParameters = parameters
  const known: (string | undefined)[] = [all.realm, all.error, all.error_description, all.error_uri, all.algs, all.scope, all.resource_metadata]
  return `${scheme} ${token68 ?? known.join()} ${all['other']}`
}

function reason(err: oauth.OperationProcessingError): string {
  const cause: unknown = err.cause
  switch (err.code) {
    case oauth.RESPONSE_IS_NOT_CONFORM:
    case oauth.RESPONSE_IS_NOT_JSON:
      return `status ${(cause as Response).status}`
    case oauth.PARSE_ERROR:
      return (cause as Error).name
    case oauth.INVALID_RESPONSE:
    case oauth.JSON_ATTRIBUTE_COMPARISON:
      return JSON.stringify((cause as { body: JsonValue }).body)
    case oauth.MISSING_SERVER_METADATA:
    case oauth.INVALID_SERVER_METADATA:
      return (cause as { attribute: string }).attribute
    case oauth.HTTP_REQUEST_FORBIDDEN:
    case oauth.REQUEST_PROTOCOL_FORBIDDEN:
      return (cause as URL).href
    case oauth.INTERNAL_ERROR:
      return 'a bug of oauth4wasm'
    default:
      return 'another code'
  }
}

// The constants are literal types, so that a switch over them can be exhaustive.
type Code =
  | typeof oauth.WWW_AUTHENTICATE_CHALLENGE | typeof oauth.RESPONSE_BODY_ERROR | typeof oauth.UNSUPPORTED_OPERATION
  | typeof oauth.AUTHORIZATION_RESPONSE_ERROR | typeof oauth.JWT_USERINFO_EXPECTED | typeof oauth.PARSE_ERROR
  | typeof oauth.INVALID_RESPONSE | typeof oauth.INVALID_REQUEST | typeof oauth.RESPONSE_IS_NOT_JSON
  | typeof oauth.RESPONSE_IS_NOT_CONFORM | typeof oauth.HTTP_REQUEST_FORBIDDEN | typeof oauth.REQUEST_PROTOCOL_FORBIDDEN
  | typeof oauth.JWT_TIMESTAMP_CHECK | typeof oauth.JWT_CLAIM_COMPARISON | typeof oauth.JSON_ATTRIBUTE_COMPARISON
  | typeof oauth.KEY_SELECTION | typeof oauth.MISSING_SERVER_METADATA | typeof oauth.INVALID_SERVER_METADATA
  | typeof oauth.INTERNAL_ERROR
export const oneOfTheCodes: Code = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'

// The errors can be made, as tests and wrappers do.
export function errors(response: Response): Error[] {
  const body: OAuth2Error = { error: 'invalid_request', extra: [1, { a: null }] }
  return [
    new oauth.OperationProcessingError('message'),
    new oauth.OperationProcessingError('message', { code: oauth.PARSE_ERROR, cause: new SyntaxError() }),
    new oauth.UnsupportedOperationError('message', { cause: { alg: 'none' } }),
    new oauth.ResponseBodyError('message', { cause: body, response }),
    new oauth.WWWAuthenticateChallengeError('message', { cause: [{ scheme: 'basic', parameters: {} }], response }),
    new oauth.AuthorizationResponseError('message', { cause: new URLSearchParams('error=access_denied') }),
  ]
}

// Metadata is data: it goes into JSON and comes out of it, and other specifications' members have a place in it.
export const aliases: MTLSEndpointAliases = { token_endpoint: 'https://mtls.as.example/token', other_endpoint: 'https://mtls.as.example/other' }
export const server: AuthorizationServer = { issuer: 'https://as.example', mtls_endpoint_aliases: aliases, vendor_extension: { a: [true] } }
export const array: JsonArray = [1, 'a', null, { a: [] }]
export const object: JsonObject = { array, primitive: null satisfies JsonPrimitive }
export const extension: JsonValue | undefined = server['vendor_extension']

/** Imports that resolve before the functions that take them are there. */
export const symbols: symbol[] = [
  oauth.expectNoNonce,
  oauth.expectNoState,
  oauth.jweDecrypt,
  oauth.jwksCache,
  oauth.modifyAssertion,
  oauth.nopkce,
  oauth.skipAuthTimeCheck,
  oauth.skipStateCheck,
  oauth.skipSubjectCheck,
]
