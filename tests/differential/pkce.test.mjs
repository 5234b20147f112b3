// PKCE, state and nonce helpers (par.md §11, §0 "random identifier").
import assert from 'node:assert/strict'
import { webcrypto } from 'node:crypto'
import { test } from 'node:test'
import { same, sameAll } from './harness.mjs'
import { MISFITS, throwing } from './inputs.mjs'
import { oracle, subject } from './modules.mjs'

const RANDOM = ['generateRandomCodeVerifier', 'generateRandomState', 'generateRandomNonce']
for (const name of RANDOM) {
  same(`${name}: shape`, (m) => /^[A-Za-z0-9_-]{43}$/.test(m[name]()), 'returned')
  same(`${name}: arguments are ignored`, (m, t) => [m[name](5), m[name](throwing(t)), m[name].call(null, 'x')].map((text) => text.length), 'returned')
  same(`${name}: two are not one`, (m) => new Set(Array.from({ length: 500 }, () => m[name]())).size, 'returned')
  // 32 bytes of the host's entropy, base64url: with the entropy fixed, the text is too.
  sameAll(`${name}: bytes`, [['zeros', () => 0], ['ones', () => 255], ['counting', (i) => i], ['backwards', (i) => 255 - i], ['spread', (i) => (i * 197 + 62) & 255]].map(([label, byte]) => [label, (m, t) => {
    t.patch(webcrypto, 'getRandomValues', (array) => array.fill(0).map((_, i) => byte(i)) && array.forEach((_, i) => { array[i] = byte(i) }) || array)
    return m[name]()
  }, 'returned']))
  test(`${name}: every character is used`, () => {
    for (const m of [oracle, subject]) {
      const used = new Set(Array.from({ length: 200 }, () => m[name]()).join(''))
      assert.equal(used.size, 64)
    }
  })
}
sameAll('one request for entropy of the moment', RANDOM.map((name) => [name, (m, t) => {
  let drawn = 0
  const real = webcrypto.getRandomValues.bind(webcrypto)
  t.patch(webcrypto, 'getRandomValues', (array) => { drawn += array.byteLength; return real(array) })
  return [m[name]().length, drawn]
}, 'returned']))

const VECTORS = [['dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM']]
sameAll('the vector of RFC 7636 appendix B', VECTORS.map(([verifier, challenge]) => [verifier, async (m) => {
  const found = await m.calculatePKCECodeChallenge(verifier)
  if (found !== challenge) throw new Error(`${verifier} gives ${found}`)
  return found
}, 'resolved']))
const VERIFIERS = ['a', 'x'.repeat(43), 'x'.repeat(128), 'x'.repeat(129), 'é', '€', '😀', '\0', ' ', '\n', '\ud800', '\udc00x', '\ude00\ud83d', '\ufeff', '\ufeffa', 'ß'.repeat(100), ...[55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 1_000_000].map((length) => 'a'.repeat(length))]
sameAll('challenges', VERIFIERS.map((verifier) => [`${JSON.stringify(verifier.slice(0, 12))} of ${verifier.length}`, (m) => m.calculatePKCECodeChallenge(verifier), 'resolved']))
sameAll('challenges of 200 verifiers', Array.from({ length: 200 }, (_, i) => [String(i), (m) => m.calculatePKCECodeChallenge('v'.repeat(i + 1)), 'resolved']))
for (const [label, make] of MISFITS) {
  same(`challenge of ${label}`, (m, t) => m.calculatePKCECodeChallenge(make(t)))
}
sameAll('challenge, as par.md §11 says', [
  ['nothing', (m) => m.calculatePKCECodeChallenge(), 'ERR_INVALID_ARG_TYPE'], ['number', (m) => m.calculatePKCECodeChallenge(1), 'ERR_INVALID_ARG_TYPE'],
  ['empty', (m) => m.calculatePKCECodeChallenge(''), 'ERR_INVALID_ARG_VALUE'], ['String object', (m) => m.calculatePKCECodeChallenge(new String('x')), 'ERR_INVALID_ARG_TYPE'],
  ['two arguments', (m) => m.calculatePKCECodeChallenge('x', 'y'), 'resolved'],
])
same('fifty at the same time', (m) => Promise.all(Array.from({ length: 50 }, (_, i) => m.calculatePKCECodeChallenge(`v${i}`))), 'resolved')
