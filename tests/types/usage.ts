// Every export as a user would use it. It is compiled for each of hosts/*.json and never run.
import * as oauth from 'oauth4wasm'
import {
  None,
  processPushedAuthorizationResponse,
  pushedAuthorizationRequest,
  type AuthorizationServer,
  type Client,
  type ClientAuth,
  type CryptoKey,
  type CryptoKeyPair,
  type CustomFetchOptions,
  type DiscoveryRequestOptions,
  type DPoPHandle,
  type DPoPRequestOptions,
  type GenerateKeyPairOptions,
  type HttpRequestOptions,
  type JsonArray,
  type JsonObject,
  type JsonPrimitive,
  type JsonValue,
  type JWSAlgorithm,
  type ModifyAssertionFunction,
  type ModifyAssertionOptions,
  type MTLSEndpointAliases,
  type OAuth2Error,
  type PrivateKey,
  type PushedAuthorizationRequestOptions,
  type PushedAuthorizationResponse,
  type PushedAuthorizationUrl,
  type PushedAuthorizationUrlOptions,
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

// As FAPI 2.0 wants it: a key authenticates the client and signs the request, another one is what the code is bound to.
export async function fromKeysToTheCallback(as: AuthorizationServer, client: Client, signing: CryptoKey, request: Request) {
  const key: PrivateKey = { key: signing, kid: 'key-1' }
  const algorithm: JWSAlgorithm = 'ES256'
  const keyPair: CryptoKeyPair = await oauth.generateKeyPair(algorithm)
  const DPoP: DPoPHandle = oauth.DPoP(client, keyPair)
  const state: string = oauth.generateRandomState()
  const parameters = { response_type: 'code', redirect_uri: 'https://client.example/callback', state }

  const options: PushedAuthorizationUrlOptions = { DPoP, requestObject: key, signal: AbortSignal.timeout(10_000) }
  const pushed: PushedAuthorizationUrl = await oauth.pushedAuthorizationUrl(as, client, oauth.PrivateKeyJwt(key), parameters, options)
  const url: URL = pushed.url
  const seconds: number = pushed.expires_in
  console.log(url.href, seconds.toFixed(), pushed.expires_at.getTime() > Date.now(), pushed.request_uri.length)

  const response: URLSearchParams = oauth.validateAuthResponse(as, client, new URL(request.url), state)
  const posted: URLSearchParams = oauth.validateAuthResponse(as, client, new URLSearchParams(await request.text()), state)
  oauth.validateAuthResponse(as, client, response)
  oauth.validateAuthResponse(as, client, response, undefined)
  oauth.validateAuthResponse(as, client, response, oauth.expectNoState)
  oauth.validateAuthResponse(as, client, response, oauth.skipStateCheck)
  const code: string | null = response.get('code') ?? posted.get('code')
  return code
}

// The same by hand, with the answer to a demand for a nonce.
export async function pushWithProof(as: AuthorizationServer, client: Client, key: CryptoKey, DPoP: DPoPHandle): Promise<PushedAuthorizationResponse> {
  const request: string = await oauth.issueRequestObject(as, client, new URLSearchParams({ response_type: 'code' }), key)
  const push = async () => {
    const response: Response = await pushedAuthorizationRequest(as, client, oauth.PrivateKeyJwt(key), { request }, { DPoP })
    return processPushedAuthorizationResponse(as, client, response)
  }
  return push().catch((err: unknown) => {
    const again: boolean = oauth.isDPoPNonceError(err)
    if (again) return push()
    throw err
  })
}

const olderName: ModifyAssertionFunction = (header, payload) => {
  if (header['alg'] === 'Ed25519') header['alg'] = 'EdDSA'
  payload['nbf'] = undefined
}

export async function everyFormOfEveryKey(as: AuthorizationServer, client: Client) {
  const options: (GenerateKeyPairOptions | undefined)[] = [undefined, {}, { extractable: true }, { extractable: false, modulusLength: 4096 }]
  for (const o of options) await oauth.generateKeyPair('PS256', o)
  const { privateKey, publicKey } = await oauth.generateKeyPair('a name from elsewhere' satisfies string)

  // Keys of the host are keys of ours, and the other way round.
  const made = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const keyPair: CryptoKeyPair = made as typeof made & CryptoKeyPair
  const imported: CryptoKey = await crypto.subtle.importKey('jwk', { kty: 'EC' }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new Uint8Array(1))
  await crypto.subtle.exportKey('jwk', publicKey)
  const words: string[] = [privateKey.type, privateKey.algorithm.name, ...privateKey.usages, String(publicKey.extractable)]
  console.log(words.join())

  const modify: (ModifyAssertionOptions | undefined)[] = [
    undefined,
    {},
    { [oauth.modifyAssertion]: olderName },
    { [oauth.modifyAssertion]: () => {} },
    { [oauth.modifyAssertion]: (header) => void delete header['kid'] },
    { [oauth.modifyAssertion]: (header, payload) => Object.assign(payload, { aud: [as.issuer], typ: header['typ'] }) },
  ]
  const keys = [privateKey, imported, { key: privateKey }, { key: privateKey, kid: 'key-1' }]
  const authentications: ClientAuth[] = [oauth.TlsClientAuth(), oauth.ClientSecretJwt('secret'), oauth.PrivateKeyJwt(privateKey)]
  for (const m of modify) {
    authentications.push(oauth.ClientSecretJwt('secret', m))
    for (const key of keys) {
      authentications.push(oauth.PrivateKeyJwt(key, m))
      for (const parameters of [{ a: '1' }, [['resource', 'a'], ['resource', 'b']], new URLSearchParams('a=1')])
        await oauth.issueRequestObject(as, client, parameters, key, m)
    }
    const handles: DPoPHandle[] = [oauth.DPoP(client, keyPair, m), oauth.DPoP({ [oauth.clockSkew]: 5 }, { privateKey, publicKey }, m), oauth.DPoP({}, keyPair)]
    for (const DPoP of handles) {
      const thumbprint: string = await DPoP.calculateThumbprint()
      const proof: DPoPRequestOptions = { DPoP }
      await pushedAuthorizationRequest(as, client, None(), { dpop_jkt: thumbprint }, { ...proof, headers: { 'x-a': '1' } })
    }
  }
  for (const clientAuth of authentications)
    for (const o of [undefined, {}, { requestObject: { key: privateKey } }, { [oauth.allowInsecureRequests]: true }, { [oauth.customFetch]: fetchWithLog }])
      await oauth.pushedAuthorizationUrl(as, client, clientAuth, {}, o)
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
    return [code, err.status, response.status, err.hint?.trim(), ...challenges.map(challenge)].join(' ')
  }
  if (err instanceof oauth.ResponseBodyError) {
    const code: 'OAUTH_RESPONSE_BODY_ERROR' = err.code
    const retryAfter: string | null = err.response.headers.get('retry-after')
    const uri: JsonValue | undefined = err.cause['error_uri']
    return [code, err.status.toFixed(), err.error, err.error_description?.trim(), uri, retryAfter, err.hint?.trim()].join(' ')
  }
  if (err instanceof oauth.AuthorizationResponseError) {
    const code: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' = err.code
    return [code, err.error, err.error_description, err.cause.get('state')].join(' ')
  }
  if (err instanceof oauth.UnsupportedOperationError) return `${err.code satisfies string} ${String(err.cause)}`
  if (err instanceof oauth.OperationProcessingError) return reason(err)
  const hint: string | undefined = (err as { hint?: string }).hint
  return err instanceof Error ? `${err.message} ${hint ?? ''}` : String(err)
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
      if (cause && typeof cause === 'object' && 'parameters' in cause) return String(cause.parameters as URLSearchParams)
      return JSON.stringify((cause as { body: JsonValue } | undefined)?.body)
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
  oauth.jweDecrypt,
  oauth.jwksCache,
  oauth.nopkce,
  oauth.skipAuthTimeCheck,
  oauth.skipSubjectCheck,
]
