// The types of oauth4webapi and ours are the same: whoever changes the import line changes nothing else.
import * as ours from 'oauth4wasm'
import * as theirs from 'oauth4webapi'

// Differences on purpose -------------------------------------------------------------------------

// A unique symbol's type is its own declaration, and the symbols do differ at run time: options keyed by one package's symbol
// mean nothing to the other. That is why a user imports all of them from one package.
type Symbols =
  | 'allowInsecureRequests' | 'clockSkew' | 'clockTolerance' | 'customFetch' | 'expectNoNonce' | 'expectNoState'
  | 'jweDecrypt' | 'jwksCache' | 'modifyAssertion' | 'nopkce' | 'skipAuthTimeCheck' | 'skipStateCheck' | 'skipSubjectCheck'

// Ours only. A module without WebAssembly has no trap to report.
type Extras = 'INTERNAL_ERROR'

// Theirs only, for now: options of endpoints and features that we do not have yet. They are optional.
type Later = 'DPoP'

// Values -----------------------------------------------------------------------------------------

type Ours = typeof ours
type Theirs = typeof theirs
type Shared = keyof Ours & keyof Theirs

none<Exclude<keyof Ours, keyof Theirs | Extras>>({}) // we export nothing of our own but the extras
none<Exclude<Extras, keyof Ours>>({})
none<Exclude<Symbols, Shared>>({})

type ByAssignment = { [K in Exclude<Shared, Symbols> as Mutual<Ours[K], Theirs[K]> extends true ? never : K]: unknown }
none<keyof ByAssignment>({})

// Assignability alone lets a function take fewer parameters, and an optional one become a required one.
type ByParameters = { [K in Shared as Identical<Arity<Ours[K]>, Arity<Theirs[K]>> extends true ? never : K]: unknown }
none<keyof ByParameters>({})

type ByResult = { [K in Shared as Mutual<Result<Ours[K]>, Result<Theirs[K]>> extends true ? never : K]: unknown }
none<keyof ByResult>({})

type NotUnique = { [K in Symbols as Mutual<Ours[K], Theirs[K]> extends true ? K : Ours[K] extends symbol ? never : K]: unknown }
none<keyof NotUnique>({})

// Instances, without `cause` of the two classes for which we declare it and they leave it to the ES2022 library.
same<ours.ResponseBodyError, theirs.ResponseBodyError>(true)
same<ours.AuthorizationResponseError, theirs.AuthorizationResponseError>(true)
same<ours.WWWAuthenticateChallengeError, theirs.WWWAuthenticateChallengeError>(true)
same<Omit<ours.OperationProcessingError, 'cause'>, Omit<theirs.OperationProcessingError, 'cause'>>(true)
same<Omit<ours.UnsupportedOperationError, 'cause'>, Omit<theirs.UnsupportedOperationError, 'cause'>>(true)

// Types ------------------------------------------------------------------------------------------
// Identical, member by member, optional and readonly included; those with symbols as keys without the symbols, which follow.

same<ours.JsonObject, theirs.JsonObject>(true)
same<ours.JsonArray, theirs.JsonArray>(true)
same<ours.JsonPrimitive, theirs.JsonPrimitive>(true)
same<ours.JsonValue, theirs.JsonValue>(true)
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

same<Plain<OurOptions>, Plain<TheirOptions>>(true)
same<OurOptions[typeof ours.customFetch], TheirOptions[typeof theirs.customFetch]>(true)
same<OurOptions[typeof ours.allowInsecureRequests], TheirOptions[typeof theirs.allowInsecureRequests]>(true)
same<Plain<ours.DiscoveryRequestOptions>, Plain<theirs.DiscoveryRequestOptions>>(true)
same<Plain<ours.PushedAuthorizationRequestOptions>, Omit<Plain<theirs.PushedAuthorizationRequestOptions>, Later>>(true)
type OurOptions = ours.HttpRequestOptions<'POST', URLSearchParams>
type TheirOptions = theirs.HttpRequestOptions<'POST', URLSearchParams>

// How the comparison is made ---------------------------------------------------------------------

type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Mutual<A, B> = Identical<A, B> extends true ? true : IsAny<A> | IsAny<B> extends false ? ([A] extends [B] ? ([B] extends [A] ? true : false) : false) : false
type IsAny<T> = 0 extends 1 & T ? true : false
type Arity<F> = F extends (...args: infer P) => unknown ? P['length'] : F extends new (...args: infer P) => unknown ? P['length'] : never
type Result<F> = F extends (...args: never) => infer R ? Awaited<R> : never
type Plain<T> = { [K in keyof T as K extends symbol ? never : K]: T[K] }

// The error of a failing `none` names the exports: Property 'x' is missing in type '{}'.
declare function none<Names extends PropertyKey>(names: Record<Names, 'differs'>): void
declare function same<A, B>(identical: Identical<A, B>): void

// And it can fail.
same<Mutual<(a: string) => void, (a: number) => void>, false>(true)
same<Mutual<any, string>, false>(true)
same<Identical<{ a: 1 }, { a?: 1 }>, false>(true)
same<Identical<{ a: 1 }, { readonly a: 1 }>, false>(true)
same<Arity<(a: string, b?: string) => void>, 1 | 2>(true)
// @ts-expect-error
none<'pushedAuthorizationRequest'>({})
// @ts-expect-error
same<1, 2>(true)
