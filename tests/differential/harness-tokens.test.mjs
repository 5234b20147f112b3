// Does the harness see what is wrong with a token? As harness.test.mjs, for JWTs: the oracle's token is taken apart, spoilt in
// one way, and signed again.
import assert from 'node:assert/strict'
import { webcrypto } from 'node:crypto'
import { test } from 'node:test'
import { compare, report } from './harness.mjs'
import { client, par, server } from './inputs.mjs'
import { pairs, second } from './keys.mjs'
import { oracle } from './modules.mjs'

const { subtle } = webcrypto
const pair = pairs.ES256.open
const encode = (bytes) => Buffer.from(bytes).toString('base64url')
const json = (part) => JSON.parse(Buffer.from(part, 'base64url'))
async function signed(header, payload, key = pair.privateKey) {
  const data = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(payload))}`
  return `${data}.${encode(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(data)))}`
}
const tampered = (change) => ({ issueRequestObject: (real) => async (...args) => { const token = await real(...args); return change(token, ...token.split('.')) } })
const edited = (edit, key) => tampered((token, header, payload) => { const parts = [json(header), json(payload)]; return signed(...(edit(...parts) ?? parts), key) })
const hooked = (act) => ({ issueRequestObject: (real) => (as, c, parameters, key, options) => real(as, c, parameters, key, { [oracle.modifyAssertion]: (h, p) => act(options[oracle.modifyAssertion], h, p) }) })

const issue = (m, t, options) => m.issueRequestObject(server(), client(), { a: '1' }, t.key('ES256', pair).privateKey, options)
const seeing = (m, t) => issue(m, t, { [m.modifyAssertion](...args) { t.log('hook', args) } })
const twice = async (m, t) => [await issue(m, t), await issue(m, t)]
const push = (m, t) => par(m, t, { auth: m.PrivateKeyJwt(t.key('ES256', pair).privateKey) })
let kept
const MUTATIONS = [
  ['a later exp', issue, edited((h, p) => { p.exp++ }), /outcome/],
  ['a real clock', issue, edited((h, p) => { p.iat = Math.floor(performance.timeOrigin / 1000) }), /outcome/],
  ['claims in another order', issue, edited((h, p) => [h, Object.fromEntries(Object.entries(p).reverse())]), /outcome/],
  ['a header in another order', issue, edited((h, p) => [{ typ: h.typ, alg: h.alg }, p]), /outcome/],
  ['one more header', issue, edited((h) => { h.kid = 'k' }), /outcome/],
  ['one claim less', issue, edited((h, p) => { delete p.nbf }), /outcome/],
  ['a number for a text', issue, edited((h, p) => { p.a = 1 }), /outcome/],
  ['a short jti', issue, edited((h, p) => { p.jti = p.jti.slice(0, 42) }), /outcome/],
  ['a jti in the standard alphabet', issue, edited((h, p) => { p.jti = Buffer.from(p.jti, 'base64url').toString('base64') }), /outcome/],
  ['a jti that is not random', issue, edited((h, p) => { p.jti = 'a'.repeat(43) }), /outcome/],
  ['one jti for two tokens', twice, edited((h, p) => { p.jti = (kept ??= p.jti) }), /outcome/],
  ['blanks in the JSON', issue, tampered(async (token, header, payload) => { const data = `${encode(JSON.stringify(json(header), null, 1))}.${payload}`; return `${data}.${encode(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, Buffer.from(data)))}` }), /outcome/],
  ['another key', issue, edited(() => {}, second.privateKey), /signers/],
  ['a signature with an error', issue, tampered((token) => token.slice(0, -20) + (token.at(-20) === 'A' ? 'B' : 'A') + token.slice(-19)), /signers/],
  ['a signature in DER', issue, tampered((token, header, payload, signature) => `${header}.${payload}.${encode([48, 68, ...Buffer.from(signature, 'base64url')])}`), /outcome/],
  ['a signature with padding', issue, tampered((token) => `${token}==`), /outcome/],
  ['a payload changed after signing', issue, tampered((token, header, payload, signature) => `${header}.${encode(JSON.stringify({ ...json(payload), a: '2' }))}.${signature}`), /outcome/],
  ['the hook gets copies', seeing, hooked((hook, h, p) => hook({ ...h, kid: undefined }, Object.fromEntries(Object.entries(p).reverse()))), /events/],
  ['the hook gets no undefined members', seeing, hooked((hook, h, p) => hook(JSON.parse(JSON.stringify(h)), p)), /events/],
  ['the hook gets objects without prototype', seeing, hooked((hook, h, p) => hook(h, Object.assign(Object.create(null), p))), /events/],
  ['the hook is called twice', seeing, hooked((hook, h, p) => { hook(h, p); hook(h, p) }), /events/],
  ['an assertion for another audience', push, { PrivateKeyJwt: (real) => (key) => real(key, { [oracle.modifyAssertion](h, p) { p.aud = 'https://as.example/par' } }) }, /events\[0\].*body/],
  ['an assertion with a kid', push, { PrivateKeyJwt: (real) => (key) => real({ key, kid: 'k' }) }, /events\[0\].*body/],
  ['an assertion by another key', push, { PrivateKeyJwt: (real) => () => real(second.privateKey) }, /signers/],
  ['a shared handle', (m, t) => par(m, t, { options: { DPoP: m.DPoP(client(), t.key('ES256', pair)) } }), { DPoP: (real) => () => real(undefined, second) }, /events\[0\].*dpop/],
  ['keys of another kind', (m) => m.generateKeyPair('ES256'), { generateKeyPair: (real) => () => real('ES384') }, /algorithm/],
  ['extractable keys', (m) => m.generateKeyPair('ES256'), { generateKeyPair: (real) => (alg) => real(alg, { extractable: true }) }, /extractable/],
]
const spoilt = (wrappers) => ({ ...oracle, ...Object.fromEntries(Object.entries(wrappers).map(([name, wrap]) => [name, wrap(oracle[name])])) })
for (const [name, run, wrappers, place] of MUTATIONS) {
  test(`seen: ${name}`, async () => {
    const clean = await compare(run, { ours: { ...oracle }, theirs: oracle })
    assert.ok(clean.found.length === 0, report(clean.found))
    const { found } = await compare(run, { ours: spoilt(wrappers), theirs: oracle })
    assert.ok(found.some(({ path }) => place.test(path)), `not seen at ${place}:\n${report(found)}`)
  })
}
const BROKEN = [
  ['has a token of an unknown key', (m) => m.issueRequestObject(server(), client(), {}, pair.privateKey), /no key of the case verifies/],
  ['expects a token of the wrong key', (m, t) => { t.key('second', second); return m.issueRequestObject(server(), client(), {}, pair.privateKey) }, /no key of the case verifies/],
]
for (const [name, run, message] of BROKEN) {
  test(`a case that ${name} is refused`, () => assert.rejects(compare(run, { ours: oracle, theirs: oracle }), message))
}
