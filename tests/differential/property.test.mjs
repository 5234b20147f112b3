// Random cases. All of them run with both packages and must agree in everything but random values, signatures and the texts
// of errors. Another seed each time; a failure names it, and DIFF_SEED repeats it.
//   DIFF_SEED=…    the seed; with DIFF_PATH=… and --test-name-pattern straight to the case that a failure names
//   DIFF_CASES=…   how many cases in all, instead of 6000
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyMisfit, challenge, client, contentType, headers, json, made, madeHeaders, madeObject, madeParameters, mishap, misfit, mostly, parameters, server, spoilt, status, text, throwIt, url, value } from './arbitraries.mjs'
import { compare, report } from './harness.mjs'
import { ISSUER } from './inputs.mjs'
import { pairs } from './keys.mjs'
import { PLACES } from './places.mjs'

const SEED = Number(process.env.DIFF_SEED ?? Date.now() % 2 ** 31)
const CASES = Number(process.env.DIFF_CASES ?? 6000)
const one = (...values) => fc.constantFrom(...values)
const maybe = (arbitrary) => fc.option(arbitrary, { nil: undefined })
const pairOf = (t, alg) => t.key(alg, pairs[alg].closed)
const ALGS = ['ES256', 'ES256', 'Ed25519', 'RS256', 'PS384', 'ES512']

/** `share`: part of all cases. `usual`: endings that a hundredth must have each, or the generator tests too little. */
function property(name, share, usual, arbitrary, run) {
  test(`${name}, seed ${SEED}`, async (context) => {
    const endings = new Map()
    const numRuns = Math.ceil(CASES * share)
    let last
    await fc.assert(fc.asyncProperty(arbitrary, async (given) => {
      const { found, verdict } = await compare((m, t) => run(m, t, given))
      endings.set(verdict, (endings.get(verdict) ?? 0) + 1)
      if (found.length > 0) last = report(found)
      assert.ok(found.length === 0, last)
    }), { seed: SEED, path: process.env.DIFF_PATH, numRuns, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true }).catch((error) => { throw new Error(`${error.message}\n${last ?? error.cause?.stack}`) })
    context.diagnostic(`${numRuns} cases, seed ${SEED}: ${[...endings].sort(([, a], [, b]) => b - a).map((pair) => pair.join(' ')).join(', ')}`)
    if (process.env.DIFF_PATH || numRuns < 300) return
    assert.ok([...endings.values()].reduce((sum, n) => sum + n, 0) >= numRuns, 'fewer cases than asked for')
    for (const ending of usual) assert.ok((endings.get(ending) ?? 0) > numRuns / 400, `hardly ever ${ending}: ${JSON.stringify([...endings])}`)
  })
}

// Edits of what a callback is given, as data.
const edit = fc.record({ target: fc.nat(1), op: one('set', 'set', 'delete', 'append'), name: one('alg', 'kid', 'typ', 'aud', 'jti', 'exp', 'a', 'jwk', '__proto__', '1', 'x y', 'htu', 'client_id', 'accept', 'dpop', 'content-type', 'x-new'), value })
const hook = mostly(5, fc.record({ edits: fc.array(edit, { maxLength: 4 }), returns: mostly(4, fc.constant(undefined), anyMisfit) }), fc.constant(undefined), fc.record({ throws: mishap }), misfit)
function madeHook(t, m, given) {
  if (given === undefined || 'misfit' in given) return made(t, given)
  return (...targets) => {
    if (given.throws !== undefined) throwIt(t, m, given.throws)
    t.log('hook', targets)
    for (const { target, op, name, value } of given.edits) {
      if (op === 'delete') delete targets[target][name]
      else Object.defineProperty(targets[target], name, { value: structuredClone(value), enumerable: true, configurable: true, writable: true })
    }
    return made(t, given.returns)
  }
}
const tampers = (given) => given?.edits?.some(({ name }) => name === 'jwk' || name === 'typ')

// Client authentication of every kind.
const auth = mostly(10, fc.record({ method: one('None', 'TlsClientAuth', 'ClientSecretPost', 'ClientSecretBasic'), secret: text.map((s) => s || 's') }), fc.record({ method: fc.constant('ClientSecretJwt'), secret: text.map((s) => s || 's') }), fc.record({ method: fc.constant('PrivateKeyJwt'), alg: one(...ALGS), kid: maybe(text) }),
  fc.record({ edits: fc.array(edit, { maxLength: 3 }), later: fc.boolean(), returns: mostly(4, fc.constant(undefined), anyMisfit) }), fc.record({ throws: mishap, later: fc.boolean() }), anyMisfit)
function madeAuth(t, m, given) {
  if ('misfit' in given) return made(t, given)
  if (given.method === 'PrivateKeyJwt') return m.PrivateKeyJwt({ key: pairOf(t, given.alg).privateKey, kid: given.kid })
  if (given.method === 'ClientSecretJwt') return m.ClientSecretJwt(t.secret(given.secret))
  if (given.method) return m[given.method](given.secret)
  return (as, c, body, headers) => {
    const act = () => {
      if (given.throws !== undefined) throwIt(t, m, given.throws)
      for (const { target, op, name, value } of given.edits) [body, headers][target][op](name, target ? 'v' : String(typeof value))
      return made(t, given.returns)
    }
    return given.later ? Promise.resolve().then(act) : act()
  }
}
const signal = mostly(16, fc.constant(undefined), one('signal', 'aborted', 'asked', 'asked for nothing'), anyMisfit)
function madeSignal(t, given) {
  const make = () => t.mark('signal', given === 'aborted' ? AbortSignal.abort('why') : new AbortController().signal)
  return { signal: make, aborted: make, asked: () => (...args) => { t.log('signal asked', args); return make() }, 'asked for nothing': () => () => {} }[given]?.() ?? made(t, given)
}
const answer = mostly(12, fc.record({ status, nonce: maybe(one('n', '', 'a, b')) }), fc.record({ throws: mishap, later: fc.boolean() }), anyMisfit)
const madeFetch = (t, m, given) => t.fetch(() => {
  if ('misfit' in given) return Promise.resolve(made(t, given))
  if (given.throws !== undefined) return given.later ? Promise.resolve().then(() => throwIt(t, m, given.throws)) : throwIt(t, m, given.throws)
  return Promise.resolve(t.mark('response', new Response(null, { status: given.status, headers: given.nonce === undefined ? {} : { 'dpop-nonce': given.nonce } })))
})
const httpOptions = { headers, signal, insecure: mostly(3, fc.constant(undefined), one(true, 1, 'true')), answer }
const madeOptions = (t, m, { headers, signal, insecure, answer }) => ({
  ...(headers === undefined ? {} : { headers: madeHeaders(t, headers) }), ...(signal === undefined ? {} : { signal: madeSignal(t, signal) }), [m.allowInsecureRequests]: insecure, [m.customFetch]: madeFetch(t, m, answer),
})

property('pushed authorization requests', 0.3, ['resolved', 'ERR_INVALID_ARG_TYPE'], fc.record({ as: server(), c: client(), auth, parameters, ...httpOptions, DPoP: mostly(8, one(undefined, 'handle', undefined), misfit) }), (m, t, given) => {
  const { as, c } = given
  const DPoP = given.DPoP === 'handle' ? t.mark('handle', m.DPoP(undefined, pairOf(t, 'ES256')), { after: false }) : made(t, given.DPoP)
  return m.pushedAuthorizationRequest(t.mark('as', madeObject(t, as), { after: false }), t.mark('client', madeObject(t, c, { skew: m.clockSkew }), { after: false }), madeAuth(t, m, given.auth), madeParameters(t, given.parameters), { ...madeOptions(t, m, given), ...(given.DPoP === undefined ? {} : { DPoP }) })
})

const madeResponse = (t, { status, type, challenge, body, used }) => {
  const response = new Response([204, 205, 304].includes(status) ? null : new TextEncoder().encode(body), { status, headers: [...(type === undefined ? [] : [['content-type', type]]), ...(challenge === undefined ? [] : [['www-authenticate', challenge]])] })
  if (used) response.body?.getReader().releaseLock()
  return t.mark('response', response)
}
const response = (keys) => mostly(25, fc.record({ status, type: contentType, challenge, body: spoilt(mostly(6, json(keys).object, json(keys).value, text)), used: fc.boolean() }), anyMisfit)
const given = (t, response) => ('misfit' in response ? made(t, response) : madeResponse(t, response))
// The agreed difference of an expires_in without a text: see differences.test.mjs.
const textless = ({ body }) => /"(toString|valueOf)"/.test(body ?? '')
property('pushed authorization responses', 0.25, ['resolved', 'OAUTH_INVALID_RESPONSE', 'OAUTH_RESPONSE_BODY_ERROR', 'OAUTH_WWW_AUTHENTICATE_CHALLENGE', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  fc.record({ as: server(), c: client(), response: response(['request_uri', 'request_uri', 'request_uri', 'expires_in', 'expires_in', 'expires_in', 'error', 'error', 'error_description', '__proto__', '1']).filter((r) => !textless(r)), whole: fc.boolean() }), (m, t, { as, c, response, whole }) =>
    m.processPushedAuthorizationResponse(madeObject(t, as), madeObject(t, c), given(t, whole && 'body' in response ? { ...response, body: response.body.replace(/^\{\s*(?=")/, '{"request_uri":"urn:x","expires_in":60,"error":"e",'), status: response.used ? response.status : 201 } : response)))

const identifier = mostly(10, fc.record({ href: mostly(4, url, one('http://as.example', 'ftp://as.example', 'urn:x')) }), anyMisfit)
const madeUrl = (t, { href, ...rest }) => (href === undefined ? made(t, rest) : new URL(href))
property('discovery requests', 0.06, ['resolved', 'ERR_INVALID_ARG_TYPE'], fc.record({ identifier, algorithm: mostly(5, one(undefined, 'oidc', 'oauth2'), misfit), ...httpOptions }), (m, t, { identifier, algorithm, ...rest }) =>
  m.discoveryRequest(t.mark('identifier', madeUrl(t, identifier)), { ...madeOptions(t, m, rest), ...(algorithm === undefined ? {} : { algorithm: made(t, algorithm) }) }))
property('discovery responses', 0.09, ['resolved', 'OAUTH_INVALID_RESPONSE', 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'],
  fc.record({ identifier, response: response(['issuer', 'issuer', 'jwks_uri', '__proto__', '1']), like: mostly(3, one('same', 'other', 'cased'), fc.constant(undefined)), ok: mostly(5, fc.constant(true), fc.constant(false)) }), (m, t, { identifier, response, like, ok }) => {
    const issuer = { same: identifier.href, cased: identifier.href?.replace('as.example', 'AS.EXAMPLE:443'), other: 'https://other.example' }[like]
    const body = 'body' in response && issuer !== undefined ? { ...response, body: response.body.replace(/^\{\s*(?=")/, `{"issuer":${JSON.stringify(issuer)},`) } : response
    return m.processDiscoveryResponse(t.mark('identifier', madeUrl(t, identifier)), given(t, ok && 'body' in body ? { ...body, status: 200 } : body))
  })

const special = fc.oneof(fc.tuple(fc.constant('max_age'), mostly(4, one('0', '10abc', ' 7', '1.9', '-0', '-1', 'x', ''), text)), fc.tuple(fc.constant('claims'), spoilt(mostly(6, json().object, json().value, text))), fc.tuple(fc.constant('authorization_details'), spoilt(mostly(6, json().array, json().value, text))), fc.tuple(fc.constant('resource'), text))
const key = mostly(30, fc.record({ alg: one(...ALGS), kid: mostly(8, one(undefined, undefined), text, misfit), bare: fc.boolean() }), anyMisfit)
property('request objects', 0.16, ['resolved', 'OAUTH_PARSE_ERROR', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_VALUE'], fc.record({ as: server(), c: client(), parameters, more: fc.array(special, { maxLength: 3 }), key, hook }), (m, t, { as, c, parameters, more, key, hook }) => {
  const madeKey = () => { if ('misfit' in key) return made(t, key); const { privateKey } = pairOf(t, key.alg); return key.bare ? privateKey : { key: privateKey, kid: made(t, key.kid) } }
  const all = 'pairs' in parameters ? { ...parameters, pairs: [...parameters.pairs, ...more] } : parameters
  return m.issueRequestObject(t.mark('as', madeObject(t, as), { after: false }), t.mark('client', madeObject(t, c, { skew: m.clockSkew }), { after: false }), madeParameters(t, all), madeKey(), { [m.modifyAssertion]: madeHook(t, m, hook) })
})

property('hooks and clocks of all tokens', 0.05, ['resolved'], fc.record({ place: one(...Object.keys(PLACES)), hook, alg: one(...ALGS), skew: mostly(3, fc.double(), fc.integer(), misfit), now: mostly(2, fc.integer({ min: 0, max: 4e12 }), fc.double({ min: -1e13, max: 1e13, noNaN: true })) }), (m, t, { place, hook, alg, skew, now }) => {
  t.patch(Date, 'now', () => now)
  t.forgeries = tampers(hook)
  return PLACES[place](m, t, { alg, options: { [m.modifyAssertion]: madeHook(t, m, hook) }, client: { client_id: 'client', [m.clockSkew]: made(t, skew) } })
})

const origin = fc.nat(4).map((i) => `https://h${i}.example`)
const command = fc.oneof(fc.record({ push: origin, nonce: maybe(one('a', 'b', '', 'é', ' c ')), status }), fc.record({ proof: mostly(4, origin.map((o) => `${o}/x?y#z`), url), htm: mostly(3, one('GET', 'POST'), text.map((method) => method.toWellFormed())), token: maybe(text) }), fc.record({ cache: origin, nonce: one('x', 'y', '') }))
property('the life of a DPoP handle', 0.03, ['resolved'], fc.record({ commands: fc.array(command, { minLength: 1, maxLength: 12 }), alg: one(...ALGS), hook: mostly(2, fc.constant(undefined), hook) }), async (m, t, { commands, alg, hook }) => {
  t.forgeries = tampers(hook)
  const handle = t.mark('handle', m.DPoP(undefined, pairOf(t, alg), { [m.modifyAssertion]: madeHook(t, m, hook) }), { after: false })
  for (const { push, proof, cache, nonce, status, htm, token } of commands) {
    const response = () => new Response(null, { status, headers: nonce === undefined ? {} : { 'dpop-nonce': nonce } })
    if (push) await t.step('push', () => m.pushedAuthorizationRequest({ issuer: 'i', pushed_authorization_request_endpoint: push }, { client_id: 'c' }, m.None(), {}, { DPoP: handle, [m.customFetch]: t.fetch(() => Promise.resolve(response())) }))
    else if (cache) handle.cacheNonce(new Response('', { headers: { 'dpop-nonce': nonce } }), new URL(cache))
    else { const given = new Headers(); await t.step('proof', () => handle.addProof(new URL(proof), given, htm, token)); t.log('headers', given) }
  }
  return handle.calculateThumbprint()
})

const word = mostly(6, one('s', 'x', '', ISSUER), text)
const expected = mostly(30, one('s', 's', 'undefined', 'expectNoState', 'skipStateCheck', 'skipStateCheck'), misfit)
property('authorization responses', 0.16, ['returned', 'OAUTH_INVALID_RESPONSE', 'OAUTH_AUTHORIZATION_RESPONSE_ERROR', 'OAUTH_UNSUPPORTED_OPERATION', 'ERR_INVALID_ARG_TYPE'], fc.record({
  as: mostly(40, fc.record({ issuer: mostly(40, fc.constant(ISSUER), misfit, text), authorization_response_iss_parameter_supported: mostly(3, one(undefined, undefined, true), misfit) }), anyMisfit), c: client(), expected,
  state: maybe(fc.constant('s')), iss: maybe(fc.constant(ISSUER)), pairs: fc.array(fc.tuple(one('code', 'code', 'error', 'error_description', 'id_token', 'token', 'access_token', 'error', 'state', 'iss', 'response', 'x', '__proto__'), word), { maxLength: 3 }), form: mostly(30, one('URLSearchParams', 'URL'), anyMisfit),
}), (m, t, { as, c, expected, state, iss, pairs, form }) => {
  const query = new URLSearchParams([...(state === undefined ? [] : [['state', state]]), ...(iss === undefined ? [] : [['iss', iss]]), ...pairs])
  const callback = form === 'URL' ? new URL(`https://client.example/cb?${query}`) : form === 'URLSearchParams' ? query : made(t, form)
  return m.validateAuthResponse(madeObject(t, as), madeObject(t, c), t.mark('parameters', callback, { after: typeof form === 'string' }), expected === 'undefined' ? undefined : typeof expected === 'string' ? m[expected] ?? expected : made(t, expected))
})
