/**
 * The whole of `oauth4wasm` and keys in software: ES256, ECDSA on the curve P-256 with SHA-256 (RFC 7518 §3.4), for hosts without
 * `crypto.subtle` (pages from plain http, embedded engines), for keys that are PEM or a bare number, and for signatures that are
 * the same every time (RFC 6979).
 *
 * A software key goes wherever a {@link CryptoKey} goes: {@link PrivateKeyJwt}, {@link DPoP}, {@link issueRequestObject} and the
 * `requestObject` of {@link pushedAuthorizationUrl}. Import everything from this entry then: `oauth4wasm` and `oauth4wasm/es256` do
 * not know each other's symbols, handles and error classes.
 *
 * Where the host has WebCrypto, a key of its own that is not extractable is the better choice: no script can read it. The number
 * of a software key is in the memory of the program, though in no property of the key, and no error or printed key shows it.
 *
 * @example A push with keys in software, from the key of the client's registration
 *
 * ```ts
 * import * as oauth from 'oauth4wasm/es256'
 *
 * const { privateKey } = await oauth.importSoftwareKey(pem)
 * const keyPair = await oauth.generateKeyPair('ES256', { software: true })
 * const { url } = await oauth.pushedAuthorizationUrl(
 *   as,
 *   client,
 *   oauth.PrivateKeyJwt({ key: privateKey, kid: 'key-1' }),
 *   parameters,
 *   { DPoP: oauth.DPoP(client, keyPair) },
 * )
 * ```
 *
 * @module
 */

import type { CryptoKeyPair, GenerateKeyPairOptions } from 'oauth4wasm'

export * from 'oauth4wasm'

/**
 * A key in software, as {@link importSoftwareKey} and {@link generateKeyPair} make it. It is frozen, and reads like a
 * {@link CryptoKey}; it is none for the host's own `crypto.subtle`, and a clone of it is no key.
 *
 * @example
 *
 * ```ts
 * const key: oauth.SoftwareKey = (await oauth.importSoftwareKey(pem)).privateKey
 * const clientAuth = oauth.PrivateKeyJwt({ key, kid: 'k1' })
 * ```
 */
export interface SoftwareKey {
  /** `private` signs, `public` goes into DPoP proofs. */
  readonly type: 'private' | 'public'
  /** Whether {@link exportSoftwareKey} yields it; always `true` for a public key. */
  readonly extractable: boolean
  /** ECDSA on the curve P-256. */
  readonly algorithm: { readonly name: 'ECDSA'; readonly namedCurve: 'P-256' }
  /** `sign` of a private key, `verify` of a public one. */
  readonly usages: ('sign' | 'verify')[]
  /**
   * Overwrites the number of a private key; after that, whatever needs it throws or rejects with a `TypeError` whose code is
   * `ERR_INVALID_ARG_VALUE`. Without this it is overwritten some time after nobody holds the key any more. Hosts that have no
   * `Symbol.dispose` do not have this method.
   */
  // @ts-ignore: the symbol is declared by the library esnext.disposable or by @types/node; who has neither lacks only this method
  [Symbol.dispose](): void
}

/**
 * A private key in software and the public key that belongs to it.
 *
 * @example
 *
 * ```ts
 * const keyPair: oauth.SoftwareKeyPair = await oauth.generateKeyPair('ES256', { software: true })
 * const DPoP = oauth.DPoP(client, keyPair)
 * ```
 */
export interface SoftwareKeyPair {
  /** Signs. */
  privateKey: SoftwareKey
  /** Goes into DPoP proofs, and with {@link exportSoftwareKey} to the server. */
  publicKey: SoftwareKey
}

/**
 * A key of P-256 as a JWK, RFC 7518 §6.2: each number is 32 bytes in base64url.
 *
 * @example
 *
 * ```ts
 * const { publicKey } = await oauth.importSoftwareKey(pem)
 * const jwk: oauth.SoftwareJWK = await oauth.exportSoftwareKey(publicKey)
 * const forTheServer = { keys: [{ ...jwk, kid: 'k1' }] }
 * ```
 */
export interface SoftwareJWK {
  /** The key's type: `EC`. */
  kty?: string
  /** The curve: `P-256`. */
  crv?: string
  /** The first coordinate of the public point. */
  x?: string
  /** The second coordinate of the public point. */
  y?: string
  /** The private number: a secret. */
  d?: string
}

/**
 * Options of {@link importSoftwareKey}.
 *
 * @example
 *
 * ```ts
 * const options: oauth.ImportSoftwareKeyOptions = { extractable: true }
 * const { privateKey } = await oauth.importSoftwareKey(pem, options)
 * const jwk = await oauth.exportSoftwareKey(privateKey) // has `d`: keep it secret
 * ```
 */
export interface ImportSoftwareKeyOptions {
  /** Whether the private key can be exported; `false` without it. */
  extractable?: boolean
}

/**
 * Options of {@link generateKeyPair} for a pair in software.
 *
 * @example
 *
 * ```ts
 * const options: oauth.GenerateSoftwareKeyPairOptions = { software: true, extractable: true }
 * const keyPair = await oauth.generateKeyPair('ES256', options)
 * ```
 */
export interface GenerateSoftwareKeyPairOptions extends GenerateKeyPairOptions {
  /** `true` for keys in software; without it, or with `false`, they are the host's. */
  software: true
}

/**
 * Makes a key pair in software, of which the host provides nothing but `crypto.getRandomValues`. Rejects with:
 * - `TypeError`: `alg` is not a string, or empty.
 * - {@link UnsupportedOperationError}: `alg` is not `ES256`.
 *
 * @param alg `ES256`.
 *
 * @example
 *
 * ```ts
 * const keyPair = await oauth.generateKeyPair('ES256', { software: true, extractable: true })
 * const toKeep = JSON.stringify(await oauth.exportSoftwareKey(keyPair.privateKey))
 * ```
 */
export declare function generateKeyPair(alg: 'ES256', options: GenerateSoftwareKeyPairOptions): Promise<SoftwareKeyPair>
/**
 * Makes a key pair with the host's WebCrypto: the function of `oauth4wasm`.
 *
 * @param alg One of {@link JWSAlgorithm}.
 *
 * @example
 *
 * ```ts
 * const keyPair = await oauth.generateKeyPair('PS256')
 * ```
 */
export declare function generateKeyPair(alg: string, options?: GenerateKeyPairOptions & { software?: false }): Promise<CryptoKeyPair>

/**
 * Makes software keys of a private key of P-256. A `kid` in a JWK is not kept: say `{ key, kid }` where the key is used. Other than
 * WebCrypto, this does not read `ext` and `key_ops`: the key signs, and can be exported if `options.extractable` says so. The argument
 * is left as it is; overwrite it when you do not need it any more.
 *
 * Rejects with a `TypeError` whose code is `ERR_INVALID_ARG_TYPE` or `ERR_INVALID_ARG_VALUE`, and which shows nothing of the key:
 * - it is not in one of the forms below, or longer than 16,384 bytes;
 * - it is encrypted, or of another type or curve; a JWK's `alg` or `use` is for something else;
 * - its number is zero or not below the order of the curve, or does not belong to the public point beside it.
 *
 * @param privateKey A JWK (RFC 7518 §6.2); PKCS#8 (RFC 5208), not encrypted, as a string in PEM (`-----BEGIN PRIVATE KEY-----`) or as
 *   bytes in DER; or the number itself, 32 bytes, big-endian.
 *
 * @example
 *
 * ```ts
 * const { privateKey } = await oauth.importSoftwareKey(pem)
 * const clientAuth = oauth.PrivateKeyJwt({ key: privateKey, kid: 'key-1' })
 * ```
 */
export declare function importSoftwareKey(
  privateKey: SoftwareJWK | string | ArrayBuffer | ArrayBufferView,
  options?: ImportSoftwareKeyOptions,
): Promise<SoftwareKeyPair>

/**
 * Yields the JWK of a software key: `kty`, `crv`, `x` and `y`, and `d` of a private key.
 *
 * Rejects with a `TypeError` whose code is
 * - `ERR_INVALID_ARG_TYPE`: it is not a software key. Keys of the host are exported by `crypto.subtle.exportKey()`.
 * - `ERR_INVALID_ARG_VALUE`: the private key was made to be not extractable, or was disposed of.
 *
 * @example What the server needs to know of a client's key (RFC 7591 §2)
 *
 * ```ts
 * const { publicKey } = await oauth.importSoftwareKey(pem)
 * const jwks = { keys: [{ ...(await oauth.exportSoftwareKey(publicKey)), kid: 'key-1', alg: 'ES256', use: 'sig' }] }
 * ```
 */
export declare function exportSoftwareKey(key: SoftwareKey): Promise<SoftwareJWK>
