// Nonces that servers give for DPoP (par.md §9.4), and isDPoPNonceError (§9.5).
import { same, sameAll } from './harness.mjs'
import { bomb, client, foreignClass, MISFITS, otherRealm, par, revoked, server, throwing, THROWN } from './inputs.mjs'
import { pairs } from './keys.mjs'
import { lookalike, reply } from './responses.mjs'

const handleOf = (m, t) => t.mark('handle', m.DPoP(client(), t.key('ES256', pairs.ES256.closed)), { after: false })
const push = (m, t, handle, reply, endpoint = server().pushed_authorization_request_endpoint) =>
  par(m, t, { as: server({ pushed_authorization_request_endpoint: endpoint }), options: { DPoP: handle }, reply: () => Promise.resolve(typeof reply === 'function' ? reply() : reply) })
const withNonce = (t, nonce, init = {}) => reply(t, '{}', { ...init, headers: nonce === undefined ? {} : { 'dpop-nonce': nonce } })
/** The nonce in the next proof for the url. */
async function known(handle, url) {
  const headers = new Headers()
  await handle.addProof(new URL(url), headers, 'POST')
  return JSON.parse(Buffer.from(headers.get('dpop').split('.')[1], 'base64url')).nonce
}
const plain = (nonce) => new Response('', { headers: { 'dpop-nonce': nonce } })

// One request that brings a nonce, one that uses it.
const twice = (make) => async (m, t) => {
  const handle = handleOf(m, t)
  await t.step('first', () => push(m, t, handle, () => make(t, m)))
  return push(m, t, handle, undefined)
}
sameAll('any status brings a nonce', [200, 201, 204, 302, 304, 400, 401, 403, 404, 429, 500, 503, 599].map((status) => [String(status), twice((t) => reply(t, [204, 304].includes(status) ? null : '{}', { status, headers: { 'dpop-nonce': 'n' } })), 'resolved']))
sameAll('nonces as text', ['n', ' n ', 'a, b', 'é', '"quoted"', '\\', 'x'.repeat(10_000), '', '   ', '\t', undefined, '0', 'null', '{}', '\u00ff'].map((nonce) => [String(nonce).slice(0, 12), twice((t) => withNonce(t, nonce)), 'resolved']))
sameAll('header forms', [
  ['mixed case', twice((t) => t.mark('response', new Response('', { headers: { 'DPoP-Nonce': 'n' } }))), 'resolved'],
  ['two fields', twice((t) => { const headers = new Headers([['DPoP-Nonce', 'a'], ['DPoP-Nonce', 'b']]); return t.mark('response', new Response('', { headers })) }), 'resolved'],
  ['another name', twice((t) => t.mark('response', new Response('', { headers: { nonce: 'n', dpop: 'n' } }))), 'resolved'],
  ['Response.error()', twice((t) => t.mark('response', Response.error())), 'resolved'],
  ['used body', twice(async (t) => { const r = withNonce(t, 'n'); await r.text(); return r }), 'resolved'],
])
same('the body is not touched', async (m, t) => { const r = withNonce(t, 'n', { status: 400 }); await push(m, t, handleOf(m, t), r); return [r.bodyUsed, await r.text()] }, 'resolved')
same('a newer nonce replaces an older one; none keeps it', async (m, t) => {
  const handle = handleOf(m, t)
  for (const nonce of ['1', undefined, '2', '', '3']) await push(m, t, handle, new Response('', nonce === undefined ? {} : { headers: { 'dpop-nonce': nonce } }))
  return push(m, t, handle, undefined)
}, 'resolved')
same('the retry of RFC 9449 §8', async (m, t) => {
  const handle = handleOf(m, t)
  const refusal = () => reply(t, '{"error":"use_dpop_nonce"}', { status: 400, headers: { 'dpop-nonce': 'fresh' } })
  const error = await m.processPushedAuthorizationResponse(server(), client(), await push(m, t, handle, refusal)).catch((e) => e)
  t.log('nonce error', m.isDPoPNonceError(error))
  return m.processPushedAuthorizationResponse(server(), client(), await push(m, t, handle, () => reply(t, '{"request_uri":"u","expires_in":5}')))
}, 'resolved')

// Whose nonce: par.md §9.4, by origin of the request.
const ORIGINS = [['same path', 'https://as.example/par'], ['other path', 'https://as.example/token?x#y'], ['default port', 'https://as.example:443/'], ['other case', 'HTTPS://AS.EXAMPLE'], ['other port', 'https://as.example:8443'], ['other host', 'https://rs.example'], ['http', 'http://as.example'],
  ['subdomain', 'https://x.as.example'], ['with a user', 'https://u:p@as.example/'], ['wss', 'wss://as.example']]
sameAll('a nonce belongs to an origin', ORIGINS.flatMap(([label, url]) => [
  [label, async (m, t) => { const handle = handleOf(m, t); await push(m, t, handle, withNonce(t, 'n')); return known(handle, url) }, 'resolved'],
  [`kept for ${label}`, async (m, t) => { const handle = handleOf(m, t); handle.cacheNonce(plain('n'), new URL(url)); return [await known(handle, url), await known(handle, 'https://as.example'), await known(handle, 'https://elsewhere.example')] }, 'resolved'],
]))
same('response.url plays no part', async (m, t) => {
  const handle = handleOf(m, t)
  await push(m, t, handle, Object.defineProperty(new Response('', { headers: { 'dpop-nonce': 'n' } }), 'url', { value: 'https://elsewhere.example/' }))
  return [await known(handle, 'https://as.example'), await known(handle, 'https://elsewhere.example')]
}, 'resolved')
same('two handles do not share nonces', async (m, t) => { const [one, two] = [handleOf(m, t), m.DPoP(client(), pairs.ES256.closed)]; await push(m, t, one, withNonce(t, 'n')); return [await known(one, 'https://as.example'), await known(two, 'https://as.example')] }, 'resolved')
same('an alias has its own origin', async (m, t) => {
  const handle = handleOf(m, t)
  await par(m, t, { as: server({ mtls_endpoint_aliases: { pushed_authorization_request_endpoint: 'https://mtls.example/par' } }), client: client({ use_mtls_endpoint_aliases: true }), options: { DPoP: handle }, reply: plain('n') })
  return [await known(handle, 'https://as.example'), await known(handle, 'https://mtls.example')]
}, 'resolved')

// 100 origins, the least recently used goes first (par.md §9.4, §18.6).
const origin = (i) => new URL(`https://h${i}.example/`)
const fill = (handle, from, to) => { for (let i = from; i <= to; i++) handle.cacheNonce(plain(`n${i}`), origin(i)) }
const census = async (handle, ...numbers) => Promise.all(numbers.map((i) => known(handle, origin(i))))
sameAll('how many origins are remembered', [
  ['100', async (m, t) => { const h = handleOf(m, t); fill(h, 0, 99); return census(h, 0, 1, 50, 99) }, 'resolved'],
  ['101, the vector of par.md §18', async (m, t) => { const h = handleOf(m, t); fill(h, 0, 100); const found = await census(h, 0, 1, 100); if (String(found) !== ',n1,n100') throw new Error(String(found)); return found }, 'resolved'],
  ['300', async (m, t) => { const h = handleOf(m, t); fill(h, 0, 299); return census(h, 0, 199, 200, 299) }, 'resolved'],
  ['all of 105', async (m, t) => { const h = handleOf(m, t); fill(h, 0, 104); return census(h, ...Array.from({ length: 105 }, (_, i) => i)) }, 'resolved'],
  ['reading makes recent', async (m, t) => { const h = handleOf(m, t); fill(h, 0, 99); await census(h, 0); fill(h, 100, 100); return census(h, 0, 1, 2) }, 'resolved'],
  ['writing makes recent', async (m, t) => { const h = handleOf(m, t); fill(h, 0, 99); h.cacheNonce(plain('again'), origin(0)); fill(h, 100, 100); return census(h, 0, 1, 2) }, 'resolved'],
  ['a response without a nonce does not make recent', async (m, t) => { const h = handleOf(m, t); fill(h, 0, 99); h.cacheNonce(new Response(''), origin(0)); fill(h, 100, 100); return census(h, 0, 1, 2) }, 'resolved'],
  ['reading an unknown origin takes no place', async (m, t) => { const h = handleOf(m, t); fill(h, 0, 99); await census(h, 500, 501); return census(h, 0, 1) }, 'resolved'],
  ['the same origin over and over', async (m, t) => { const h = handleOf(m, t); for (let i = 0; i < 300; i++) h.cacheNonce(plain(`n${i}`), origin(1)); fill(h, 2, 99); return census(h, 1, 2, 99) }, 'resolved'],
  ['by real requests', async (m, t) => { const h = handleOf(m, t); t.recording = false; for (let i = 0; i <= 100; i++) await push(m, t, h, plain(`n${i}`), origin(i).href); t.recording = true; return census(h, 0, 1, 100) }, 'resolved'],
])
same('a long life at random', async (m, t) => {
  const handle = handleOf(m, t)
  let state = 9449
  const random = (n) => { state = (state * 1103515245 + 12345) % 2 ** 31; return Math.floor((state / 2 ** 31) * n) }
  for (let i = 0; i < 1500; i++) { if (random(20)) handle.cacheNonce(plain(`n${i}`), origin(random(160))); else await known(handle, origin(random(160))) }
  return census(handle, ...Array.from({ length: 160 }, (_, i) => i))
}, 'resolved')

// Odd responses are swallowed (par.md §9.4); the request resolves with them.
sameAll('odd responses', MISFITS.flatMap(([label, make]) => [
  [`fetch gives ${label}`, twice((t) => make(t))],
  [`headers are ${label}`, twice((t) => lookalike(t, { headers: make(t) }))],
  [`get is ${label}`, twice((t) => lookalike(t, { headers: { get: make(t) } }))],
]).filter(([label]) => label !== 'get is async function'))
// One that is neither a text nor falsy: differences.test.mjs.
const NO_NONCE = ['undefined', 'null', 'empty string', '0', '-0', 'NaN', 'false', 'string', 'symbol']
sameAll('the nonce is no text', MISFITS.filter(([label]) => NO_NONCE.includes(label)).map(([label, make]) => [label, twice((t) => lookalike(t, { headers: { get: (name) => (name === 'dpop-nonce' ? make(t) : null) } }))]))
sameAll('reading the nonce throws', THROWN.flatMap(([label, make]) => [
  [`get, ${label}`, twice((t, m) => { const e = make(t, m); return lookalike(t, { headers: { get() { throw e } } }) }), 'resolved'],
  [`headers, ${label}`, twice((t, m) => lookalike(t, bomb({}, 'headers', make(t, m)))), 'resolved'],
]))
sameAll('which responses are looked at', [
  ['look-alike', twice((t) => lookalike(t, { headers: { get(...args) { t.log('get', args); return 'n' } } })), 'resolved'],
  ['a plain object', twice((t) => t.mark('plain', { headers: { get(...args) { t.log('get', args); return 'n' } } }, { after: false })), 'resolved'],
  ['an array', twice((t) => t.mark('array', Object.assign([], { headers: new Headers({ 'dpop-nonce': 'n' }) }), { after: false })), 'resolved'],
  ['a function', twice((t) => t.mark('function', Object.assign(() => {}, { headers: new Headers({ 'dpop-nonce': 'n' }) }), { after: false })), 'resolved'],
  ['a Map for headers', twice((t) => lookalike(t, { headers: new Map([['dpop-nonce', 'n']]) })), 'resolved'],
  ['a foreign Response', twice((t) => t.mark('foreign', new (foreignClass('Response', 'get headers() { return new Map([["dpop-nonce", "n"]]) }'))(), { after: false })), 'resolved'],
  ['headers with a `this`', twice((t) => lookalike(t, { headers: { value: 'n', get() { return this.value } } })), 'resolved'],
  ['a response that is a proxy', twice((t) => t.trace('response', { headers: { get: () => 'n' } })), 'resolved'],
  ['a throwing proxy', twice((t) => throwing(t)), 'resolved'], ['a revoked proxy', twice(() => revoked())],
  ['an object of another realm', twice((t) => t.mark('other', otherRealm('({ headers: { get: () => "n" } })'), { after: false })), 'resolved'],
])
sameAll('fetch fails', THROWN.flatMap(([label, make]) => [
  [`throws ${label}`, async (m, t) => { const handle = handleOf(m, t); const e = make(t, m); await t.step('first', () => par(m, t, { options: { DPoP: handle }, fetch: () => { throw e } })); return known(handle, 'https://as.example') }, 'resolved'],
  [`rejects with ${label}`, async (m, t) => { const handle = handleOf(m, t); const e = make(t, m); await t.step('first', () => par(m, t, { options: { DPoP: handle }, fetch: () => Promise.reject(e) })); return known(handle, 'https://as.example') }, 'resolved'],
]))
sameAll('cacheNonce, called by hand', [
  ['what it returns', (m, t) => handleOf(m, t).cacheNonce(plain('n'), new URL('https://a')), 'returned'], ['nothing', (m, t) => handleOf(m, t).cacheNonce()], ['no url', (m, t) => handleOf(m, t).cacheNonce(plain('n'))], ['no url, no nonce', (m, t) => handleOf(m, t).cacheNonce(new Response(''))],
  ['a stand-in for the url', async (m, t) => { const h = handleOf(m, t); h.cacheNonce(plain('n'), { origin: 'https://as.example' }); return known(h, 'https://as.example') }, 'resolved'],
  ...MISFITS.flatMap(([label, make]) => [[`response ${label}`, (m, t) => handleOf(m, t).cacheNonce(make(t), new URL('https://a'))], [`url ${label}`, (m, t) => handleOf(m, t).cacheNonce(plain('n'), make(t))]]),
])
sameAll('nonce and time of reading', [
  ['stored before the caller goes on', async (m, t) => { const handle = handleOf(m, t); return push(m, t, handle, plain('n')).then(() => known(handle, 'https://as.example')) }, 'resolved'],
  ['read when the proof is made', async (m, t) => { const handle = handleOf(m, t); return par(m, t, { options: { DPoP: handle }, auth: () => { handle.cacheNonce(plain('late'), new URL('https://as.example')) } }) }, 'resolved'],
  ['in flight together', async (m, t) => { const handle = handleOf(m, t); await Promise.all(['a', 'b', 'c'].map((n, i) => push(m, t, handle, () => new Promise((resolve) => setTimeout(resolve, 15 - 5 * i, plain(n)))))); return known(handle, 'https://as.example') }, 'resolved'],
])

// isDPoPNonceError.
const challenged = async (m, t, header, init) => m.processPushedAuthorizationResponse(server(), client(), reply(t, '{"error":"use_dpop_nonce"}', { status: 401, headers: { 'www-authenticate': header }, ...init })).catch((e) => e)
const CHALLENGES = [['DPoP error="use_dpop_nonce"', true], ['dpop error=use_dpop_nonce', true], ['DPOP ERROR="use_dpop_nonce", algs="ES256"', true], ['DPoP error="USE_DPOP_NONCE"', false], ['DPoP error="invalid_token"', false], ['DPoP', false], ['Bearer error="use_dpop_nonce"', false],
  // par.md §9.5 (3.8.7) wants exactly one challenge; 3.8.8 is content with any.
  ['DPoP error="use_dpop_nonce", Bearer', true], ['Bearer, DPoP error="use_dpop_nonce"', true], ['DPoP error="use_dpop_nonce", DPoP error="use_dpop_nonce"', true], ['DPoP error="x", DPoP error="use_dpop_nonce"', true], ['DPoP error="use_dpop_nonce", DPoP error="x"', true],
  ['Bearer error="use_dpop_nonce", DPoP error="x"', false], ['Bearer error="use_dpop_nonce", DPoP', false], ['Bearer error="use_dpop_nonce", Basic', false], ['DPoP error="use_dpop_nonce" error="x"', false], ['DPoP error="x" error="use_dpop_nonce"', true]]
sameAll('isDPoPNonceError of challenges', CHALLENGES.map(([header, expected]) => [header, async (m, t) => {
  const found = m.isDPoPNonceError(await challenged(m, t, header))
  if (found !== expected) throw new Error(`${header}: ${found}`)
  return found
}, 'resolved']))
sameAll('isDPoPNonceError of bodies', [['use_dpop_nonce', true], ['USE_DPOP_NONCE', false], ['invalid_request', false], ['use_dpop_nonce ', false]].map(([error, expected]) => [error, async (m, t) => {
  const found = m.isDPoPNonceError(await m.processPushedAuthorizationResponse(server(), client(), reply(t, JSON.stringify({ error }), { status: 400 })).catch((e) => e))
  if (found !== expected) throw new Error(`${error}: ${found}`)
  return found
}, 'resolved']))
sameAll('isDPoPNonceError of anything', MISFITS.filter(([label]) => !/proxy/.test(label)).map(([label, make]) => [label, (m, t) => m.isDPoPNonceError(make(t)), 'returned']))
sameAll('isDPoPNonceError of proxies', [['throwing', (t) => throwing(t)], ['revoked', () => revoked()]].map(([label, make]) => [label, (m, t) => m.isDPoPNonceError(make(t))]))
const made = (m, cause, name = 'WWWAuthenticateChallengeError') => new m[name]('text', { cause, response: new Response('', { status: 401 }) })
const nonce = () => ({ scheme: 'dpop', parameters: { error: 'use_dpop_nonce' } })
sameAll('isDPoPNonceError of errors that users make', [
  ['one challenge', (m) => m.isDPoPNonceError(made(m, [nonce()])), 'returned'], ['two', (m) => m.isDPoPNonceError(made(m, [nonce(), nonce()])), 'returned'], ['none', (m) => m.isDPoPNonceError(made(m, [])), 'returned'],
  ['scheme in capitals', (m) => m.isDPoPNonceError(made(m, [{ ...nonce(), scheme: 'DPoP' }])), 'returned'], ['no parameters', (m) => m.isDPoPNonceError(made(m, [{ scheme: 'dpop' }]))], ['cause undefined', (m) => m.isDPoPNonceError(made(m, undefined))], ['cause a text', (m) => m.isDPoPNonceError(made(m, 'x'))],
  ['cause an array-like', (m) => m.isDPoPNonceError(made(m, { length: 1, 0: nonce() }))], ['cause with a null', (m) => m.isDPoPNonceError(made(m, [null]))], ['cause changed later', (m) => { const e = made(m, []); e.cause = [nonce()]; return m.isDPoPNonceError(e) }, 'returned'],
  ['ResponseBodyError', (m) => m.isDPoPNonceError(made(m, { error: 'use_dpop_nonce' }, 'ResponseBodyError')), 'returned'], ['its error changed later', (m) => { const e = made(m, { error: 'x' }, 'ResponseBodyError'); e.error = 'use_dpop_nonce'; return m.isDPoPNonceError(e) }, 'returned'],
  ['a subclass', (m) => m.isDPoPNonceError(new (class extends m.ResponseBodyError {})('t', { cause: { error: 'use_dpop_nonce' }, response: new Response('') })), 'returned'], ['the other package\'s', (m, t) => m.isDPoPNonceError(made(t.other, [nonce()])), 'returned'], ['the other package\'s body error', (m, t) => m.isDPoPNonceError(made(t.other, { error: 'use_dpop_nonce' }, 'ResponseBodyError')), 'returned'],
  ['AuthorizationResponseError', (m) => m.isDPoPNonceError(new m.AuthorizationResponseError('t', { cause: new URLSearchParams('error=use_dpop_nonce') })), 'returned'], ['OperationProcessingError', (m) => m.isDPoPNonceError(new m.OperationProcessingError('t', { cause: { error: 'use_dpop_nonce' } })), 'returned'],
  ['an heir without fields', (m) => m.isDPoPNonceError(Object.create(m.ResponseBodyError.prototype, { error: { value: 'use_dpop_nonce' } })), 'returned'], ['a plain object', (m) => m.isDPoPNonceError({ name: 'ResponseBodyError', error: 'use_dpop_nonce', cause: [nonce()] }), 'returned'],
  ['two arguments', (m) => m.isDPoPNonceError(5, made(m, [nonce()])), 'returned'],
  ...THROWN.map(([label, make]) => [`cause throws ${label}`, (m, t) => m.isDPoPNonceError(bomb(made(m, []), 'cause', make(t, m)))]),
  ...THROWN.map(([label, make]) => [`error throws ${label}`, (m, t) => m.isDPoPNonceError(bomb(made(m, { error: 'x' }, 'ResponseBodyError'), 'error', make(t, m)))]),
])
same('isDPoPNonceError: reading order', (m, t) => m.isDPoPNonceError(t.trace('error', made(m, [t.trace('challenge', nonce())]))), 'returned')
