// The export surface: what we export, the oracle exports too, of the same kind (par.md §0, §16.2, §16.3).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settle } from './harness.mjs'
import { entry, oracle, standIn, subject } from './modules.mjs'

/** What this version must export. Later versions add their names here. */
const REQUIRED = [
  'pushedAuthorizationRequest', 'processPushedAuthorizationResponse', 'discoveryRequest', 'processDiscoveryResponse',
  'None', 'ClientSecretBasic', 'ClientSecretPost',
  'generateRandomCodeVerifier', 'generateRandomState', 'generateRandomNonce', 'calculatePKCECodeChallenge',
  'OperationProcessingError', 'UnsupportedOperationError', 'ResponseBodyError', 'WWWAuthenticateChallengeError', 'AuthorizationResponseError',
  'allowInsecureRequests', 'customFetch', 'clockSkew', 'clockTolerance', '_nodiscoverycheck', '_expectedIssuer',
  'checkProtocol', 'resolveEndpoint', 'getContentType',
]
/** Length and asynchrony, as api.md §1.1 has them; these must be exported too. */
const SHAPES = { PrivateKeyJwt: [2, false], ClientSecretJwt: [2, false], TlsClientAuth: [0, false], DPoP: [3, false], isDPoPNonceError: [1, false], issueRequestObject: [5, true], generateKeyPair: [2, true], validateAuthResponse: [4, false] }
const PUBLIC_SYMBOLS = ['allowInsecureRequests', 'customFetch', 'clockSkew', 'clockTolerance', 'modifyAssertion', 'jweDecrypt', 'jwksCache', 'skipSubjectCheck', 'skipAuthTimeCheck', 'expectNoNonce', 'expectNoState', 'skipStateCheck', 'nopkce', '_nopkce', '_nodiscoverycheck', '_expectedIssuer']
const CODES = {
  WWW_AUTHENTICATE_CHALLENGE: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE', RESPONSE_BODY_ERROR: 'OAUTH_RESPONSE_BODY_ERROR', AUTHORIZATION_RESPONSE_ERROR: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR',
  UNSUPPORTED_OPERATION: 'OAUTH_UNSUPPORTED_OPERATION', PARSE_ERROR: 'OAUTH_PARSE_ERROR', INVALID_RESPONSE: 'OAUTH_INVALID_RESPONSE', INVALID_REQUEST: 'OAUTH_INVALID_REQUEST',
  RESPONSE_IS_NOT_JSON: 'OAUTH_RESPONSE_IS_NOT_JSON', RESPONSE_IS_NOT_CONFORM: 'OAUTH_RESPONSE_IS_NOT_CONFORM', HTTP_REQUEST_FORBIDDEN: 'OAUTH_HTTP_REQUEST_FORBIDDEN',
  REQUEST_PROTOCOL_FORBIDDEN: 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN', JWT_TIMESTAMP_CHECK: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', JWT_CLAIM_COMPARISON: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  JSON_ATTRIBUTE_COMPARISON: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED', KEY_SELECTION: 'OAUTH_KEY_SELECTION_FAILED', MISSING_SERVER_METADATA: 'OAUTH_MISSING_SERVER_METADATA',
  INVALID_SERVER_METADATA: 'OAUTH_INVALID_SERVER_METADATA', JWT_USERINFO_EXPECTED: 'OAUTH_JWT_USERINFO_EXPECTED',
}
/** Exports of ours that oauth4webapi does not have, each with its reason. */
const EXTRAS = {
  INTERNAL_ERROR: 'code of the error that rejects the calls in flight when the WebAssembly module traps (design rule 8)',
  pushedAuthorizationUrl: 'both halves of a pushed request, and the URL to send the browser to, in one call',
}
if (entry.pathname.endsWith('/es256.mjs')) {
  for (const name of ['importSoftwareKey', 'exportSoftwareKey']) EXTRAS[name] = 'keys in software: the entry oauth4wasm/es256'
}
/** Functions of the oracle that reject instead of throwing: par.md §0. */
const ASYNC = /^(process|.*Request$|issueRequestObject|calculatePKCE|generateKeyPair|validate(?!AuthResponse)|formPost)/

for (const name of new Set([...REQUIRED, ...Object.keys(SHAPES), ...Object.keys(CODES), ...PUBLIC_SYMBOLS])) {
  test(`${name} is exported`, () => {
    assert.ok(name in oracle, 'not by the oracle')
    assert.ok(name in subject, 'not by the subject')
  })
}
test('nothing is exported that the oracle does not export', () => {
  assert.deepEqual(Object.keys(subject).filter((name) => !(name in oracle) && !(name in EXTRAS)), [])
  if (!standIn) assert.deepEqual(Object.keys(EXTRAS).filter((name) => !(name in subject) || name in oracle), [], 'extras that are none')
})
test('there is no default export', () => assert.equal('default' in subject, 'default' in oracle))

for (const name of Object.keys(subject).filter((name) => name in oracle)) {
  test(`${name} is of the same kind`, () => assert.deepEqual(kind(subject[name]), kind(oracle[name])))
}
for (const [name, [length, asynchronous]] of Object.entries(SHAPES)) {
  test(`${name} is as api.md §1.1 says`, () => assert.deepEqual([oracle, subject].map((m) => [typeof m[name], m[name]?.length, ASYNC.test(name)]), Array(2).fill(['function', length, asynchronous])))
}
for (const [name, value] of Object.entries(CODES)) {
  test(`${name} is ${value}`, () => assert.deepEqual([oracle[name], subject[name]], [value, value]))
}
for (const name of Object.keys(subject).filter((name) => typeof subject[name] === 'symbol')) {
  test(`${name} is a symbol of the module's own`, () => {
    assert.notEqual(subject[name], oracle[name])
    assert.equal(subject[name].description, undefined)
    assert.equal(Symbol.keyFor(subject[name]), undefined)
    assert.deepEqual(aliases(subject, name), aliases(oracle, name).filter((other) => other in subject), 'the same symbol under other names')
  })
}
for (const name of Object.keys(subject).filter((name) => typeof subject[name] === 'function' && !/^[A-Z].*Error$/.test(name) && name in oracle)) {
  test(`${name} ${ASYNC.test(name) ? 'gives a promise' : 'does not give a promise'}, called without arguments`, async () => {
    const how = async (module) => {
      let value
      const ended = await settle(() => (value = module[name]()))
      return [ended.how, value instanceof Promise, value instanceof Promise && Object.getPrototypeOf(value) === Promise.prototype]
    }
    const [theirs, ours] = [await how(oracle), await how(subject)]
    assert.deepEqual(ours, theirs)
    assert.equal(theirs[1], ASYNC.test(name), 'the oracle is not as par.md §0 says')
  })
  test(`${name} is a plain function`, () => {
    for (const module of [oracle, subject]) {
      assert.equal(Object.getPrototypeOf(Object.getPrototypeOf(module[name]) === Function.prototype ? module[name] : Object.getPrototypeOf(module[name])), Function.prototype)
      assert.deepEqual(Object.keys(module[name]), [])
    }
  })
}
for (const name of Object.keys(subject).filter((name) => /^[A-Z].*Error$/.test(name) && name in oracle)) {
  test(`${name} is a class like the oracle's`, () => {
    const shape = (module) => {
      const { prototype } = module[name]
      return {
        parent: Object.getPrototypeOf(module[name]) === Error,
        parentPrototype: Object.getPrototypeOf(prototype) === Error.prototype,
        members: Object.entries(Object.getOwnPropertyDescriptors(prototype)).map(([key, { value, ...flags }]) => [key, typeof value, flags]),
        constructor: prototype.constructor === module[name],
        statics: Object.entries(Object.getOwnPropertyDescriptors(module[name])).map(([key, { value, ...flags }]) => [key, typeof value, flags]).sort(),
        isClass: /^class/.test(Function.prototype.toString.call(module[name])),
        printed: Object.prototype.toString.call(module[name]),
      }
    }
    assert.deepEqual(shape(subject), shape(oracle))
  })
}
test('the module namespace is the host\'s own', () => {
  for (const module of [oracle, subject]) {
    assert.equal(Object.prototype.toString.call(module), '[object Module]')
    assert.ok(Object.isSealed(module))
  }
})
test('the two packages share nothing', () => {
  for (const name of Object.keys(subject).filter((name) => typeof subject[name] !== 'string')) assert.notEqual(subject[name], oracle[name], name)
})
if (standIn) test('a stand-in exports everything', () => assert.deepEqual(Object.keys(subject), Object.keys(oracle)))

function kind(value) {
  if (typeof value === 'function') return { type: 'function', length: value.length, name: value.name }
  return { type: typeof value, value: typeof value === 'string' ? value : undefined }
}
const aliases = (module, name) => Object.keys(module).filter((other) => other !== name && module[other] === module[name])
