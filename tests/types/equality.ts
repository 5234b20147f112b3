// The types of oauth4webapi and ours are the same: whoever changes the import line changes nothing else.
import * as ours from 'oauth4wasm'
import * as theirs from 'oauth4webapi'

// Differences on purpose -------------------------------------------------------------------------

// A unique symbol's type is its own declaration, and the symbols do differ at run time: options keyed by one package's symbol
// mean nothing to the other. That is why a user imports all of them from one package.
type Symbols =
  | 'allowInsecureRequests' | 'clockSkew' | 'clockTolerance' | 'customFetch' | 'expectNoNonce' | 'expectNoState'
  | 'jweDecrypt' | 'jwksCache' | 'modifyAssertion' | 'nopkce' | 'skipAuthTimeCheck' | 'skipStateCheck' | 'skipSubjectCheck'

// So functions that take options with nothing but such a key, or such a symbol as a value, are not assignable to each other.
type TakeSymbols = 'ClientSecretJwt' | 'DPoP' | 'PrivateKeyJwt' | 'issueRequestObject' | 'validateAuthResponse'

// Ours only. A module without WebAssembly has no trap to report; pushedAuthorizationUrl is made of functions that both have.
type Extras = 'INTERNAL_ERROR' | 'pushedAuthorizationUrl'

// Values -----------------------------------------------------------------------------------------

type Ours = typeof ours
type Theirs = typeof theirs
type Shared = keyof Ours & keyof Theirs

none<Exclude<keyof Ours, keyof Theirs | Extras>>({}) // we export nothing of our own but the extras
none<Exclude<Extras, keyof Ours>>({})
none<Exclude<Symbols | TakeSymbols, Shared>>({})

type ByAssignment = { [K in Exclude<Shared, Symbols | TakeSymbols> as Mutual<Ours[K], Theirs[K]> extends true ? never : K]: unknown }
none<keyof ByAssignment>({})

type WithoutSymbols = { [K in TakeSymbols as Identical<NeutralParameters<Ours[K]>, NeutralParameters<Theirs[K]>> extends true ? never : K]: unknown }
none<keyof WithoutSymbols>({})
same<State<Ours>, typeof ours.expectNoState | typeof ours.skipStateCheck>(true)
same<State<Theirs>, typeof theirs.expectNoState | typeof theirs.skipStateCheck>(true)
same<keyof Parameters<Ours['DPoP']>[0], typeof ours.clockSkew>(true)
same<keyof Parameters<Theirs['DPoP']>[0], typeof theirs.clockSkew>(true)
same<Exclude<Parameters<Ours['PrivateKeyJwt']>[1], undefined>, ours.ModifyAssertionOptions>(true)
same<Exclude<Parameters<Ours['ClientSecretJwt']>[1], undefined>, ours.ModifyAssertionOptions>(true)
same<Exclude<Parameters<Ours['DPoP']>[2], undefined>, ours.ModifyAssertionOptions>(true)
same<Exclude<Parameters<Ours['issueRequestObject']>[4], undefined>, ours.ModifyAssertionOptions>(true)
type State<Package extends { validateAuthResponse: any }> = Extract<Parameters<Package['validateAuthResponse']>[3], symbol>

// Assignability alone lets a function take fewer parameters, and an optional one become a required one.
type ByParameters = { [K in Shared as Identical<Arity<Ours[K]>, Arity<Theirs[K]>> extends true ? never : K]: unknown }
none<keyof ByParameters>({})

type ByResult = { [K in Shared as Mutual<Result<Ours[K]>, Result<Theirs[K]>> extends true ? never : K]: unknown }
none<keyof ByResult>({})

type NotUnique = { [K in Symbols as Mutual<Ours[K], Theirs[K]> extends true ? K : Ours[K] extends symbol ? never : K]: unknown }
none<keyof NotUnique>({})

// Instances, without `cause` of the two classes for which we declare it and they leave it to the ES2022 library, and without
// `hint`, which three of ours may have.
same<Omit<ours.ResponseBodyError, 'hint'>, Omit<theirs.ResponseBodyError, 'hint'>>(true)
same<ours.AuthorizationResponseError, theirs.AuthorizationResponseError>(true)
same<Omit<ours.WWWAuthenticateChallengeError, 'hint'>, Omit<theirs.WWWAuthenticateChallengeError, 'hint'>>(true)
same<Omit<ours.OperationProcessingError, 'cause' | 'hint'>, Omit<theirs.OperationProcessingError, 'cause'>>(true)
same<Omit<ours.UnsupportedOperationError, 'cause'>, Omit<theirs.UnsupportedOperationError, 'cause'>>(true)

type Hinted = ours.ResponseBodyError | ours.WWWAuthenticateChallengeError | ours.OperationProcessingError
same<Pick<Hinted, 'hint'>, { hint?: string }>(true)
none<Extract<'hint', keyof theirs.ResponseBodyError | keyof theirs.WWWAuthenticateChallengeError | keyof theirs.OperationProcessingError>>({})

// Types ------------------------------------------------------------------------------------------
// Identical, member by member, optional and readonly included; those with symbols as keys without the symbols, which follow.

same<ours.JsonObject, theirs.JsonObject>(true)
same<ours.JsonArray, theirs.JsonArray>(true)
same<ours.JsonPrimitive, theirs.JsonPrimitive>(true)
same<ours.JsonValue, theirs.JsonValue>(true)
same<ours.CryptoKey, theirs.CryptoKey>(true)
same<ours.CryptoKeyPair, theirs.CryptoKeyPair>(true)
same<ours.PrivateKey, theirs.PrivateKey>(true)
same<ours.JWSAlgorithm, theirs.JWSAlgorithm>(true)
same<ours.GenerateKeyPairOptions, theirs.GenerateKeyPairOptions>(true)
same<ours.ModifyAssertionFunction, theirs.ModifyAssertionFunction>(true)
same<ours.DPoPHandle, theirs.DPoPHandle>(true)
same<ours.DPoPRequestOptions, theirs.DPoPRequestOptions>(true)
same<ours.AuthorizationServer, theirs.AuthorizationServer>(true)
same<ours.MTLSEndpointAliases, theirs.MTLSEndpointAliases>(true)
same<ours.CustomFetchOptions<'POST', URLSearchParams>, theirs.CustomFetchOptions<'POST', URLSearchParams>>(true)
same<ours.CustomFetchOptions<'GET'>, theirs.CustomFetchOptions<'GET'>>(true)
same<ours.PushedAuthorizationResponse, theirs.PushedAuthorizationResponse>(true)
same<ours.OAuth2Error, theirs.OAuth2Error>(true)
same<ours.WWWAuthenticateChallenge, theirs.WWWAuthenticateChallenge>(true)
same<ours.WWWAuthenticateChallengeParameters, theirs.WWWAuthenticateChallengeParameters>(true)
same<Parameters<ours.ClientAuth>[2 | 3], Parameters<theirs.ClientAuth>[2 | 3]>(true)
same<ReturnType<ours.ClientAuth>, ReturnType<theirs.ClientAuth>>(true)

same<Plain<ours.Client>, Plain<theirs.Client>>(true)
same<ours.Client[typeof ours.clockSkew], theirs.Client[typeof theirs.clockSkew]>(true)
same<ours.Client[typeof ours.clockTolerance], theirs.Client[typeof theirs.clockTolerance]>(true)

same<keyof ours.ModifyAssertionOptions, typeof ours.modifyAssertion>(true)
same<keyof theirs.ModifyAssertionOptions, typeof theirs.modifyAssertion>(true)
same<ours.ModifyAssertionOptions[typeof ours.modifyAssertion], theirs.ModifyAssertionOptions[typeof theirs.modifyAssertion]>(true)

same<Plain<OurOptions>, Plain<TheirOptions>>(true)
same<OurOptions[typeof ours.customFetch], TheirOptions[typeof theirs.customFetch]>(true)
same<OurOptions[typeof ours.allowInsecureRequests], TheirOptions[typeof theirs.allowInsecureRequests]>(true)
same<Plain<ours.DiscoveryRequestOptions>, Plain<theirs.DiscoveryRequestOptions>>(true)
same<Plain<ours.PushedAuthorizationRequestOptions>, Plain<theirs.PushedAuthorizationRequestOptions>>(true)
type OurOptions = ours.HttpRequestOptions<'POST', URLSearchParams>
type TheirOptions = theirs.HttpRequestOptions<'POST', URLSearchParams>

// Of the extras: what it takes and resolves with is in terms of what both have.
same<Omit<Plain<ours.PushedAuthorizationUrlOptions>, 'requestObject'>, Plain<theirs.PushedAuthorizationRequestOptions>>(true)
same<Pick<ours.PushedAuthorizationUrlOptions, 'requestObject'>, { requestObject?: theirs.PrivateKey }>(true)
same<Exclude<keyof ours.PushedAuthorizationUrlOptions, keyof ours.PushedAuthorizationRequestOptions>, 'requestObject'>(true)
same<ours.PushedAuthorizationUrl, { readonly url: URL; readonly request_uri: string; readonly expires_in: number; readonly expires_at: Date }>(true)
same<Result<Ours['pushedAuthorizationUrl']>, ours.PushedAuthorizationUrl>(true)
same<Head<Parameters<Ours['pushedAuthorizationUrl']>>, Head<Parameters<Ours['pushedAuthorizationRequest']>>>(true)
type Head<P> = P extends [infer A, infer B, infer C, infer D, options?: unknown] ? [A, B, C, D] : never

// How the comparison is made ---------------------------------------------------------------------

type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Mutual<A, B> = Identical<A, B> extends true ? true : IsAny<A> | IsAny<B> extends false ? ([A] extends [B] ? ([B] extends [A] ? true : false) : false) : false
type IsAny<T> = 0 extends 1 & T ? true : false
type Arity<F> = F extends (...args: infer P) => unknown ? P['length'] : F extends new (...args: infer P) => unknown ? P['length'] : never
type Result<F> = F extends (...args: never) => infer R ? Awaited<R> : never
type Plain<T> = { [K in keyof T as K extends symbol ? never : K]: T[K] }
type NeutralParameters<F> = F extends (...args: infer P) => unknown ? { [I in keyof P]: NeutralValue<P[I]> } : never
type NeutralValue<T> = T extends symbol ? symbol : T extends object ? Plain<T> : T

// The error of a failing `none` names the exports: Property 'x' is missing in type '{}'.
declare function none<Names extends PropertyKey>(names: Record<Names, 'differs'>): void
declare function same<A, B>(identical: Identical<A, B>): void

// And it can fail.
same<Mutual<(a: string) => void, (a: number) => void>, false>(true)
same<Mutual<any, string>, false>(true)
same<Identical<{ a: 1 }, { a?: 1 }>, false>(true)
same<Identical<{ a: 1 }, { readonly a: 1 }>, false>(true)
same<Arity<(a: string, b?: string) => void>, 1 | 2>(true)
same<Identical<NeutralParameters<(a: { b: 1 }) => 1>, NeutralParameters<(a: { b?: 1 }) => 1>>, false>(true)
same<Identical<NeutralParameters<(a: 1) => 1>, NeutralParameters<(a?: 1) => 1>>, false>(true)
// @ts-expect-error
none<'pushedAuthorizationRequest'>({})
// @ts-expect-error
same<1, 2>(true)
