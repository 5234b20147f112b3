/**
 * OAuth 2 client in Rust and WebAssembly with the JavaScript API of `oauth4webapi` 3.8. This version covers pushed
 * authorization requests (RFC 9126) with what they need: client authentication by secret, key (RFC 7523) or certificate
 * (RFC 8705), DPoP (RFC 9449), signed request objects (RFC 9101), PKCE (RFC 7636) and authorization server metadata (RFC 8414);
 * and the authorization response that the user's browser brings back (RFC 6749 §4.1.2, RFC 9207).
 *
 * Every network exchange is a pair: a request function that resolves with the host's own `Response`, and a process function
 * that judges it; {@link pushedAuthorizationUrl} is both at once. Functions that return a promise report every failure as a
 * rejection, wrong arguments included; the others throw. Nothing needs to be initialised and nothing happens at import.
 *
 * Errors:
 * - `TypeError` whose `code` is `ERR_INVALID_ARG_TYPE` or `ERR_INVALID_ARG_VALUE`: an argument is wrong.
 * - {@link OperationProcessingError}: the server's answer or its metadata cannot be used; `code` says why.
 * - {@link ResponseBodyError}, {@link WWWAuthenticateChallengeError}: the server refused the request, in the protocol's terms.
 * - {@link AuthorizationResponseError}: the server sent the user back with an error.
 * - {@link UnsupportedOperationError}: this package does not do that, or not with that key.
 * - What the host's `fetch` and WebCrypto, your `customFetch`, your {@link ClientAuth} or your {@link modifyAssertion} function
 *   throws reaches you as the same object.
 *
 * Some errors have an own property `hint`: a text that says what to do next. Of a `TypeError` read it by
 * `(error as { hint?: string }).hint`. The package's `ERRORS.md` has all codes and all hints.
 *
 * Messages and hints are for people; `code` and `cause` are the contract. No error made here contains a client secret, a client assertion
 * or a code verifier.
 *
 * @example A pushed authorization request from beginning to end
 *
 * ```ts
 * import * as oauth from 'oauth4wasm'
 *
 * const issuer = new URL('https://as.example')
 * const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer))
 *
 * const client: oauth.Client = { client_id: 'abc4ba37' }
 * const clientAuth = oauth.ClientSecretPost('a secret from the client registration')
 *
 * const code_verifier = oauth.generateRandomCodeVerifier() // keep it for the token request
 * const response = await oauth.pushedAuthorizationRequest(
 *   as,
 *   client,
 *   clientAuth,
 *   {
 *     response_type: 'code',
 *     redirect_uri: 'https://client.example/callback',
 *     scope: 'openid',
 *     state: oauth.generateRandomState(),
 *     code_challenge: await oauth.calculatePKCECodeChallenge(code_verifier),
 *     code_challenge_method: 'S256',
 *   },
 *   { signal: AbortSignal.timeout(10_000) },
 * )
 * const { request_uri, expires_in } = await oauth.processPushedAuthorizationResponse(as, client, response)
 *
 * const redirectTo = new URL(as.authorization_endpoint!)
 * redirectTo.searchParams.set('client_id', client.client_id)
 * redirectTo.searchParams.set('request_uri', request_uri) // within `expires_in` seconds
 * ```
 *
 * @example With a signing key, a signed request and a sender-constrained code as in FAPI 2.0, up to the callback
 *
 * ```ts
 * import * as oauth from 'oauth4wasm'
 *
 * const signingKey: oauth.PrivateKey = { key: privateKey, kid: 'key-1' } // the server knows the public key
 * const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
 * const code_verifier = oauth.generateRandomCodeVerifier()
 * const state = oauth.generateRandomState()
 *
 * const { url } = await oauth.pushedAuthorizationUrl(
 *   as,
 *   client,
 *   oauth.PrivateKeyJwt(signingKey),
 *   {
 *     response_type: 'code',
 *     redirect_uri: 'https://client.example/callback',
 *     scope: 'accounts',
 *     state,
 *     code_challenge: await oauth.calculatePKCECodeChallenge(code_verifier),
 *     code_challenge_method: 'S256',
 *   },
 *   { DPoP, requestObject: signingKey, signal: AbortSignal.timeout(10_000) },
 * )
 * // Send the user's browser to `url`. It comes back to the `redirect_uri`, as `currentUrl`:
 * const code = oauth.validateAuthResponse(as, client, currentUrl, state).get('code')
 * ```
 *
 * @module
 */

// The host's types: of the DOM or WebWorker library, @types/node, @cloudflare/workers-types, Deno or Bun, whichever the project
// has. Where it has none they are `any`, which is what @ts-ignore is for: without it this file would not compile there.
// @ts-ignore
type AbortSignal = globalThis.AbortSignal
// @ts-ignore
type Headers = globalThis.Headers
// @ts-ignore
type Response = globalThis.Response
// @ts-ignore
type URL = globalThis.URL
// @ts-ignore
type URLSearchParams = globalThis.URLSearchParams

/**
 * A key of the host's WebCrypto: the type that its `crypto.subtle` signs with. Where a project has no types for that, or
 * not as a property of `globalThis` (Cloudflare Workers), it is a structure that goes for such a key and the other way round.
 *
 * @example
 *
 * ```ts
 * const key: oauth.CryptoKey = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
 * const clientAuth = oauth.PrivateKeyJwt(key)
 * ```
 */
export type CryptoKey = typeof globalThis extends { crypto: { subtle: { sign(algorithm: any, key: infer Key, data: any): any } } }
  ? Key
  : {
      readonly algorithm: { name: string }
      readonly extractable: boolean
      readonly type: string
      readonly usages: string[]
    }

/**
 * A private key and the public key that belongs to it, as {@link generateKeyPair} and WebCrypto make them.
 *
 * @example
 *
 * ```ts
 * const keyPair: oauth.CryptoKeyPair = await oauth.generateKeyPair('ES256')
 * const DPoP = oauth.DPoP(client, keyPair)
 * ```
 */
export interface CryptoKeyPair {
  /** Signs: `type` is `private`, `usages` has `sign`. It need not be extractable, and better is not. */
  privateKey: CryptoKey
  /** Goes into DPoP proofs: `type` is `public`, and it must be extractable. RFC 9449 §4.2. */
  publicKey: CryptoKey
}

/**
 * A private key with the name under which the server knows its public half.
 *
 * @example
 *
 * ```ts
 * const clientAuth = oauth.PrivateKeyJwt({ key: privateKey, kid: 'key-1' })
 * ```
 */
export interface PrivateKey {
  /** Signs: `type` is `private`, `usages` has `sign`, and its algorithm is one of {@link JWSAlgorithm}. */
  key: CryptoKey
  /** `kid` for the header of what it signs; without it there is none. Never empty. RFC 7515 §4.1.4. */
  kid?: string
}

/**
 * Names of the signature algorithms that this package knows: RFC 7518 §3.1 without HMAC and `none`; `Ed25519`, of which `EdDSA`
 * is the older name, RFC 9864 §2.2 and RFC 8037 §3.1; and ML-DSA (FIPS 204), which few hosts have yet.
 *
 * A key is always for one of them, so what signs with a key has no choice to make: ECDSA by curve, RSA by padding and hash. A key
 * of Ed25519 signs as `Ed25519`; {@link modifyAssertion} can write `EdDSA` for a server that knows that name only.
 *
 * @example
 *
 * ```ts
 * const algorithms: oauth.JWSAlgorithm[] = ['Ed25519', 'ES256']
 * const known = algorithms.find((alg) => as.dpop_signing_alg_values_supported?.includes(alg))
 * const keyPair = await oauth.generateKeyPair(known ?? 'ES256')
 * ```
 */
export type JWSAlgorithm =
  | 'PS256'
  | 'ES256'
  | 'RS256'
  | 'Ed25519'
  | 'ES384'
  | 'PS384'
  | 'RS384'
  | 'ES512'
  | 'PS512'
  | 'RS512'
  | 'ML-DSA-44'
  | 'ML-DSA-65'
  | 'ML-DSA-87'
  | 'EdDSA'

/**
 * A JSON object, RFC 8259 §4.
 *
 * @example
 *
 * ```ts
 * const detail: oauth.JsonObject = { type: 'payment_initiation', instructedAmount: { currency: 'EUR', amount: '123.50' } }
 * const parameters = { response_type: 'code', authorization_details: JSON.stringify([detail]) } // RFC 9396 §2
 * ```
 */
export type JsonObject = { [Key in string]?: JsonValue }

/**
 * A JSON array, RFC 8259 §5.
 *
 * @example
 *
 * ```ts
 * const details: oauth.JsonArray = [{ type: 'account_information', actions: ['list_accounts'] }]
 * const parameters = { response_type: 'code', authorization_details: JSON.stringify(details) }
 * ```
 */
export type JsonArray = JsonValue[]

/**
 * A JSON value that is neither object nor array, RFC 8259 §3.
 *
 * @example
 *
 * ```ts
 * const isPrimitive = (value: oauth.JsonValue): value is oauth.JsonPrimitive => value === null || typeof value !== 'object'
 * ```
 */
export type JsonPrimitive = string | number | boolean | null

/**
 * Any JSON value, RFC 8259 §3.
 *
 * @example
 *
 * ```ts
 * const pushed = await oauth.processPushedAuthorizationResponse(as, client, response)
 * const more: oauth.JsonValue | undefined = pushed['a_member_of_this_server']
 * ```
 */
export type JsonValue = JsonPrimitive | JsonObject | JsonArray

/**
 * Key of a request option that lifts the HTTPS requirement for that one request: with `true`, and only with `true`,
 * `http:` endpoints are allowed too. There is no exception for localhost.
 *
 * For development. Credentials and authorization requests then travel in the clear.
 *
 * @deprecated Not going away; marked so that it stands out in an editor.
 *
 * @example
 *
 * ```ts
 * const response = await oauth.discoveryRequest(new URL('http://localhost:8080'), {
 *   [oauth.allowInsecureRequests]: true,
 * })
 * ```
 */
export declare const allowInsecureRequests: unique symbol

/**
 * Key of a {@link Client} member: seconds that are added to this host's clock wherever the client states a time, positive if the
 * clock is slow. Anything but a finite number counts as 0; a fraction stays one in the JWT.
 *
 * It goes into `iat`, `nbf` and `exp` of every JWT that the client issues (RFC 7519 §4.1): client assertions, request objects and
 * DPoP proofs. Servers refuse a JWT that is more than some seconds ahead of their own clock, or too old. A {@link DPoP} handle
 * reads it once, when it is made; everything else at every use.
 *
 * @example
 *
 * ```ts
 * const client: oauth.Client = { client_id: 'abc4ba37', [oauth.clockSkew]: 5 * 60 }
 * ```
 */
export declare const clockSkew: unique symbol

/**
 * Key of a {@link Client} member: seconds by which the times in a received JWT may be off. Anything but a finite number of
 * at least 0 counts as 30.
 *
 * It concerns JWTs that the client validates (RFC 7519 §4.1), of which this version validates none.
 *
 * @example
 *
 * ```ts
 * const client: oauth.Client = { client_id: 'abc4ba37', [oauth.clockTolerance]: 10 }
 * ```
 */
export declare const clockTolerance: unique symbol

/**
 * Key of an option: a {@link ModifyAssertionFunction} that may change the header and payload of a JWT before it is signed, for
 * servers that want another `aud`, a `typ`, a longer life or an older name of an algorithm. {@link PrivateKeyJwt},
 * {@link ClientSecretJwt}, {@link DPoP} and {@link issueRequestObject} take it, as {@link ModifyAssertionOptions}.
 *
 * @example `EdDSA`, the older name of Ed25519, in place of `Ed25519`
 *
 * ```ts
 * const olderName: oauth.ModifyAssertionOptions = {
 *   [oauth.modifyAssertion]: (header) => {
 *     if (header['alg'] === 'Ed25519') header['alg'] = 'EdDSA'
 *   },
 * }
 * const clientAuth = oauth.PrivateKeyJwt(privateKey, olderName)
 * ```
 *
 * @example An audience that some servers want, RFC 9126 §2 allows and FAPI 2.0 §5.3.3.1 does not
 *
 * ```ts
 * const clientAuth = oauth.PrivateKeyJwt(privateKey, {
 *   [oauth.modifyAssertion]: (header, payload) => {
 *     payload['aud'] = as.token_endpoint
 *   },
 * })
 * ```
 */
export declare const modifyAssertion: unique symbol

/**
 * Key of an option: a function that decrypts a JWE (RFC 7516) to the JWT in it. No function of this version takes it yet; it is
 * here so that imports of it resolve.
 *
 * @example
 *
 * ```ts
 * const options = { [oauth.jweDecrypt]: async (jwe: string) => jwe }
 * ```
 */
export declare const jweDecrypt: unique symbol

/**
 * Key of an option: an object that keeps the server's keys (RFC 7517 §5) between calls. No function of this version takes it yet;
 * it is here so that imports of it resolve.
 *
 * @example
 *
 * ```ts
 * const options = { [oauth.jwksCache]: {} }
 * ```
 */
export declare const jwksCache: unique symbol

/**
 * Value for an expected subject: the `sub` of a UserInfo response is not compared (OpenID Connect Core 1.0 §5.3.2). No function
 * of this version takes it yet; it is here so that imports of it resolve.
 *
 * @example
 *
 * ```ts
 * const choice = oauth.skipSubjectCheck
 * ```
 */
export declare const skipSubjectCheck: unique symbol

/**
 * Value for a maximum age: the `auth_time` of an ID Token is not checked (OpenID Connect Core 1.0 §3.1.3.7). No function of this
 * version takes it yet; it is here so that imports of it resolve.
 *
 * @example
 *
 * ```ts
 * const choice = oauth.skipAuthTimeCheck
 * ```
 */
export declare const skipAuthTimeCheck: unique symbol

/**
 * Value for an expected nonce: the ID Token must have none (OpenID Connect Core 1.0 §3.1.3.7). No function of this version takes
 * it yet; it is here so that imports of it resolve.
 *
 * @example
 *
 * ```ts
 * const choice = oauth.expectNoNonce
 * ```
 */
export declare const expectNoNonce: unique symbol

/**
 * Value for the `expectedState` of {@link validateAuthResponse}, and its default: the authorization response must have no `state`,
 * because the request had none. RFC 6749 §4.1.2. Something else must then stop forged responses, such as PKCE: RFC 9700 §2.1.
 *
 * @example
 *
 * ```ts
 * const parameters = oauth.validateAuthResponse(as, client, currentUrl, oauth.expectNoState)
 * ```
 */
export declare const expectNoState: unique symbol

/**
 * Value for the `expectedState` of {@link validateAuthResponse}: `state` is not looked at, and may be there or not.
 *
 * The check against forged responses is then yours to make, with a state that is bound to the user's session and cannot be made up.
 * RFC 6749 §10.12.
 *
 * @example
 *
 * ```ts
 * const parameters = oauth.validateAuthResponse(as, client, currentUrl, oauth.skipStateCheck)
 * const state = parameters.get('state') // to be checked
 * ```
 */
export declare const skipStateCheck: unique symbol

/**
 * Value for a code verifier: none is sent (RFC 7636 is for servers that know it). No function of this version takes it yet; it is
 * here so that imports of it resolve.
 *
 * @example
 *
 * ```ts
 * const choice = oauth.nopkce
 * ```
 */
export declare const nopkce: unique symbol

/**
 * Key of a request option: a function that is called in place of the global `fetch`, to retry, to log, to go through a proxy
 * or an mTLS agent (RFC 8705). It gets the final URL as a string and {@link CustomFetchOptions}; the promise of the request
 * function settles as the promise it returns.
 *
 * Without it the global `fetch` is used, as it is at the time of the call.
 *
 * @example A response body of at most 64 KiB: a longer 201 is an {@link OperationProcessingError} with code
 * {@link PARSE_ERROR} and this `RangeError` as its `cause`, a longer error response one with {@link RESPONSE_IS_NOT_CONFORM}
 *
 * ```ts
 * const response = await oauth.pushedAuthorizationRequest(as, client, clientAuth, parameters, {
 *   [oauth.customFetch]: async (url, options) => {
 *     const response = await fetch(url, options)
 *     if (!response.body) return response
 *     let size = 0
 *     const limit = new TransformStream({
 *       transform(chunk, controller) {
 *         size += chunk.byteLength
 *         if (size > 65_536) controller.error(new RangeError('response body too large'))
 *         else controller.enqueue(chunk)
 *       },
 *     })
 *     return new Response(response.body.pipeThrough(limit), response)
 *   },
 * })
 * ```
 */
export declare const customFetch: unique symbol

/**
 * Metadata of an authorization server, RFC 8414 §2 and the specifications that extend it, by their registered names.
 * {@link processDiscoveryResponse} resolves with one; writing one by hand is as good.
 *
 * A pushed authorization request reads `issuer`, `pushed_authorization_request_endpoint` and, if the client asks for it,
 * `mtls_endpoint_aliases`; {@link pushedAuthorizationUrl} also `authorization_endpoint`, {@link validateAuthResponse} also
 * `authorization_response_iss_parameter_supported`. `issuer` is the audience of client assertions and request objects. Nothing
 * else is read: what the server says it requires or supports, algorithms among it, is for you to heed.
 *
 * @example
 *
 * ```ts
 * const as: oauth.AuthorizationServer = {
 *   issuer: 'https://as.example',
 *   authorization_endpoint: 'https://as.example/authorize',
 *   pushed_authorization_request_endpoint: 'https://as.example/par',
 * }
 * ```
 */
export interface AuthorizationServer {
  /** Issuer identifier, an `https:` URL without query or fragment. Every function that takes the server requires it. RFC 8414 §2. */
  readonly issuer: string
  /** Where to send the user's browser, with `client_id` and `request_uri`: {@link pushedAuthorizationUrl}. RFC 6749 §3.1, RFC 9126 §4. */
  readonly authorization_endpoint?: string
  /** Token endpoint. RFC 6749 §3.2. */
  readonly token_endpoint?: string
  /** URL of the server's public keys, a JWK Set. RFC 7517 §5. */
  readonly jwks_uri?: string
  /** Endpoint of dynamic client registration. RFC 7591 §3. */
  readonly registration_endpoint?: string
  /** Values of `scope` that the server knows. RFC 8414 §2. */
  readonly scopes_supported?: string[]
  /** Values of `response_type`. RFC 8414 §2. */
  readonly response_types_supported?: string[]
  /** Values of `response_mode`. RFC 8414 §2. */
  readonly response_modes_supported?: string[]
  /** Values of `grant_type`. RFC 8414 §2. */
  readonly grant_types_supported?: string[]
  /** Client authentication methods at the token endpoint, and at the pushed authorization request endpoint. RFC 8414 §2, RFC 9126 §2. */
  readonly token_endpoint_auth_methods_supported?: string[]
  /** JWS algorithms of client assertions at the token endpoint. RFC 8414 §2. */
  readonly token_endpoint_auth_signing_alg_values_supported?: string[]
  /** Page for developers. RFC 8414 §2. */
  readonly service_documentation?: string
  /** Languages of the user interface, BCP 47 tags. RFC 8414 §2. */
  readonly ui_locales_supported?: string[]
  /** Page about what clients may do with the data. RFC 8414 §2. */
  readonly op_policy_uri?: string
  /** Page with the terms of service. RFC 8414 §2. */
  readonly op_tos_uri?: string
  /** Revocation endpoint. RFC 7009 §2. */
  readonly revocation_endpoint?: string
  /** Client authentication methods at the revocation endpoint. RFC 8414 §2. */
  readonly revocation_endpoint_auth_methods_supported?: string[]
  /** JWS algorithms of client assertions at the revocation endpoint. RFC 8414 §2. */
  readonly revocation_endpoint_auth_signing_alg_values_supported?: string[]
  /** Introspection endpoint. RFC 7662 §2. */
  readonly introspection_endpoint?: string
  /** Client authentication methods at the introspection endpoint. RFC 8414 §2. */
  readonly introspection_endpoint_auth_methods_supported?: string[]
  /** JWS algorithms of client assertions at the introspection endpoint. RFC 8414 §2. */
  readonly introspection_endpoint_auth_signing_alg_values_supported?: string[]
  /** PKCE methods; {@link calculatePKCECodeChallenge} does `S256`. RFC 8414 §2, RFC 7636 §4.3. */
  readonly code_challenge_methods_supported?: string[]
  /** The metadata once more, as a signed JWT. It is not looked at. RFC 8414 §2.1. */
  readonly signed_metadata?: string
  /** Device authorization endpoint. RFC 8628 §4. */
  readonly device_authorization_endpoint?: string
  /** Whether access tokens can be bound to the client's certificate. RFC 8705 §3.3. */
  readonly tls_client_certificate_bound_access_tokens?: boolean
  /** Endpoints to use instead of those above when {@link Client.use_mtls_endpoint_aliases} is set. RFC 8705 §5. */
  readonly mtls_endpoint_aliases?: MTLSEndpointAliases
  /** UserInfo endpoint. OpenID Connect Discovery §3. */
  readonly userinfo_endpoint?: string
  /** Authentication context class references. OpenID Connect Discovery §3. */
  readonly acr_values_supported?: string[]
  /** `public`, `pairwise`. OpenID Connect Discovery §3. */
  readonly subject_types_supported?: string[]
  /** JWS algorithms of ID Tokens. OpenID Connect Discovery §3. */
  readonly id_token_signing_alg_values_supported?: string[]
  /** JWE key management algorithms of ID Tokens. OpenID Connect Discovery §3. */
  readonly id_token_encryption_alg_values_supported?: string[]
  /** JWE content encryption algorithms of ID Tokens. OpenID Connect Discovery §3. */
  readonly id_token_encryption_enc_values_supported?: string[]
  /** JWS algorithms of UserInfo responses. OpenID Connect Discovery §3. */
  readonly userinfo_signing_alg_values_supported?: string[]
  /** JWE key management algorithms of UserInfo responses. OpenID Connect Discovery §3. */
  readonly userinfo_encryption_alg_values_supported?: string[]
  /** JWE content encryption algorithms of UserInfo responses. OpenID Connect Discovery §3. */
  readonly userinfo_encryption_enc_values_supported?: string[]
  /** JWS algorithms of request objects. OpenID Connect Discovery §3, RFC 9101 §10.5. */
  readonly request_object_signing_alg_values_supported?: string[]
  /** JWE key management algorithms of request objects. OpenID Connect Discovery §3. */
  readonly request_object_encryption_alg_values_supported?: string[]
  /** JWE content encryption algorithms of request objects. OpenID Connect Discovery §3. */
  readonly request_object_encryption_enc_values_supported?: string[]
  /** Values of `display`. OpenID Connect Discovery §3. */
  readonly display_values_supported?: string[]
  /** `normal`, `aggregated`, `distributed`. OpenID Connect Discovery §3. */
  readonly claim_types_supported?: string[]
  /** Claims that the server may have values for. OpenID Connect Discovery §3. */
  readonly claims_supported?: string[]
  /** Languages of claim values, BCP 47 tags. OpenID Connect Discovery §3. */
  readonly claims_locales_supported?: string[]
  /** Whether `claims` may be sent. OpenID Connect Discovery §3. */
  readonly claims_parameter_supported?: boolean
  /** Whether `request` may be sent. OpenID Connect Discovery §3. */
  readonly request_parameter_supported?: boolean
  /** Whether a `request_uri` of the client's own making may be sent; pushed requests do not depend on it. OpenID Connect Discovery §3. */
  readonly request_uri_parameter_supported?: boolean
  /** Whether such a `request_uri` must have been registered. OpenID Connect Discovery §3. */
  readonly require_request_uri_registration?: boolean
  /** Whether authorization requests must be signed request objects. RFC 9101 §10.5. */
  readonly require_signed_request_object?: boolean
  /** Where {@link pushedAuthorizationRequest} sends to: an absolute `https:` URL; query and fragment are kept. RFC 9126 §5. */
  readonly pushed_authorization_request_endpoint?: string
  /** Whether the server takes authorization requests only when pushed. RFC 9126 §5. */
  readonly require_pushed_authorization_requests?: boolean
  /** JWS algorithms of introspection responses. RFC 9701 §7. */
  readonly introspection_signing_alg_values_supported?: string[]
  /** JWE key management algorithms of introspection responses. RFC 9701 §7. */
  readonly introspection_encryption_alg_values_supported?: string[]
  /** JWE content encryption algorithms of introspection responses. RFC 9701 §7. */
  readonly introspection_encryption_enc_values_supported?: string[]
  /** Whether authorization responses carry `iss`; {@link validateAuthResponse} then requires it. RFC 9207 §3. */
  readonly authorization_response_iss_parameter_supported?: boolean
  /** JWS algorithms of authorization responses. JARM §4. */
  readonly authorization_signing_alg_values_supported?: string[]
  /** JWE key management algorithms of authorization responses. JARM §4. */
  readonly authorization_encryption_alg_values_supported?: string[]
  /** JWE content encryption algorithms of authorization responses. JARM §4. */
  readonly authorization_encryption_enc_values_supported?: string[]
  /** Backchannel authentication endpoint. CIBA Core §4. */
  readonly backchannel_authentication_endpoint?: string
  /** JWS algorithms of backchannel authentication requests. CIBA Core §4. */
  readonly backchannel_authentication_request_signing_alg_values_supported?: string[]
  /** `poll`, `ping`, `push`. CIBA Core §4. */
  readonly backchannel_token_delivery_modes_supported?: string[]
  /** Whether `user_code` may be sent. CIBA Core §4. */
  readonly backchannel_user_code_parameter_supported?: boolean
  /** Frame that watches the session. OpenID Connect Session Management §3.3. */
  readonly check_session_iframe?: string
  /** JWS algorithms of DPoP proofs, for the choice of a key: {@link generateKeyPair}. RFC 9449 §5.1. */
  readonly dpop_signing_alg_values_supported?: string[]
  /** Where to send the user's browser to log out. OpenID Connect RP-Initiated Logout §2.1. */
  readonly end_session_endpoint?: string
  /** Whether front-channel logout requests carry `iss` and `sid`. OpenID Connect Front-Channel Logout §3. */
  readonly frontchannel_logout_session_supported?: boolean
  /** Whether the server does front-channel logout. OpenID Connect Front-Channel Logout §3. */
  readonly frontchannel_logout_supported?: boolean
  /** Whether logout tokens carry `sid`. OpenID Connect Back-Channel Logout §2.1. */
  readonly backchannel_logout_session_supported?: boolean
  /** Whether the server does back-channel logout. OpenID Connect Back-Channel Logout §2.1. */
  readonly backchannel_logout_supported?: boolean
  /** Resource identifiers that the server's tokens are for. RFC 9728 §4. */
  readonly protected_resources?: string[]
  /** Metadata of other specifications. */
  readonly [metadata: string]: JsonValue | undefined
}

/**
 * Endpoints of the authorization server that ask for the client's certificate in TLS, RFC 8705 §5. An endpoint without an alias
 * is used as it is.
 *
 * @example
 *
 * ```ts
 * const aliases: oauth.MTLSEndpointAliases = {
 *   pushed_authorization_request_endpoint: 'https://mtls.as.example/par',
 * }
 * const as: oauth.AuthorizationServer = { issuer: 'https://as.example', mtls_endpoint_aliases: aliases }
 * ```
 */
export interface MTLSEndpointAliases
  extends Pick<
    AuthorizationServer,
    | 'backchannel_authentication_endpoint'
    | 'device_authorization_endpoint'
    | 'introspection_endpoint'
    | 'pushed_authorization_request_endpoint'
    | 'revocation_endpoint'
    | 'token_endpoint'
    | 'userinfo_endpoint'
  > {
  /** Aliases of other endpoints. */
  readonly [metadata: string]: string | undefined
}

/**
 * What the client knows about its own registration, RFC 7591 §2. A pushed authorization request reads `client_id`,
 * `use_mtls_endpoint_aliases` and {@link clockSkew}. How the client authenticates and with which algorithm it signs is not read
 * from here: the one is an argument, a {@link ClientAuth}, the other the key's.
 *
 * @example
 *
 * ```ts
 * const client: oauth.Client = { client_id: 'abc4ba37' }
 * ```
 */
export interface Client {
  /** Client identifier. Every function that takes the client requires it. RFC 6749 §2.2. */
  client_id: string
  /** JWS algorithm that ID Tokens must have. Unused in this version. OpenID Connect Registration §2. */
  id_token_signed_response_alg?: string
  /** JWS algorithm that authorization responses must have. Unused in this version. JARM §3. */
  authorization_signed_response_alg?: string
  /** Whether ID Tokens must have `auth_time`. Unused in this version. OpenID Connect Registration §2. */
  require_auth_time?: boolean
  /** JWS algorithm that UserInfo responses must have. Unused in this version. OpenID Connect Registration §2. */
  userinfo_signed_response_alg?: string
  /** JWS algorithm that introspection responses must have. Unused in this version. RFC 9701 §6. */
  introspection_signed_response_alg?: string
  /** Oldest authentication that the client takes, in seconds. Unused in this version. OpenID Connect Registration §2. */
  default_max_age?: number
  /** Whether to send to {@link AuthorizationServer.mtls_endpoint_aliases} where there is one. RFC 8705 §5. */
  use_mtls_endpoint_aliases?: boolean
  /** See {@link clockSkew}. */
  [clockSkew]?: number
  /** See {@link clockTolerance}. */
  [clockTolerance]?: number
  /** Metadata of other specifications. */
  [metadata: string]: JsonValue | undefined
}

/**
 * Thrown for what this package does not do: an algorithm that it does not know, a key that it does not sign with (RSA with less
 * than 2048 bits among them), an authorization response with tokens in it, a host whose WebCrypto makes an empty signature.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.UnsupportedOperationError) {
 *   console.log(err.code, err.cause) // OAUTH_UNSUPPORTED_OPERATION, what it is about
 * }
 * ```
 */
export declare class UnsupportedOperationError extends Error {
  /** Always {@link UNSUPPORTED_OPERATION}. */
  code: string
  /** What is not supported: the `CryptoKey`, or an object such as `{ alg }`; none of an authorization response or an empty signature. */
  cause?: unknown
  /** Makes one; for tests and for wrappers of this package. */
  constructor(message: string, options?: { cause?: unknown })
}

/**
 * Thrown when the server's answer or its metadata cannot be used, or a request must not be sent. `code` says why and
 * decides what `cause` is.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.RESPONSE_IS_NOT_CONFORM) {
 *   console.log((err.cause as Response).status)
 * }
 * ```
 */
export declare class OperationProcessingError extends Error {
  /** One of the code constants, each of which tells the `cause` that comes with it. */
  code?: string
  /** What to do next, where that is known; for people. Each is in the package's `ERRORS.md`. */
  hint?: string
  /** What was wrong: a `Response`, a `URL`, an object like `{ body }`, `{ parameters }` or `{ attribute }`, or the error of the host. */
  cause?: unknown
  /** Makes one; for tests and for wrappers of this package. */
  constructor(message: string, options?: { cause?: unknown; code?: string })
}

/**
 * Second argument of a {@link customFetch} function. Fit to be passed on to the host's `fetch`.
 *
 * @example
 *
 * ```ts
 * const logged = (url: string, options: oauth.CustomFetchOptions<'POST', URLSearchParams>) => {
 *   console.log(options.method, url)
 *   return fetch(url, options)
 * }
 * await oauth.pushedAuthorizationRequest(as, client, clientAuth, parameters, { [oauth.customFetch]: logged })
 * ```
 */
export interface CustomFetchOptions<Method, BodyType = undefined> {
  /** The request body; `undefined` for `GET`. */
  body: BodyType
  /** The request headers, names in lower case. */
  headers: Record<string, string>
  /** The HTTP method. */
  method: Method
  /** Redirects are never followed: credentials and authorization requests are for the configured endpoint only. */
  redirect: 'manual'
  /** Not set by any function of this version. */
  duplex?: 'half'
  /** The signal of {@link HttpRequestOptions.signal}; the member is there even when its value is `undefined`. */
  signal?: AbortSignal
}

/**
 * Options of every function that sends a request.
 *
 * @example
 *
 * ```ts
 * const options: oauth.HttpRequestOptions<'GET'> = {
 *   headers: { 'x-request-id': crypto.randomUUID() },
 *   signal: AbortSignal.timeout(10_000),
 * }
 * const response = await oauth.discoveryRequest(issuer, options)
 * ```
 */
export interface HttpRequestOptions<Method, BodyType = undefined> {
  /**
   * Ends the request when it aborts, or a function that makes such a signal from the final URL. It governs the response body too,
   * which a process function reads after the request function has resolved. Without it there is no timeout.
   *
   * A request that it ends rejects with the signal's own `reason`: for `AbortSignal.timeout()` a `DOMException` named
   * `TimeoutError`. Anything that is not an `AbortSignal` is a `TypeError` with code `ERR_INVALID_ARG_TYPE`.
   *
   * @example
   *
   * ```ts
   * const response = await oauth.discoveryRequest(issuer, { signal: AbortSignal.timeout(10_000) })
   * ```
   */
  signal?: ((url: string) => AbortSignal) | AbortSignal
  /**
   * Headers to send along. `accept` and `content-type` are set by the request; `user-agent` is `oauth4wasm/v<version>` unless given
   * here or in a browser, where it is left alone. `authorization` is refused (`TypeError`, `ERR_INVALID_ARG_VALUE`): it belongs to
   * client authentication. What the host's `Headers` does not take is its own `TypeError`.
   */
  headers?: [string, string][] | Record<string, string> | Headers
  /** See {@link customFetch}. */
  [customFetch]?: (
    /** Where to send the request: an absolute URL as the host's URL parser writes it. */
    url: string,
    /** What to send. */
    options: CustomFetchOptions<Method, BodyType>,
  ) => Promise<Response>
  /**
   * See {@link allowInsecureRequests}.
   *
   * @deprecated Not going away; marked so that it stands out in an editor.
   */
  [allowInsecureRequests]?: boolean
}

/**
 * Options of {@link discoveryRequest}.
 *
 * @example
 *
 * ```ts
 * const options: oauth.DiscoveryRequestOptions = { algorithm: 'oauth2', signal: AbortSignal.timeout(5_000) }
 * const response = await oauth.discoveryRequest(issuer, options)
 * ```
 */
export interface DiscoveryRequestOptions extends HttpRequestOptions<'GET'> {
  /**
   * Which well-known location to ask:
   * - `oidc`, the default: `/.well-known/openid-configuration` after the issuer's path. OpenID Connect Discovery §4.
   * - `oauth2`: `/.well-known/oauth-authorization-server` before the issuer's path. RFC 8414 §3.
   */
  algorithm?: 'oidc' | 'oauth2'
}

/**
 * Asks an issuer for its metadata: `GET` of its well-known location with `accept: application/json`. RFC 8414 §3.1, OpenID Connect
 * Discovery §4.1.
 *
 * Rejects with:
 * - `TypeError`, `ERR_INVALID_ARG_TYPE`: `issuerIdentifier` is not a `URL`, or `signal` not an `AbortSignal`.
 * - `TypeError`, `ERR_INVALID_ARG_VALUE`: unknown `algorithm`, or an `authorization` header.
 * - {@link OperationProcessingError}: {@link HTTP_REQUEST_FORBIDDEN}, {@link REQUEST_PROTOCOL_FORBIDDEN},
 *   {@link INTERNAL_ERROR}.
 * - whatever `fetch` rejects with, as it is.
 *
 * @param issuerIdentifier The issuer, not the address of its metadata: the well-known location is made from it.
 *
 * @returns The host's `Response`, whatever its status; to be given to {@link processDiscoveryResponse}.
 *
 * @example
 *
 * ```ts
 * const issuer = new URL('https://as.example/tenant')
 * // GET https://as.example/.well-known/oauth-authorization-server/tenant
 * const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2' })
 * const as = await oauth.processDiscoveryResponse(issuer, response)
 * ```
 */
export declare function discoveryRequest(issuerIdentifier: URL, options?: DiscoveryRequestOptions): Promise<Response>

/**
 * Judges the response to {@link discoveryRequest}: status 200, a JSON object, and the `issuer` that was asked for. RFC 8414 §3.2
 * and §3.3, OpenID Connect Discovery §4.2 and §4.3.
 *
 * Both issuers are compared as the host's URL parser writes them: `https://as.example` and `HTTPS://as.example:443/` are equal,
 * `/tenant` and `/tenant/` are not. No other member is checked. The body is read as in {@link processPushedAuthorizationResponse},
 * without a limit of its own.
 *
 * Rejects with:
 * - `TypeError`, `ERR_INVALID_ARG_TYPE`: `expectedIssuerIdentifier` is not a `URL`, or `response` not a `Response`.
 * - `TypeError`, `ERR_INVALID_ARG_VALUE`: the body of `response` was read already.
 * - `TypeError` of the host: `issuer` in the body is not a URL.
 * - {@link OperationProcessingError}: {@link RESPONSE_IS_NOT_CONFORM} for any status but 200, {@link RESPONSE_IS_NOT_JSON},
 *   {@link PARSE_ERROR}, {@link INVALID_RESPONSE}, {@link JSON_ATTRIBUTE_COMPARISON} for another issuer,
 *   {@link INTERNAL_ERROR}.
 *
 * @param expectedIssuerIdentifier The `issuerIdentifier` of the request.
 *
 * @returns The metadata as the server sent it.
 *
 * @example
 *
 * ```ts
 * const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer))
 * ```
 */
export declare function processDiscoveryResponse(expectedIssuerIdentifier: URL, response: Response): Promise<AuthorizationServer>

/**
 * Makes a PKCE `code_verifier`: 32 random bytes in base64url, 43 characters. Keep it with the user's session until the token
 * request; its challenge is made by {@link calculatePKCECodeChallenge}. RFC 7636 §4.1.
 *
 * @example
 *
 * ```ts
 * const code_verifier = oauth.generateRandomCodeVerifier()
 * ```
 */
export declare function generateRandomCodeVerifier(): string

/**
 * Makes a `state`: 32 random bytes in base64url, 43 characters. Keep it with the user's session until the callback.
 * RFC 6749 §4.1.1 and §10.12.
 *
 * @example
 *
 * ```ts
 * const state = oauth.generateRandomState()
 * ```
 */
export declare function generateRandomState(): string

/**
 * Makes a `nonce`: 32 random bytes in base64url, 43 characters. Keep it with the user's session until the ID Token comes.
 * OpenID Connect Core §3.1.2.1 and §15.5.2.
 *
 * @example
 *
 * ```ts
 * const nonce = oauth.generateRandomNonce()
 * ```
 */
export declare function generateRandomNonce(): string

/**
 * Makes the `code_challenge` of a `code_verifier` for `code_challenge_method` `S256`: its SHA-256 in base64url, 43 characters.
 * RFC 7636 §4.2.
 *
 * Length and characters of the verifier are not checked; {@link generateRandomCodeVerifier} makes good ones.
 *
 * Rejects with:
 * - `TypeError`: `codeVerifier` is not a string (`ERR_INVALID_ARG_TYPE`) or empty (`ERR_INVALID_ARG_VALUE`).
 * - {@link OperationProcessingError}: {@link INTERNAL_ERROR}.
 *
 * @example RFC 7636 Appendix B
 *
 * ```ts
 * await oauth.calculatePKCECodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')
 * // E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM
 * ```
 */
export declare function calculatePKCECodeChallenge(codeVerifier: string): Promise<string>

/**
 * Options of {@link generateKeyPair}.
 *
 * @example
 *
 * ```ts
 * const options: oauth.GenerateKeyPairOptions = { modulusLength: 3072 }
 * const { privateKey } = await oauth.generateKeyPair('PS256', options)
 * ```
 */
export interface GenerateKeyPairOptions {
  /** Whether the private key can be exported; `false` without it. The public key always can. */
  extractable?: boolean
  /**
   * Length of an RSA modulus in bits; 2048 without it. No function here signs with less. Other keys have none. RFC 7518 §3.3 and
   * §3.5.
   */
  modulusLength?: number
}

/**
 * Makes a key pair for a signature algorithm with the host's WebCrypto: the private key for `sign`, the public key for `verify`,
 * RSA with the exponent 65537. RFC 7518 §3.1.
 *
 * In a browser the pair can be kept in IndexedDB as it is, although the private key cannot be read: so a DPoP key outlives the
 * redirect. Browsers have WebCrypto on `https:` and on localhost only.
 *
 * Rejects with:
 * - `TypeError`: `alg` is not a string (`ERR_INVALID_ARG_TYPE`) or empty (`ERR_INVALID_ARG_VALUE`).
 * - {@link UnsupportedOperationError}: any other `alg`, `none` and `HS256` among them; its `cause` is `{ alg }`.
 * - {@link OperationProcessingError}: {@link INTERNAL_ERROR}.
 * - whatever `crypto.subtle.generateKey()` rejects with, as it is: a `DOMException` named `NotSupportedError` for an algorithm that
 *   this host does not have, such as ML-DSA on Node before 24.7.
 *
 * @param alg One of {@link JWSAlgorithm}.
 *
 * @example
 *
 * ```ts
 * const keyPair = await oauth.generateKeyPair('ES256')
 * const DPoP = oauth.DPoP(client, keyPair)
 * ```
 */
export declare function generateKeyPair(alg: string, options?: GenerateKeyPairOptions): Promise<CryptoKeyPair>

/**
 * Changes a JWT that is about to be signed, by writing to its arguments; a member set to `undefined` is left out. It is called at
 * once and not awaited, what it returns is ignored, and what it throws is what the call ends with. It cannot change the algorithm
 * that signs, only what the header says about it.
 *
 * - `header`: the JOSE header, with `alg`, and `kid` if the key has one. RFC 7515 §4. A {@link DPoP} handle has one header for all
 *   its proofs, so that a change to it stays.
 * - `payload`: the claims, new ones every time. RFC 7519 §4.
 *
 * @example
 *
 * ```ts
 * const withoutNotBefore: oauth.ModifyAssertionFunction = (header, payload) => {
 *   delete payload['nbf']
 * }
 * const clientAuth = oauth.PrivateKeyJwt(privateKey, { [oauth.modifyAssertion]: withoutNotBefore })
 * ```
 */
export type ModifyAssertionFunction = (
  header: Record<string, JsonValue | undefined>,
  payload: Record<string, JsonValue | undefined>,
) => void

/**
 * Options of every function that makes JWTs.
 *
 * @example
 *
 * ```ts
 * const options: oauth.ModifyAssertionOptions = {
 *   [oauth.modifyAssertion](header, payload) {
 *     payload['aud'] = as.token_endpoint // for a server that takes no issuer there
 *   },
 * }
 * const clientAuth = oauth.PrivateKeyJwt(privateKey, options)
 * ```
 */
export interface ModifyAssertionOptions {
  /** See {@link modifyAssertion}. */
  [modifyAssertion]?: ModifyAssertionFunction
}

/**
 * What {@link DPoP} makes: a key pair and the nonces that servers gave for it. To be used for every request of one client, for as
 * long as the key pair is; it cannot be stored or cloned. An object of this form that {@link DPoP} did not make is refused.
 *
 * @example
 *
 * ```ts
 * const handle: oauth.DPoPHandle = oauth.DPoP(client, keyPair)
 * const url = new URL(as.authorization_endpoint!)
 * url.searchParams.set('dpop_jkt', await handle.calculateThumbprint()) // in a request that is not pushed
 * ```
 */
export interface DPoPHandle {
  /**
   * Calculates the SHA-256 thumbprint of the public key in base64url, 43 characters: the value of `dpop_jkt` in an authorization
   * request that is not pushed with a proof. RFC 9449 §10, RFC 7638 §3.
   *
   * Rejects with:
   * - {@link UnsupportedOperationError}: a type of key that has none here; its `cause` is the JWK.
   * - {@link OperationProcessingError}: {@link INTERNAL_ERROR}.
   * - whatever `crypto.subtle.exportKey()` rejects with, as it is.
   *
   * @example
   *
   * ```ts
   * const dpop_jkt = await oauth.DPoP(client, keyPair).calculateThumbprint()
   * ```
   */
  calculateThumbprint(): Promise<string>
}

/**
 * Makes a handle that proves possession of a key: given to a request as its option `DPoP`, it sends a header `dpop` with a proof
 * signed by the private key. A code that results from a pushed request with a proof is bound to the key: only it can redeem the
 * code. RFC 9449 §4 and §10.1.
 *
 * A proof is a JWT. Header: `alg`, that of the private key, `typ` `dpop+jwt` and `jwk`, the public key. Payload: `iat`, the current
 * time with {@link clockSkew}; `jti`, random and new for every proof; `htm` and `htu`, method and URL of the request, without query
 * and fragment; `nonce`, the newest that the URL's origin gave. RFC 9449 §4.2.
 *
 * The handle takes a nonce from the header `dpop-nonce` of every response to a request with it, whatever the status, and keeps the
 * newest of each origin, for the 100 origins used last. RFC 9449 §8.2. Where the server demands one, the first request fails and a
 * second succeeds: see {@link isDPoPNonceError}. A browser page can read that header cross-origin only if the server exposes it, by
 * `Access-Control-Expose-Headers`.
 *
 * Throws `TypeError` at once:
 * - `ERR_INVALID_ARG_TYPE`: `keyPair.privateKey` or `keyPair.publicKey` is not a `CryptoKey`.
 * - `ERR_INVALID_ARG_VALUE`: they are not a private and a public key, or the public key is not extractable.
 *
 * A request with the handle rejects with:
 * - `TypeError`, `ERR_INVALID_ARG_VALUE`: the halves of the key pair do not belong together, which `oauth4webapi` does not notice
 *   and servers refuse; or the private key is not for `sign`. Both are seen at the first proof.
 * - {@link UnsupportedOperationError}: the private key's algorithm is none of {@link JWSAlgorithm}, or RSA with less than 2048
 *   bits; its `cause` is the key.
 * - whatever the {@link modifyAssertion} function throws or WebCrypto rejects with, as it is.
 *
 * @param client Only {@link clockSkew} is read, once.
 * @param keyPair A key pair for this purpose alone, as {@link generateKeyPair} makes it.
 *
 * @example
 *
 * ```ts
 * const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
 * const response = await oauth.pushedAuthorizationRequest(as, client, clientAuth, parameters, { DPoP })
 * ```
 */
export declare function DPoP(
  client: Pick<Client, typeof clockSkew>,
  keyPair: CryptoKeyPair,
  options?: ModifyAssertionOptions,
): DPoPHandle

/**
 * Option of every function that sends DPoP proofs.
 *
 * @example
 *
 * ```ts
 * const options: oauth.DPoPRequestOptions = { DPoP: oauth.DPoP(client, keyPair) }
 * const response = await oauth.pushedAuthorizationRequest(as, client, clientAuth, parameters, options)
 * ```
 */
export interface DPoPRequestOptions {
  /**
   * Sends a proof with the request and remembers the nonce of the response; see {@link DPoP}. The proof replaces a `dpop` header
   * among `headers`, which is sent along without this option. RFC 9449 §4.1.
   *
   * What is neither `undefined` nor a handle of this very package, `null` among it, is a `TypeError` with code
   * `ERR_INVALID_ARG_VALUE`.
   */
  DPoP?: DPoPHandle
}

/**
 * Tells whether an error says that the server demands a DPoP nonce, or a newer one: a {@link ResponseBodyError} with `error`
 * `use_dpop_nonce`, or a {@link WWWAuthenticateChallengeError} with that `error` in a challenge of the scheme `dpop`. RFC 9449 §8
 * and §9.
 *
 * The handle has taken the nonce from that response, if its header could be read: send the request once more, with the same handle.
 * A `Response` is of no further use; proof and client assertion are made anew by the request function.
 * {@link pushedAuthorizationUrl} does all that by itself.
 *
 * @param err Anything.
 *
 * @example
 *
 * ```ts
 * const DPoP = oauth.DPoP(client, keyPair)
 * const push = async () => {
 *   const response = await oauth.pushedAuthorizationRequest(as, client, clientAuth, parameters, { DPoP })
 *   return oauth.processPushedAuthorizationResponse(as, client, response)
 * }
 * const { request_uri } = await push().catch((err) => {
 *   if (oauth.isDPoPNonceError(err)) return push() // once
 *   throw err
 * })
 * ```
 */
export declare function isDPoPNonceError(err: unknown): boolean

/**
 * Options of {@link pushedAuthorizationRequest}. With `DPoP` the code that results is bound to the handle's key. RFC 9449 §10.1.
 *
 * @example
 *
 * ```ts
 * const options: oauth.PushedAuthorizationRequestOptions = {
 *   DPoP: oauth.DPoP(client, keyPair),
 *   signal: AbortSignal.timeout(10_000),
 * }
 * const response = await oauth.pushedAuthorizationRequest(as, client, clientAuth, parameters, options)
 * ```
 */
export interface PushedAuthorizationRequestOptions extends HttpRequestOptions<'POST', URLSearchParams>, DPoPRequestOptions {}

/**
 * How a client authenticates itself: a function that adds to the body or to the headers of a request before it is sent.
 * RFC 6749 §2.3. There are {@link PrivateKeyJwt} and {@link TlsClientAuth}, of which FAPI 2.0 §5.3.3.1 demands one,
 * {@link ClientSecretBasic}, {@link ClientSecretPost}, {@link ClientSecretJwt} and {@link None}; one of your own is as good. It
 * serves any number of requests, is awaited for each, and what it throws is what the request function rejects with.
 *
 * @example
 *
 * ```ts
 * const clientAuth: oauth.ClientAuth = (as, client, body, headers) => {
 *   headers.set('authorization', `Basic ${btoa(`${client.client_id}:secret`)}`) // without the encoding of RFC 6749 §2.3.1
 * }
 * ```
 */
export type ClientAuth = (
  as: AuthorizationServer,
  client: Client,
  body: URLSearchParams,
  headers: Headers,
) => void | Promise<void>

/**
 * Authenticates by `client_secret_post`: puts `client_id` and `client_secret` in the body. RFC 6749 §2.3.1.
 *
 * Throws `TypeError` at once: `clientSecret` is not a string (`ERR_INVALID_ARG_TYPE`) or empty (`ERR_INVALID_ARG_VALUE`).
 *
 * @example
 *
 * ```ts
 * const clientAuth = oauth.ClientSecretPost('a secret from the client registration')
 * ```
 */
export declare function ClientSecretPost(clientSecret: string): ClientAuth

/**
 * Authenticates by `client_secret_basic`: sets the header `authorization: Basic …`. RFC 6749 §2.3.1.
 *
 * Both halves are form-encoded before the base64 as that section requires, every character but ASCII letters and digits. A server
 * that does not decode them refuses identifiers and secrets with a `-` in them; use {@link ClientSecretPost} or a
 * {@link ClientAuth} of your own there.
 *
 * Throws `TypeError` at once: `clientSecret` is not a string (`ERR_INVALID_ARG_TYPE`) or empty (`ERR_INVALID_ARG_VALUE`). A client
 * identifier or secret with an unpaired surrogate is a `URIError` of the request.
 *
 * @example
 *
 * ```ts
 * const clientAuth = oauth.ClientSecretBasic('a secret from the client registration')
 * ```
 */
export declare function ClientSecretBasic(clientSecret: string): ClientAuth

/**
 * Authenticates by `private_key_jwt`: puts `client_id`, `client_assertion_type` and `client_assertion` in the body, the latter a
 * JWT signed by the key. RFC 7523 §2.2, OpenID Connect Core §9.
 *
 * Header: `alg`, that of the key, and `kid` if there is one; no `typ`. Payload: `iss` and `sub`, the client identifier; `aud`,
 * `as.issuer` alone, as a string (FAPI 2.0 §5.3.3.1); `jti`, random and new for every request; `iat` and `nbf`, the current time
 * with {@link clockSkew}; `exp`, 60 seconds later. {@link modifyAssertion} can change them. RFC 7523 §3.
 *
 * Throws `TypeError` at once:
 * - `ERR_INVALID_ARG_TYPE`: there is no `CryptoKey`, or `kid` is not a string.
 * - `ERR_INVALID_ARG_VALUE`: `kid` is empty, or the key is not a private one.
 *
 * A request with it rejects with:
 * - `TypeError`, `ERR_INVALID_ARG_VALUE`: the key is not for `sign`.
 * - {@link UnsupportedOperationError}: the key's algorithm is none of {@link JWSAlgorithm}, or RSA with less than 2048 bits; its
 *   `cause` is the key.
 * - whatever the {@link modifyAssertion} function throws or WebCrypto rejects with, as it is.
 *
 * @param clientPrivateKey The key whose public half the server knows; with a `kid` if the server knows several.
 *
 * @example
 *
 * ```ts
 * const clientAuth = oauth.PrivateKeyJwt({ key: privateKey, kid: 'key-1' })
 * ```
 */
export declare function PrivateKeyJwt(clientPrivateKey: CryptoKey | PrivateKey, options?: ModifyAssertionOptions): ClientAuth

/**
 * Authenticates by `client_secret_jwt`: as {@link PrivateKeyJwt}, with a JWT by HMAC with SHA-256 (`HS256`) under the secret. The
 * secret itself is not sent. RFC 7523 §2.2, OpenID Connect Core §9.
 *
 * A secret should have 32 bytes or more (RFC 7518 §3.2); that is not checked.
 *
 * Throws `TypeError` at once: `clientSecret` is not a string (`ERR_INVALID_ARG_TYPE`) or empty (`ERR_INVALID_ARG_VALUE`). A request
 * with it rejects with whatever the {@link modifyAssertion} function throws or WebCrypto rejects with, as it is.
 *
 * @example
 *
 * ```ts
 * const clientAuth = oauth.ClientSecretJwt('a secret from the client registration')
 * ```
 */
export declare function ClientSecretJwt(clientSecret: string, options?: ModifyAssertionOptions): ClientAuth

/**
 * Authenticates by `none`: a public client, which puts its `client_id` in the body and proves nothing. RFC 6749 §3.2.1, RFC 7591 §2.
 *
 * @example
 *
 * ```ts
 * const clientAuth = oauth.None()
 * ```
 */
export declare function None(): ClientAuth

/**
 * Authenticates by the certificate of the TLS connection, `tls_client_auth` or `self_signed_tls_client_auth`: puts `client_id` in
 * the body. The certificate is for {@link customFetch} to present; the endpoints that ask for it are often others, see
 * {@link Client.use_mtls_endpoint_aliases}. RFC 8705 §2.
 *
 * @example In a Cloudflare Worker, by a binding that has the certificate
 *
 * ```ts
 * const client: oauth.Client = { client_id: 'abc4ba37', use_mtls_endpoint_aliases: true }
 * const push = (env: { CERTIFICATE: { fetch: typeof fetch } }) =>
 *   oauth.pushedAuthorizationRequest(as, client, oauth.TlsClientAuth(), parameters, {
 *     [oauth.customFetch]: (url, options) => env.CERTIFICATE.fetch(url, options),
 *   })
 * ```
 */
export declare function TlsClientAuth(): ClientAuth

/**
 * Makes a request object: the parameters of an authorization request as a JWT signed by the client. RFC 9101 §4.
 *
 * Header: `alg`, that of the key, `typ` `oauth-authz-req+jwt` and `kid` if there is one. Payload: the parameters, and in place of
 * those of the same name `client_id` and `iss`, the client identifier; `aud`, `as.issuer`; `jti`, random; `iat` and `nbf`, the
 * current time with {@link clockSkew}; `exp`, 60 seconds later; no `sub` (RFC 9101 §10.8). {@link modifyAssertion} can change them.
 *
 * Parameters are read as the host's `URLSearchParams` does and become strings, the last one where a name repeats. But:
 * - `resource`: an array if there are several. RFC 8707 §2.
 * - `max_age`: a whole number of seconds; `parseInt` reads it.
 * - `claims`: the JSON object that it is. OpenID Connect Core §5.5.
 * - `authorization_details`: the JSON array that it is. RFC 9396 §2.
 *
 * Of the last three the first counts where one repeats. Nothing else is checked, not even that `request` and `request_uri` are
 * absent. No argument is modified. The JWT is not encrypted.
 *
 * Rejects with:
 * - `TypeError`, `ERR_INVALID_ARG_TYPE`: `as` or `client` is not an object, `as.issuer`, `client.client_id` or `kid` not a string,
 *   `max_age` not a number, or there is no `CryptoKey`.
 * - `TypeError`, `ERR_INVALID_ARG_VALUE`: `as.issuer`, `client.client_id` or `kid` is empty, the key is not a private one for
 *   `sign`, `max_age` is negative, `claims` is JSON but no object, or `authorization_details` JSON but no array.
 * - `TypeError` of the host: `parameters` that its constructor refuses.
 * - {@link OperationProcessingError}: {@link PARSE_ERROR} for `claims` or `authorization_details` that is not JSON,
 *   {@link INTERNAL_ERROR}.
 * - {@link UnsupportedOperationError}: the key's algorithm is none of {@link JWSAlgorithm}, or RSA with less than 2048 bits; its
 *   `cause` is the key.
 * - whatever the {@link modifyAssertion} function throws or WebCrypto rejects with, as it is.
 *
 * @param as Authorization server: `issuer` is needed.
 * @param client Client: `client_id` is needed.
 * @param parameters What would otherwise be sent unsigned.
 * @param privateKey The key whose public half the server knows; with a `kid` if the server knows several.
 *
 * @returns The value of the parameter `request`: a JWS in compact form, RFC 7515 §7.1.
 *
 * @example Signed and pushed, RFC 9126 §3; {@link pushedAuthorizationUrl} does both
 *
 * ```ts
 * const request = await oauth.issueRequestObject(as, client, parameters, { key: privateKey, kid: 'key-1' })
 * const response = await oauth.pushedAuthorizationRequest(as, client, clientAuth, { request })
 * ```
 */
export declare function issueRequestObject(
  as: AuthorizationServer,
  client: Client,
  parameters: URLSearchParams | Record<string, string> | string[][],
  privateKey: CryptoKey | PrivateKey,
  options?: ModifyAssertionOptions,
): Promise<string>

/**
 * Checks the scheme of a URL as the request functions do, at once.
 *
 * Throws {@link OperationProcessingError}: {@link HTTP_REQUEST_FORBIDDEN} for anything but `https:` if `enforceHttps` is true,
 * {@link REQUEST_PROTOCOL_FORBIDDEN} for anything but `https:` and `http:` otherwise.
 *
 * For packages built on this one.
 *
 * @example
 *
 * ```ts
 * oauth.checkProtocol(new URL('http://as.example/par'), true) // throws
 * ```
 */
export declare function checkProtocol(url: URL, enforceHttps: boolean | undefined): void

/**
 * Pushes the parameters of an authorization request to the authorization server: form-encoded `POST` to
 * `as.pushed_authorization_request_endpoint` with client authentication and `accept: application/json`. RFC 9126 §2.1.
 *
 * `parameters` are sent as the host's `URLSearchParams` makes them, in their order; an array or object as a value is not expanded.
 * `client_id` is always the client's. Nothing else about them is checked, not even that `request_uri` is absent. For a signed
 * request object (RFC 9126 §3) pass `{ request }`, made by {@link issueRequestObject}. No argument is modified.
 *
 * With the option `DPoP` a proof for `POST` and the endpoint is sent along, and the nonce of the response is remembered; a server
 * that demands another one is not asked again by itself, see {@link isDPoPNonceError}. RFC 9449 §10.1.
 * {@link pushedAuthorizationUrl} goes on from here to the URL for the user's browser.
 *
 * It resolves as soon as the response's headers are there; neither status nor body has been looked at. The body is read by
 * {@link processPushedAuthorizationResponse}, under the `signal` given here. Without one, a server that never answers keeps the
 * promise pending.
 *
 * Rejects with:
 * - `TypeError`, `ERR_INVALID_ARG_TYPE`: `as` or `client` is not an object, `as.issuer` or `client.client_id` not a string, `signal`
 *   not an `AbortSignal`.
 * - `TypeError`, `ERR_INVALID_ARG_VALUE`: `as.issuer` or `client.client_id` is empty, there is an `authorization` header, or `DPoP`
 *   is not a handle of {@link DPoP}.
 * - `TypeError` of the host: `parameters` or `headers` that its constructors refuse, or a `clientAuthentication` that is no function.
 * - what a proof or a client assertion fails with: see {@link DPoP}, {@link PrivateKeyJwt} and {@link ClientSecretJwt}.
 * - {@link OperationProcessingError}: {@link MISSING_SERVER_METADATA}, {@link INVALID_SERVER_METADATA},
 *   {@link HTTP_REQUEST_FORBIDDEN}, {@link REQUEST_PROTOCOL_FORBIDDEN}, {@link INTERNAL_ERROR}.
 * - whatever `clientAuthentication` throws or `fetch` rejects with, as it is; after an abort that is the signal's `reason`. The
 *   `TypeError` with which a browser's own `fetch` says that there is no answer has a `hint`: read it by `(error as { hint?: string }).hint`.
 *
 * @param as Authorization server: `issuer` and the endpoint are needed.
 * @param client Client: `client_id` is needed.
 * @param clientAuthentication The same method as at the token endpoint. RFC 9126 §2.
 * @param parameters What would otherwise be in the URL of the authorization request.
 *
 * @returns The host's `Response`, whatever its status; to be given to {@link processPushedAuthorizationResponse}.
 *
 * @example
 *
 * ```ts
 * const response = await oauth.pushedAuthorizationRequest(
 *   as,
 *   client,
 *   oauth.ClientSecretBasic('a secret from the client registration'),
 *   { response_type: 'code', redirect_uri: 'https://client.example/callback', scope: 'api:read' },
 *   { signal: AbortSignal.timeout(10_000) },
 * )
 * ```
 */
export declare function pushedAuthorizationRequest(
  as: AuthorizationServer,
  client: Client,
  clientAuthentication: ClientAuth,
  parameters: URLSearchParams | Record<string, string> | string[][],
  options?: PushedAuthorizationRequestOptions,
): Promise<Response>

/**
 * Options of {@link pushedAuthorizationUrl}.
 *
 * @example
 *
 * ```ts
 * const options: oauth.PushedAuthorizationUrlOptions = {
 *   DPoP: oauth.DPoP(client, keyPair),
 *   requestObject: { key: privateKey, kid: 'k1' },
 * }
 * const { url } = await oauth.pushedAuthorizationUrl(as, client, clientAuth, parameters, options)
 * ```
 */
export interface PushedAuthorizationUrlOptions extends PushedAuthorizationRequestOptions {
  /**
   * Signs the parameters with this key first: what is pushed is `request`, made as by {@link issueRequestObject}, with `client_id`
   * and the client authentication beside it. RFC 9126 §3.
   */
  requestObject?: PrivateKey
}

/**
 * What {@link pushedAuthorizationUrl} resolves with.
 *
 * @example
 *
 * ```ts
 * const pushed: oauth.PushedAuthorizationUrl = await oauth.pushedAuthorizationUrl(as, client, clientAuth, parameters)
 * if (new Date() < pushed.expires_at) location.assign(pushed.url)
 * ```
 */
export interface PushedAuthorizationUrl {
  /**
   * Where to send the user's browser: `as.authorization_endpoint`, its own query kept, with `client_id` and `request_uri` added and
   * nothing else. RFC 9126 §4, FAPI 2.0 §5.3.3.2.
   */
  readonly url: URL
  /** As in {@link PushedAuthorizationResponse.request_uri}. Servers often take it only once. */
  readonly request_uri: string
  /** As in {@link PushedAuthorizationResponse.expires_in}: seconds, from the moment of the answer. */
  readonly expires_in: number
  /**
   * When `request_uri` expires: `expires_in` after the `Date` header of the answer, by the server's clock; or after the answer
   * came, by this host's clock, where that header is missing or, as for most browser pages, must not be read. Never later than
   * the last moment that a `Date` has.
   */
  readonly expires_at: Date
}

/**
 * Pushes the parameters of an authorization request and makes the URL to send the user's browser to. `oauth4webapi` has no such
 * function; it does by itself what its callers write around {@link pushedAuthorizationRequest} and
 * {@link processPushedAuthorizationResponse}:
 *
 * 1. With the option `requestObject`, signs the parameters as {@link issueRequestObject} does. RFC 9126 §3.
 * 2. Pushes as {@link pushedAuthorizationRequest} does. RFC 9126 §2.1.
 * 3. Judges the answer as {@link processPushedAuthorizationResponse} does. With the option `DPoP`, if it demands a nonce and brings
 *    one that can be read, signs and pushes again, once: proof, client assertion and request object are new. RFC 9449 §8.
 * 4. Puts `client_id` and `request_uri` on `as.authorization_endpoint`. RFC 9126 §4.
 *
 * The `signal` governs all of it. Send the browser there at once: `request_uri` lives for seconds or minutes. RFC 9126 §2.2.
 *
 * Rejects with what those functions reject with, and for the same reasons: wrong arguments, a missing endpoint, a refused request,
 * an answer that is not one. Furthermore:
 * - {@link OperationProcessingError} about `as.authorization_endpoint`, before anything is sent: {@link MISSING_SERVER_METADATA},
 *   {@link INVALID_SERVER_METADATA}, {@link HTTP_REQUEST_FORBIDDEN}, {@link REQUEST_PROTOCOL_FORBIDDEN}.
 * - a {@link ResponseBodyError} or {@link WWWAuthenticateChallengeError} of which {@link isDPoPNonceError} is true: the server
 *   demands a nonce although it got the one it gave, or its first answer had none that could be read (see {@link DPoP}).
 *
 * @param as Authorization server: `issuer`, `authorization_endpoint` and the endpoint for pushing are needed.
 * @param client Client: `client_id` is needed.
 * @param clientAuthentication The same method as at the token endpoint. It is called for each of the at most two requests.
 *   RFC 9126 §2.
 * @param parameters What would otherwise be in the URL of the authorization request.
 *
 * @example
 *
 * ```ts
 * const { url, expires_at } = await oauth.pushedAuthorizationUrl(
 *   as,
 *   client,
 *   oauth.PrivateKeyJwt({ key: privateKey, kid: 'key-1' }),
 *   { response_type: 'code', redirect_uri: 'https://client.example/callback', scope: 'api:read' },
 *   { DPoP: oauth.DPoP(client, keyPair), signal: AbortSignal.timeout(10_000) },
 * )
 * console.log(url.href, expires_at.toISOString())
 * // https://as.example/authorize?client_id=abc4ba37&request_uri=urn%3A… 2026-01-01T00:01:00.000Z
 * ```
 */
export declare function pushedAuthorizationUrl(
  as: AuthorizationServer,
  client: Client,
  clientAuthentication: ClientAuth,
  parameters: URLSearchParams | Record<string, string> | string[][],
  options?: PushedAuthorizationUrlOptions,
): Promise<PushedAuthorizationUrl>

/**
 * What {@link processPushedAuthorizationResponse} resolves with. RFC 9126 §2.2.
 *
 * @example
 *
 * ```ts
 * const pushed: oauth.PushedAuthorizationResponse = await oauth.processPushedAuthorizationResponse(as, client, response)
 * console.log(`${pushed.request_uri} is valid for ${pushed.expires_in} seconds`)
 * ```
 */
export interface PushedAuthorizationResponse {
  /** Stands for the pushed parameters in the URL of the authorization request, next to `client_id`. RFC 9126 §4. */
  readonly request_uri: string
  /** How long `request_uri` is valid, in seconds; at least 0, perhaps with a fraction. A number even if it was sent as a string. */
  readonly expires_in: number
  /** Other members of the response. */
  readonly [parameter: string]: JsonValue | undefined
}

/**
 * JSON body of an error response. RFC 6749 §5.2, RFC 9126 §2.3.
 *
 * @example
 *
 * ```ts
 * if (response.status === 400) {
 *   const body: oauth.OAuth2Error = await response.clone().json()
 *   console.error(body.error, body.error_description)
 * }
 * ```
 */
export interface OAuth2Error {
  /** Error code, such as `invalid_request`. RFC 6749 §5.2. */
  readonly error: string
  /** Explanation for the developer. */
  readonly error_description?: string
  /** Page about the error, for the developer. */
  readonly error_uri?: string
  /** JWS algorithms that the server takes for DPoP proofs, separated by spaces. RFC 9449 §7.1. */
  readonly algs?: string
  /** Scope that would be needed. RFC 6750 §3. */
  readonly scope?: string
  /** Other members of the response. */
  readonly [parameter: string]: JsonValue | undefined
}

/**
 * Thrown when the server refused the request by a 4xx response with an OAuth error as its JSON body. RFC 9126 §2.3, RFC 6749
 * §5.2. A response with a `WWW-Authenticate` challenge is a {@link WWWAuthenticateChallengeError} instead.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.ResponseBodyError) {
 *   console.log(err.status, err.error, err.error_description) // 400 invalid_request …
 * }
 * ```
 */
export declare class ResponseBodyError extends Error {
  /** The whole JSON body. */
  cause: Record<string, JsonValue | undefined>
  /** Always {@link RESPONSE_BODY_ERROR}. */
  code: typeof RESPONSE_BODY_ERROR
  /** `error` of the body, never empty. */
  error: string
  /** HTTP status, 400 to 499. */
  status: number
  /** `error_description` of the body, as the server sent it. */
  error_description?: string
  /** What to do next, where that is known; for people. Each is in the package's `ERRORS.md`. */
  hint?: string
  /** The response; its body is used up. */
  response: Response
  /** Makes one; for tests and for wrappers of this package. */
  constructor(message: string, options: { cause: OAuth2Error; response: Response })
}

/**
 * Thrown by {@link validateAuthResponse} when the authorization server sent the user back with an error. RFC 6749 §4.1.2.1.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.AuthorizationResponseError) {
 *   console.log(err.error, err.cause.get('error_uri'))
 * }
 * ```
 */
export declare class AuthorizationResponseError extends Error {
  /** All parameters of the authorization response: the object that was given, or that of the given `URL`. */
  cause: URLSearchParams
  /** Always {@link AUTHORIZATION_RESPONSE_ERROR}. */
  code: typeof AUTHORIZATION_RESPONSE_ERROR
  /** The parameter `error`. */
  error: string
  /** The parameter `error_description`. */
  error_description?: string
  /** Makes one; for tests and for wrappers of this package. */
  constructor(message: string, options: { cause: URLSearchParams })
}

/**
 * Thrown when a response of unexpected status carries a `WWW-Authenticate` header that can be parsed, as for failed client
 * authentication. RFC 9110 §11.6.1, RFC 6749 §5.2. It goes before {@link ResponseBodyError}: for `error` and the like read the body.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.WWWAuthenticateChallengeError) {
 *   console.log(err.status, err.cause[0]?.scheme) // 401 basic
 *   console.log(await err.response.text())
 * }
 * ```
 */
export declare class WWWAuthenticateChallengeError extends Error {
  /** The challenges in their order, at least one. */
  cause: WWWAuthenticateChallenge[]
  /** Always {@link WWW_AUTHENTICATE_CHALLENGE}. */
  code: typeof WWW_AUTHENTICATE_CHALLENGE
  /** The response; its body has not been read. */
  response: Response
  /** HTTP status. */
  status: number
  /** What to do next, where that is known; for people. Each is in the package's `ERRORS.md`. */
  hint?: string
  /** Makes one; for tests and for wrappers of this package. */
  constructor(message: string, options: { cause: WWWAuthenticateChallenge[]; response: Response })
}

/**
 * Parameters of a {@link WWWAuthenticateChallenge}, names in lower case. RFC 9110 §11.2.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.WWWAuthenticateChallengeError) {
 *   const parameters: oauth.WWWAuthenticateChallengeParameters | undefined = err.cause[0]?.parameters
 *   console.error(parameters?.error, parameters?.error_description)
 * }
 * ```
 */
export interface WWWAuthenticateChallengeParameters {
  /** Protection space. RFC 9110 §11.5. */
  readonly realm?: string
  /** Error code. RFC 6750 §3. */
  readonly error?: string
  /** Explanation for the developer. RFC 6750 §3. */
  readonly error_description?: string
  /** Page about the error, for the developer. RFC 6750 §3. */
  readonly error_uri?: string
  /** JWS algorithms that the server takes for DPoP proofs, separated by spaces. RFC 9449 §7.1. */
  readonly algs?: string
  /** Scope that would be needed. RFC 6750 §3. */
  readonly scope?: string
  /** Address of the resource's metadata. RFC 9728 §5.1. */
  readonly resource_metadata?: string
  /** Other parameters. */
  readonly [parameter: Lowercase<string>]: string | undefined
}

/**
 * One challenge of a `WWW-Authenticate` header. RFC 9110 §11.3 and §11.6.1.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.WWWAuthenticateChallengeError) {
 *   const ofDPoP = (challenge: oauth.WWWAuthenticateChallenge) => challenge.scheme === 'dpop'
 *   console.error('takes proofs of', err.cause.find(ofDPoP)?.parameters.algs)
 * }
 * ```
 */
export interface WWWAuthenticateChallenge {
  /** Authentication scheme in lower case, such as `basic`, `bearer` or `dpop`. */
  readonly scheme: Lowercase<string>
  /** The parameters, none or more. */
  readonly parameters: WWWAuthenticateChallengeParameters
  /** The token68 that stood in place of parameters. */
  readonly token68?: string
}

/**
 * Judges the response to {@link pushedAuthorizationRequest}: status 201, a JSON object, a `request_uri` and an `expires_in`.
 * RFC 9126 §2.2 and §2.3.
 *
 * Rejects with:
 * - `TypeError`, `ERR_INVALID_ARG_TYPE`: `as` or `client` is not an object, `as.issuer` or `client.client_id` not a string,
 *   `response` not a `Response`.
 * - `TypeError`, `ERR_INVALID_ARG_VALUE`: `as.issuer` or `client.client_id` is empty, or the body of `response` was read already.
 * - {@link WWWAuthenticateChallengeError}: any status but 201, with a `WWW-Authenticate` header that can be parsed.
 * - {@link ResponseBodyError}: otherwise, a 4xx with a JSON object that has `error`.
 * - {@link OperationProcessingError} for the rest:
 *   - {@link RESPONSE_IS_NOT_JSON}: a 4xx, or a 201 that does not parse, is not `application/json`. JSON in a 201 parses under any
 *     `content-type`.
 *   - {@link RESPONSE_IS_NOT_CONFORM}: any other response that is not a 201. Some servers answer 200, or redirect.
 *   - {@link PARSE_ERROR}: a 201 of type `application/json` does not parse, or its body broke off.
 *   - {@link INVALID_RESPONSE}: the JSON of a 201 is not an object, `request_uri` is missing or empty, or `expires_in` is not a number
 *     of at least 0.
 *   - {@link INTERNAL_ERROR}.
 *
 * The body is read and decoded by the host's `Response.json()`, of a 201 or a 4xx only:
 * - Large, over 1 MiB or of any size: read whole. There is no limit but the host's memory; {@link customFetch} can set one.
 * - Never ending: the promise stays pending until the `signal` of the request aborts. Then a 201 is {@link PARSE_ERROR} with the
 *   signal's `reason` as `cause` (a `DOMException` named `TimeoutError` for `AbortSignal.timeout()`) if it is `application/json`,
 *   else {@link RESPONSE_IS_NOT_JSON}; a 4xx of type `application/json` is {@link RESPONSE_IS_NOT_CONFORM}, and the `reason` is not
 *   reported. Any other response rejects at once.
 * - Not UTF-8: every invalid sequence becomes U+FFFD, within a string without an error; outside of one it does not parse. A leading
 *   byte order mark is dropped.
 * - Deeply nested: as deep as the host's parser goes; Node, Deno and Bun take a million levels, in a second during which
 *   nothing else runs. The result then overflows the stack of recursive code such as `JSON.stringify()` or `structuredClone()`.
 *   What the parser refuses does not parse, as above.
 *
 * @param as The `as` of the request.
 * @param client The `client` of the request.
 * @param response What {@link pushedAuthorizationRequest} resolved with. It can be processed once.
 *
 * @returns The JSON object as the server sent it, with `expires_in` as a number.
 *
 * @example
 *
 * ```ts
 * try {
 *   const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, response)
 * } catch (err) {
 *   if (err instanceof oauth.ResponseBodyError) console.log(err.error) // invalid_request
 *   else if (err instanceof oauth.WWWAuthenticateChallengeError) console.log(err.cause) // [{ scheme: 'basic', … }]
 *   else if (err instanceof oauth.OperationProcessingError) console.log(err.code, err.cause) // OAUTH_RESPONSE_IS_NOT_CONFORM …
 *   else throw err
 * }
 * ```
 */
export declare function processPushedAuthorizationResponse(
  as: AuthorizationServer,
  client: Client,
  response: Response,
): Promise<PushedAuthorizationResponse>

/**
 * Judges the authorization response that the user's browser brings to the `redirect_uri`: that it is from this server (`iss`), that
 * it answers this user's request (`state`), and that it is not an error. RFC 6749 §4.1.2, RFC 9207 §2.4. It returns or throws at
 * once.
 *
 * An error of the server is reported only after `iss` and `state` were found right. A missing `code` is none: nothing but the above
 * is checked, so that responses of other kinds pass.
 *
 * Throws:
 * - `TypeError`, `ERR_INVALID_ARG_TYPE`: `as` or `client` is not an object, `as.issuer` or `client.client_id` not a string,
 *   `parameters` neither `URLSearchParams` nor `URL`, `expectedState` neither a string nor one of the two symbols.
 * - `TypeError`, `ERR_INVALID_ARG_VALUE`: `as.issuer`, `client.client_id` or `expectedState` is empty.
 * - {@link AuthorizationResponseError}: the response has `error`.
 * - {@link OperationProcessingError}: {@link INTERNAL_ERROR}, and {@link INVALID_RESPONSE} for
 *   - an `iss` other than `as.issuer`, or none from a server that said it sends one.
 *   - a `state` other than the expected one, none although one is expected, or one although none is.
 *   - `response`: the parameters are in a JWT (JARM), which this version does not read.
 *   - one of the parameters named here sent twice.
 * - {@link UnsupportedOperationError}: `id_token` or `token` is there, as in implicit and hybrid flows.
 *
 * The `cause` of {@link AuthorizationResponseError} and {@link INVALID_RESPONSE} has the parameters, the code among them: not for
 * logs.
 *
 * @param as Authorization server: `issuer` is needed. `authorization_response_iss_parameter_supported` is heeded.
 * @param client Client: `client_id` is needed.
 * @param parameters The URL of the request to the `redirect_uri`, of which the query is read, or the parameters: those of a
 *   `form_post` are `new URLSearchParams(await request.text())`. Neither is modified.
 * @param expectedState The `state` of the authorization request, from the user's session; {@link expectNoState} if it had none,
 *   which is the default; {@link skipStateCheck} to check it yourself.
 *
 * @returns All parameters of the response, in an object of their own.
 *
 * @example
 *
 * ```ts
 * try {
 *   const parameters = oauth.validateAuthResponse(as, client, currentUrl, state)
 *   console.log(parameters.has('code')) // for the token request
 * } catch (err) {
 *   if (err instanceof oauth.AuthorizationResponseError) console.log(err.error) // access_denied
 *   else throw err
 * }
 * ```
 */
export declare function validateAuthResponse(
  as: AuthorizationServer,
  client: Client,
  parameters: URLSearchParams | URL,
  expectedState?: string | typeof expectNoState | typeof skipStateCheck,
): URLSearchParams

/**
 * Code of {@link WWWAuthenticateChallengeError}: the server challenged the client. RFC 9110 §11.6.1.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.WWWAuthenticateChallengeError && err.code === oauth.WWW_AUTHENTICATE_CHALLENGE) {
 *   console.error(err.cause.map(({ scheme }) => scheme))
 * }
 * ```
 */
export declare const WWW_AUTHENTICATE_CHALLENGE = 'OAUTH_WWW_AUTHENTICATE_CHALLENGE'

/**
 * Code of {@link ResponseBodyError}: a 4xx response with an OAuth error. RFC 6749 §5.2.
 *
 * @example
 *
 * ```ts
 * // `code` tells the classes apart where `instanceof` does not: across two copies of the package.
 * if (err instanceof Error && 'code' in err && err.code === oauth.RESPONSE_BODY_ERROR) {
 *   console.error('the server refused the request:', err.cause)
 * }
 * ```
 */
export declare const RESPONSE_BODY_ERROR = 'OAUTH_RESPONSE_BODY_ERROR'

/**
 * Code of {@link UnsupportedOperationError}.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.UnsupportedOperationError && err.code === oauth.UNSUPPORTED_OPERATION) {
 *   console.error(err.message, err.cause)
 * }
 * ```
 */
export declare const UNSUPPORTED_OPERATION = 'OAUTH_UNSUPPORTED_OPERATION'

/**
 * Code of {@link AuthorizationResponseError}: an authorization response with `error`. RFC 6749 §4.1.2.1.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.AuthorizationResponseError && err.code === oauth.AUTHORIZATION_RESPONSE_ERROR) {
 *   console.error(err.error, err.error_description)
 * }
 * ```
 */
export declare const AUTHORIZATION_RESPONSE_ERROR = 'OAUTH_AUTHORIZATION_RESPONSE_ERROR'

/**
 * Code of an {@link OperationProcessingError}: a signed UserInfo response was expected and unsigned JSON came. OpenID Connect
 * Core §5.3.2. Not raised by this version.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.JWT_USERINFO_EXPECTED) {
 *   console.error('the UserInfo response is not signed')
 * }
 * ```
 */
export declare const JWT_USERINFO_EXPECTED = 'OAUTH_JWT_USERINFO_EXPECTED'

/**
 * Code of an {@link OperationProcessingError}: the body is said to be JSON but could not be read or parsed, or a parameter of
 * {@link issueRequestObject} is not JSON. Its `cause` is what the host threw: a `SyntaxError`, the `reason` of the signal that
 * aborted, or the error of a broken connection.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.PARSE_ERROR) {
 *   console.error('the body could not be read:', err.cause)
 * }
 * ```
 */
export declare const PARSE_ERROR = 'OAUTH_PARSE_ERROR'

/**
 * Code of an {@link OperationProcessingError}: the response is not what the specification requires. Its `cause` is `{ body }` with
 * the parsed JSON; from {@link validateAuthResponse} it is `{ parameters }`, with `expected` for a wrong `iss` or `state`, or
 * nothing for a parameter that was sent twice.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.INVALID_RESPONSE) {
 *   console.error(err.message, err.cause) // { body } or { parameters }
 * }
 * ```
 */
export declare const INVALID_RESPONSE = 'OAUTH_INVALID_RESPONSE'

/**
 * Code of an {@link OperationProcessingError}: a request to a protected resource is malformed. RFC 6750 §2.1. Not raised by
 * this version.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.INVALID_REQUEST) {
 *   console.error(err.message)
 * }
 * ```
 */
export declare const INVALID_REQUEST = 'OAUTH_INVALID_REQUEST'

/**
 * Code of an {@link OperationProcessingError}: the `content-type` of the response is not exactly `application/json`, parameters aside.
 * Its `cause` is the `Response`.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.RESPONSE_IS_NOT_JSON) {
 *   const response = err.cause as Response
 *   console.error('a proxy answered?', response.headers.get('content-type'))
 * }
 * ```
 */
export declare const RESPONSE_IS_NOT_JSON = 'OAUTH_RESPONSE_IS_NOT_JSON'

/**
 * Code of an {@link OperationProcessingError}: the response has a status that the specification does not give it. Its `cause` is the
 * `Response`.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.RESPONSE_IS_NOT_CONFORM) {
 *   const response = err.cause as Response
 *   console.error(response.status, response.headers.get('location'))
 * }
 * ```
 */
export declare const RESPONSE_IS_NOT_CONFORM = 'OAUTH_RESPONSE_IS_NOT_CONFORM'

/**
 * Code of an {@link OperationProcessingError}: the URL is not `https:`, and {@link allowInsecureRequests} was not given. Its `cause`
 * is the `URL`.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.HTTP_REQUEST_FORBIDDEN) {
 *   console.error('use https:', (err.cause as URL).host)
 * }
 * ```
 */
export declare const HTTP_REQUEST_FORBIDDEN = 'OAUTH_HTTP_REQUEST_FORBIDDEN'

/**
 * Code of an {@link OperationProcessingError}: the URL is neither `https:` nor `http:`. Its `cause` is the `URL`.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.REQUEST_PROTOCOL_FORBIDDEN) {
 *   console.error('no URL of the web:', (err.cause as URL).protocol)
 * }
 * ```
 */
export declare const REQUEST_PROTOCOL_FORBIDDEN = 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN'

/**
 * Code of an {@link OperationProcessingError}: a JWT is expired, not yet valid or too old. RFC 7519 §4.1. Not raised by this
 * version. The value ends in `_FAILED`, the name does not.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.JWT_TIMESTAMP_CHECK) {
 *   console.error('is the clock right?', err.cause)
 * }
 * ```
 */
export declare const JWT_TIMESTAMP_CHECK = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'

/**
 * Code of an {@link OperationProcessingError}: a claim of a JWT has an unexpected value. RFC 7519 §4. Not raised by this version.
 * The value ends in `_FAILED`, the name does not.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.JWT_CLAIM_COMPARISON) {
 *   console.error(err.message, err.cause)
 * }
 * ```
 */
export declare const JWT_CLAIM_COMPARISON = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'

/**
 * Code of an {@link OperationProcessingError}: a member of the response has another value than the expected one, such as `issuer`.
 * RFC 8414 §3.3. Its `cause` is `{ expected, body, attribute }`. The value ends in `_FAILED`, the name does not.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.JSON_ATTRIBUTE_COMPARISON) {
 *   const { attribute, expected } = err.cause as { attribute: string; expected: unknown }
 *   console.error(`the server's ${attribute} is not ${expected}`)
 * }
 * ```
 */
export declare const JSON_ATTRIBUTE_COMPARISON = 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'

/**
 * Code of an {@link OperationProcessingError}: no key, or more than one, fits a signature. RFC 7515 §6. Not raised by this
 * version. The value ends in `_FAILED`, the name does not.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.KEY_SELECTION) {
 *   console.error(err.message, err.cause)
 * }
 * ```
 */
export declare const KEY_SELECTION = 'OAUTH_KEY_SELECTION_FAILED'

/**
 * Code of an {@link OperationProcessingError}: the server's metadata does not have the endpoint. Its `cause` is `{ attribute }`,
 * the endpoint's name, after `mtls_endpoint_aliases.` if the client uses aliases; `authorization_endpoint` has none.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.MISSING_SERVER_METADATA) {
 *   const { attribute } = err.cause as { attribute: string }
 *   console.error(`${as.issuer} does not say where its ${attribute} is`)
 * }
 * ```
 */
export declare const MISSING_SERVER_METADATA = 'OAUTH_MISSING_SERVER_METADATA'

/**
 * Code of an {@link OperationProcessingError}: the endpoint in the server's metadata is not an absolute URL. Its `cause` is
 * `{ attribute }` as for {@link MISSING_SERVER_METADATA}.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.INVALID_SERVER_METADATA) {
 *   const { attribute } = err.cause as { attribute: string }
 *   console.error(`${attribute} of ${as.issuer} is not a URL`)
 * }
 * ```
 */
export declare const INVALID_SERVER_METADATA = 'OAUTH_INVALID_SERVER_METADATA'

/**
 * Code of an {@link OperationProcessingError}: the WebAssembly module of this package failed. That is a bug of ours, please report
 * it. Every call in flight rejects with it, and the next call works. `oauth4webapi` has no such code.
 *
 * @example
 *
 * ```ts
 * if (err instanceof oauth.OperationProcessingError && err.code === oauth.INTERNAL_ERROR) {
 *   console.error('report this:', err)
 * }
 * ```
 */
export declare const INTERNAL_ERROR = 'OAUTH_INTERNAL_ERROR'

// Without it everything declared above would be exported.
export {}
