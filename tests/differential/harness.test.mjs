// Does the harness see anything? The oracle is compared with an oracle that has been spoilt in one way at a time: every
// spoiling must be reported, and at the right place. Without one, nothing may be.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare, report } from './harness.mjs'
import { bomb, client, par, server, throwing } from './inputs.mjs'
import { oracle } from './modules.mjs'
import { GOOD, reply, streamed } from './responses.mjs'

/** The oracle with some exports wrapped: each wrapper gets the real function. */
const spoilt = (wrappers) => ({ ...oracle, ...Object.fromEntries(Object.entries(wrappers).map(([name, wrap]) => [name, wrap(oracle[name])])) })

/** A request function whose fetch is reached by way of `tamper(real fetch, url, init)`. */
const viaFetch = (tamper) => ({ pushedAuthorizationRequest: (real) => (as, c, auth, parameters, options) => real(as, c, auth, parameters, {
  ...options, [oracle.customFetch]: (url, init) => tamper(options[oracle.customFetch], url, init) }) })
const afterwards = (name, change) => ({ [name]: (real) => async (...args) => change(await real(...args), args) })
const onError = (name, change) => ({ [name]: (real) => async (...args) => { try { return await real(...args) } catch (error) { throw change(error, args) } } })

const request = (m, t) => par(m, t, { options: { headers: { 'x-own': '1', 'x-two': '2' } } })
const refused = (m, t) => par(m, t, { as: server({ pushed_authorization_request_endpoint: 'http://x' }) })
const misused = (m, t) => par(m, t, { as: 5 })
const process = (body, init) => (m, t) => m.processPushedAuthorizationResponse(server(), client(), reply(t, body, init))
const success = process('{"b":1,"request_uri":"u","a":2,"expires_in":-0}')
const bodyError = process('{"error":"x","more":1}', { status: 400 })
const challenged = process('x', { status: 401, headers: { 'www-authenticate': 'Basic a=b, DPoP' } })
const notConform = process('x', { status: 500 })
const PAR = 'pushedAuthorizationRequest'
const PROCESS = 'processPushedAuthorizationResponse'
const ordered = (object, keys) => Object.fromEntries(keys.map((key) => [key, object[key]]))
const redefined = (error, key, flags) => Object.defineProperty(error, key, flags)

const MUTATIONS = [
  ['drops a header', request, viaFetch((f, url, init) => { delete init.headers['x-own']; return f(url, init) }), /events\[0\].*headers/],
  ['adds a header', request, viaFetch((f, url, init) => { init.headers.extra = '1'; return f(url, init) }), /headers/],
  ['changes a header', request, viaFetch((f, url, init) => { init.headers['x-own'] = '2'; return f(url, init) }), /headers\.x-own/],
  ['reorders headers', request, viaFetch((f, url, init) => f(url, { ...init, headers: ordered(init.headers, Object.keys(init.headers).reverse()) })), /headers\/keys/],
  ['sends Headers instead of an object', request, viaFetch((f, url, init) => f(url, { ...init, headers: new Headers(init.headers) })), /headers\/proto/],
  ['gives headers no prototype', request, viaFetch((f, url, init) => f(url, { ...init, headers: Object.setPrototypeOf({ ...init.headers }, null) })), /headers\/proto/],
  ['sends a user-agent of a third party', request, viaFetch((f, url, init) => { init.headers['user-agent'] = 'other/v1'; return f(url, init) }), /user-agent/],
  ['sends the right user-agent without version', request, viaFetch((f, url, init) => { init.headers['user-agent'] = 'oauth4wasm/v'; return f(url, init) }), /user-agent/],
  ['reorders init', request, viaFetch((f, url, init) => f(url, ordered(init, ['method', 'body', 'headers', 'redirect', 'signal']))), /args\[?.*\/keys|\/keys/],
  ['leaves signal out', request, viaFetch((f, url, { signal, ...init }) => f(url, init)), /keys/],
  ['sends the body as a string', request, viaFetch((f, url, init) => f(url, { ...init, body: String(init.body) })), /\.body/],
  ['changes the body', request, viaFetch((f, url, init) => { init.body.append('a', 'b'); return f(url, init) }), /\.body\/text/],
  ['passes a URL object', request, viaFetch((f, url, init) => f(new URL(url), init)), /events\[0\]/],
  ['passes a third argument', request, viaFetch((f, url, init) => f(url, init, undefined)), /args/],
  ['sets `this`', request, viaFetch((f, url, init) => f.call(globalThis, url, init)), /\.this/],
  ['fetches twice', request, viaFetch(async (f, url, init) => { await f(url, init); return f(url, init) }), /events/],
  ['uses the global fetch', request, viaFetch((f, url, init) => fetch(url, init)), /events\[0\]\/event/],
  ['hands out a clone of the response', request, afterwards(PAR, (response) => response.clone()), /outcome/],
  ['reads the response', request, afterwards(PAR, async (response) => { await response.text(); return response }), /after\/response\/bodyUsed/],
  ['writes to the caller\'s parameters', (m, t) => par(m, t, { parameters: t.mark('parameters', new URLSearchParams('a=1')) }), { [PAR]: (real) => (as, c, auth, parameters, options) => { parameters.set('client_id', 'x'); return real(as, c, auth, parameters, options) } }, /after\/parameters/],
  ['writes to the caller\'s client', request, { [PAR]: (real) => (as, c, ...rest) => { c.extra = 1; return real(as, c, ...rest) } }, /after\/client/],
  ['does not await authentication', (m, t) => par(m, t, { auth: async (as, c, body) => { await null; await null; body.set('late', '1') } }), { [PAR]: (real) => (as, c, auth, ...rest) => real(as, c, (...args) => { auth(...args) }, ...rest) }, /\.body/],
  ['reads properties in another order', (m, t) => m.pushedAuthorizationRequest(t.trace('as', server()), t.trace('client', client()), m.None(), {}, t.trace('options', { [m.customFetch]: t.fetch() })),
    { [PAR]: (real) => (as, c, ...rest) => { c.client_id; return real(as, c, ...rest) } }, /events\[0\]/],
  ['throws at once', misused, { [PAR]: () => () => { throw Object.assign(new TypeError('"as"'), { code: 'ERR_INVALID_ARG_TYPE' }) } }, /how/],
  ['resolves with the error', misused, { [PAR]: (real) => (...args) => real(...args).catch((error) => error) }, /how/],
  ['changes a code', refused, onError(PAR, (error) => Object.assign(error, { code: 'OAUTH_OTHER' })), /outcome\(OperationProcessingError\)\.code/],
  ['drops the code', misused, onError(PAR, (error) => { delete error.code; return error }), /outcome\/keys/],
  ['drops an undefined cause', misused, onError(PAR, (error) => { delete error.cause; return error }), /outcome\/keys/],
  ['makes the cause enumerable', refused, onError(PAR, (error) => redefined(error, 'cause', { enumerable: true })), /flags\.cause/],
  ['makes the name hidden', refused, onError(PAR, (error) => redefined(error, 'name', { enumerable: false })), /flags\.name/],
  ['freezes the error', refused, onError(PAR, Object.freeze), /flags|extensible/],
  ['reorders the error\'s properties', refused, onError(PAR, (error) => { const { code } = error; delete error.code; return Object.assign(error, { code }) }), /keys/],
  ['adds a property to the error', refused, onError(PAR, (error) => Object.assign(error, { extra: 1 })), /keys/],
  ['copies the cause', refused, onError(PAR, (error) => { error.cause = String(error.cause); return error }), /outcome\(OperationProcessingError\)\.cause/],
  ['gives another URL as cause', refused, onError(PAR, (error) => { error.cause = new URL('http://y'); return error }), /cause\/href/],
  ['clones the response in a cause', notConform, onError(PROCESS, (error) => { error.cause = new Response('x', { status: 500 }); return error }), /cause/],
  ['throws another class', refused, onError(PAR, (error) => Object.assign(new oracle.UnsupportedOperationError(error.message, { cause: error.cause }), { code: error.code })), /outcome\/proto/],
  ['throws Error for TypeError', misused, onError(PAR, (error) => Object.assign(new Error(error.message), { code: error.code })), /outcome\/proto/],
  ['throws a foreign class of that name', misused, onError(PAR, (error) => Object.setPrototypeOf(error, (class TypeError extends Error {}).prototype)), /outcome\/proto/],
  ['has an empty message', misused, onError(PAR, (error) => { error.message = ''; return error }), /message/],
  ['wraps what a getter threw', (m, t) => par(m, t, { as: bomb({}, 'issuer', t.mark('thrown error', new Error('mine'))) }), onError(PAR, (error) => new Error('mine', { cause: error })), /outcome/],
  ['copies what fetch threw', (m, t) => par(m, t, { fetch: () => { throw t.mark('thrown error', new RangeError('mine')) } }), onError(PAR, (error) => new RangeError(error.message)), /outcome/],
  ['swallows what a proxy threw', (m, t) => par(m, t, { as: throwing(t) }), onError(PAR, () => new TypeError('as')), /outcome/],
  ['reorders the result', success, afterwards(PROCESS, (result) => ordered(result, Object.keys(result).sort())), /outcome\/keys/],
  ['loses -0', success, afterwards(PROCESS, (result) => { result.expires_in = 0; return result }), /expires_in/],
  ['makes text of a number', success, afterwards(PROCESS, (result) => { result.a = '2'; return result }), /outcome\.a/],
  ['gives a result without prototype', success, afterwards(PROCESS, (result) => Object.setPrototypeOf(result, null)), /outcome\/proto/],
  ['freezes the result', success, afterwards(PROCESS, Object.freeze), /flags|extensible/],
  ['leaves the body of an error unread', bodyError, { [PROCESS]: (real) => (as, c, response) => real(as, c, response.clone()) }, /after\/response\/bodyUsed|cause|response/],
  ['reads the body of a challenge', challenged, onError(PROCESS, (error, [, , response]) => { response.text(); return error }), /after\/response\/bodyUsed/],
  ['loses a challenge', challenged, onError(PROCESS, (error) => { error.cause = error.cause.slice(0, 1); return error }), /cause/],
  ['keeps a stream running', (m, t) => m.processPushedAuthorizationResponse(server(), client(), streamed(t, ['{"error":"x"', t.mark('stream error', new Error('broken'))])), { [PROCESS]: () => async (as, c, response) => { await response.text().catch(() => {}) } }, /how|outcome/],
  ['never answers', success, { [PROCESS]: () => () => new Promise(() => {}) }, /how/],
  ['answers with a subclass of Promise only in the value', success, { [PROCESS]: () => () => 5 }, /how/],
  ['has no such function', success, { [PROCESS]: () => undefined }, /how|outcome/],
  ['loses the last code unit of a long text', process(GOOD.replace('60}', `60,"pad":"${'x'.repeat(5000)}y"}`)), afterwards(PROCESS, (result) => { result.pad = result.pad.slice(0, -1) + 'z'; return result }), /pad/],
]
for (const [name, run, wrappers, place] of MUTATIONS) {
  test(`seen: ${name}`, async () => {
    const clean = await compare(run, { ours: { ...oracle }, theirs: oracle })
    assert.ok(clean.found.length === 0, report(clean.found))
    const { found } = await compare(run, { ours: spoilt(wrappers), theirs: oracle, patience: 300 })
    assert.ok(found.length > 0, 'not seen')
    assert.ok(found.some(({ path }) => place.test(path)), `seen, but not at ${place}:\n${report(found)}`)
    assert.match(report(found), /at \$.*\n {4}oracle .+\n {4}subject .+/)
  })
}

const BROKEN = [
  ['uses nothing of the module', () => 5, /uses no function/],
  ['only mentions a symbol', (m) => m.customFetch, /uses no function/],
  ['has a typing error', (m, t) => { m.None(); return t.nothing.here }, /case itself is broken/],
  ['has a typing error later', async (m) => { m.None(); await null; undefined.x }, /case itself is broken/],
  ['calls what is not there', (m) => m.None().call.call(5), /case itself is broken/],
]
for (const [name, run, message] of BROKEN) {
  test(`a case that ${name} is refused`, () => assert.rejects(compare(run, { ours: oracle, theirs: oracle }), message))
}
test('everything patched is put back', async () => {
  const before = globalThis.fetch
  await compare((m, t) => { t.patch(globalThis, 'made up', 1); t.patch(globalThis, 'URL', class {}); return m.None() }, { ours: oracle, theirs: oracle })
  assert.equal(globalThis.fetch, before)
  assert.equal(new URL('https://a').href, 'https://a/')
  assert.ok(!('made up' in globalThis))
})
