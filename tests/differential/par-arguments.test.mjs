// pushedAuthorizationRequest: the order of operations and wrong arguments in each position (par.md §1, §2).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { observe, same, sameAll } from './harness.mjs'
import { bomb, client, ENDPOINT, ISSUER, MISFITS, par, PRIMITIVE_MISFITS, server, THROWN } from './inputs.mjs'
import { oracle, subject } from './modules.mjs'

for (const position of ['as', 'client', 'auth', 'parameters']) {
  for (const [label, make] of MISFITS) {
    same(`${position} is ${label}`, (m, t) => par(m, t, { [position]: make(t) }))
  }
}
for (const [label, make] of MISFITS) {
  same(`options is ${label}`, (m, t) => par(m, t, { options: make(t), raw: true }))
}

for (const [object, member, base] of [['as', 'issuer', server], ['client', 'client_id', client]]) {
  for (const [label, make] of MISFITS) {
    same(`${object}.${member} is ${label}`, (m, t) => par(m, t, { [object]: base({ [member]: make(t) }) }))
  }
}

sameAll('missing arguments', [
  ['none', (m) => m.pushedAuthorizationRequest(), 'ERR_INVALID_ARG_TYPE'],
  ['as', (m) => m.pushedAuthorizationRequest(server()), 'ERR_INVALID_ARG_TYPE'],
  ['as, client', (m) => m.pushedAuthorizationRequest(server(), client()), 'TypeError'],
  ['as, client, auth', (m) => m.pushedAuthorizationRequest(server(), client(), m.None()), 'resolved'],
  ['as, client, auth, parameters', (m) => m.pushedAuthorizationRequest(server(), client(), m.None(), {}), 'resolved'],
  ['six', (m) => m.pushedAuthorizationRequest(server(), client(), m.None(), {}, {}, 'more'), 'resolved'],
  ['called on something', (m) => m.pushedAuthorizationRequest.call(42, server(), client(), m.None(), {}), 'resolved'],
  ['applied', (m) => m.pushedAuthorizationRequest.apply(null, [server(), client(), m.None(), {}]), 'resolved'],
])

// The first failing step wins: every pair of faults, the earlier named first.
const FAULTS = [
  ['as', { as: () => 1 }],
  ['issuer', { as: () => server({ issuer: '' }) }],
  ['client', { client: () => null }],
  ['client_id', { client: () => client({ client_id: 7 }) }],
  ['endpoint', { as: () => server({ pushed_authorization_request_endpoint: undefined }) }],
  ['scheme', { as: () => server({ pushed_authorization_request_endpoint: 'ftp://x' }) }],
  ['parameters', { parameters: () => [['a']] }],
  ['headers', { options: () => ({ headers: { 'not a name': 'x' } }) }],
  ['authorization', { options: () => ({ headers: { Authorization: 'x' } }) }],
  ['DPoP', { options: () => ({ DPoP: {} }) }],
  ['auth', { auth: () => 'not callable' }],
  ['signal', { options: () => ({ signal: 1 }) }],
  ['fetch', { fetch: () => 42 }],
]
const faulty = (...faults) => (m, t) => {
  const given = {}
  for (const [key, make] of faults.flatMap(Object.entries)) given[key] = key === 'options' ? { ...given.options, ...make() } : make()
  return par(m, t, given)
}
for (const [i, [first, fault]] of FAULTS.entries()) {
  const later = FAULTS.slice(i + 1)
  sameAll(`${first} fails, whatever comes later`, [['alone', faulty(fault)], ...later.map(([second, other]) => [second, faulty(other, fault)])])
  test(`${first} is what the oracle names first, as par.md §1 says`, async () => {
    const alone = await observe(faulty(fault), oracle, subject)
    for (const [second, other] of later) assert.deepEqual((await observe(faulty(other, fault), oracle, subject)).tree.outcome, alone.tree.outcome, second)
  })
}

const GETTERS = [
  ['as', 'issuer', server], ['as', 'pushed_authorization_request_endpoint', server],
  ['client', 'client_id', client], ['client', 'use_mtls_endpoint_aliases', client],
]
for (const [object, key, base] of GETTERS) {
  sameAll(`${object}.${key} throws`, THROWN.map(([label, make]) => [label, (m, t) => par(m, t, { [object]: bomb(base(), key, make(t, m)) })]))
}
sameAll('as.mtls_endpoint_aliases throws', THROWN.flatMap(([label, make]) => [true, false].map((flag) => [`${label}, flag ${flag}`, (m, t) =>
  par(m, t, { as: bomb(server(), 'mtls_endpoint_aliases', make(t, m)), client: client({ use_mtls_endpoint_aliases: flag }) })])))
sameAll('the alias itself throws', THROWN.map(([label, make]) => [label, (m, t) => par(m, t, {
  as: server({ mtls_endpoint_aliases: bomb({}, 'pushed_authorization_request_endpoint', make(t, m)) }), client: client({ use_mtls_endpoint_aliases: true }) })]))
for (const option of ['headers', 'signal', 'DPoP', 'customFetch', 'allowInsecureRequests']) {
  sameAll(`options.${option} throws`, THROWN.map(([label, make]) => [label, (m, t) =>
    par(m, t, { raw: true, options: bomb({ [m.customFetch]: t.fetch() }, typeof m[option] === 'symbol' ? m[option] : option, make(t, m)) })]))
}
sameAll('a parameter throws', THROWN.flatMap(([label, make]) => [
  [`${label} from a record`, (m, t) => par(m, t, { parameters: bomb({ a: '1' }, 'b', make(t, m)) })],
  [`${label} from toString`, (m, t) => { const e = make(t, m); return par(m, t, { parameters: { a: { toString() { throw e } } } }) }],
  [`${label} from the iterator`, (m, t) => { const e = make(t, m); return par(m, t, { parameters: { [Symbol.iterator]() { throw e } } }) }],
  [`${label} from next()`, (m, t) => { const e = make(t, m); return par(m, t, { parameters: { [Symbol.iterator]: () => ({ next() { throw e } }) } }) }],
]))
sameAll('a header throws', THROWN.flatMap(([label, make]) => [
  [`${label} from a record`, (m, t) => par(m, t, { options: { headers: bomb({ a: '1' }, 'b', make(t, m)) } })],
  [`${label} from toString`, (m, t) => { const e = make(t, m); return par(m, t, { options: { headers: { a: { toString() { throw e } } } } }) }],
]))

// Reading order is an observable contract as far as first readings go; how often a property is read is not.
const traced = (m, t, { as = server(), client: c = client(), auth = m.None(), options = {}, parameters = { a: '1' } } = {}) =>
  m.pushedAuthorizationRequest(t.trace('as', as), t.trace('client', c), async (...args) => { t.log('auth called'); await auth(...args) },
    t.trace('parameters', parameters), t.trace('options', { [m.customFetch]: t.fetch(), ...options }))
same('access order: everything sound', (m, t) => traced(m, t), 'resolved')
same('access order: with headers and a signal function', (m, t) => traced(m, t, {
  options: { headers: { x: 'y' }, signal: (url) => { t.log('signal asked', url); return new AbortController().signal } } }), 'resolved')
same('access order: mTLS alias', (m, t) => traced(m, t, {
  as: server({ mtls_endpoint_aliases: t.trace('aliases', { pushed_authorization_request_endpoint: 'https://mtls.example/par' }) }),
  client: client({ use_mtls_endpoint_aliases: true }) }), 'resolved')
same('access order: mTLS without an alias', (m, t) => traced(m, t, {
  as: server({ mtls_endpoint_aliases: t.trace('aliases', {}) }), client: client({ use_mtls_endpoint_aliases: 1 }) }), 'resolved')
same('access order: insecure', (m, t) => traced(m, t, {
  as: server({ pushed_authorization_request_endpoint: 'http://as.example/par' }), options: { [m.allowInsecureRequests]: true } }), 'resolved')
sameAll('access order up to a failure', [
  ['issuer', (m, t) => traced(m, t, { as: server({ issuer: null }) }), 'ERR_INVALID_ARG_TYPE'],
  ['client_id', (m, t) => traced(m, t, { client: client({ client_id: '' }) }), 'ERR_INVALID_ARG_VALUE'],
  ['endpoint', (m, t) => traced(m, t, { as: { issuer: ISSUER } }), 'OAUTH_MISSING_SERVER_METADATA'],
  ['scheme', (m, t) => traced(m, t, { as: server({ pushed_authorization_request_endpoint: 'ftp://x' }) }), 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['headers', (m, t) => traced(m, t, { options: { headers: 1 } })],
  ['authorization', (m, t) => traced(m, t, { options: { headers: { authorization: '' } } }), 'ERR_INVALID_ARG_VALUE'],
  ['DPoP', (m, t) => traced(m, t, { options: { DPoP: null } }), 'ERR_INVALID_ARG_VALUE'],
  ['auth', (m, t) => traced(m, t, { auth: () => { throw t.mark('thrown error', new Error('no')) } }), 'Error'],
  ['signal', (m, t) => traced(m, t, { options: { signal: null } }), 'ERR_INVALID_ARG_TYPE'],
])

sameAll('arguments of unusual make work', [
  ['frozen everything', (m, t) => par(m, t, { as: Object.freeze(server()), client: Object.freeze(client()), raw: true,
    parameters: Object.freeze({ a: '1' }), options: Object.freeze({ [m.customFetch]: t.fetch(), headers: Object.freeze({ a: 'b' }) }) }), 'resolved'],
  ['an array with members as `as`', (m, t) => par(m, t, { as: Object.assign([], server()) }), 'resolved'],
  ['inherited members', (m, t) => par(m, t, { as: Object.create(server()), client: Object.create(client()), raw: true, options: Object.create({ [m.customFetch]: t.fetch() }) }), 'resolved'],
  ['getters', (m, t) => par(m, t, { as: { get issuer() { return ISSUER }, get pushed_authorization_request_endpoint() { return ENDPOINT } } }), 'resolved'],
  ['no prototype', (m, t) => par(m, t, { as: Object.assign(Object.create(null), server()) }), 'resolved'],
  ['a function with members as `client`', (m, t) => par(m, t, { client: Object.assign(() => {}, client()) }), 'ERR_INVALID_ARG_TYPE'],
  ['issuer that is no URL', (m, t) => par(m, t, { as: server({ issuer: 'no URL' }) }), 'resolved'],
  ['options null', (m, t) => par(m, t, { options: null, raw: true }), 'resolved'],
  ['options undefined', (m, t) => par(m, t, { options: undefined, raw: true }), 'resolved'],
  ['a plain string as options', (m, t) => par(m, t, { options: 'text', raw: true }), 'resolved'],
  ['skew and tolerance on the client', (m, t) => par(m, t, { client: client({ [m.clockSkew]: 'x', [m.clockTolerance]: -1 }) }), 'resolved'],
  ['client that asks for other auth', (m, t) => par(m, t, { client: client({ token_endpoint_auth_method: 'private_key_jwt', require_pushed_authorization_requests: false }) }), 'resolved'],
  ['options keyed by the other package\'s symbols', (m, t) => par(m, t, { raw: true, options: { [t.other.customFetch]: t.fetch(undefined, 'wrong fetch'), [t.other.allowInsecureRequests]: true } }), 'resolved'],
])
for (const value of [null, 0, '', false, {}, 'x']) {
  same(`options.DPoP is ${JSON.stringify(value)}`, (m, t) => par(m, t, { options: { DPoP: value } }), 'ERR_INVALID_ARG_VALUE')
}
same('options.DPoP is undefined', (m, t) => par(m, t, { options: { DPoP: undefined } }), 'resolved')

sameAll('client_id in the body', ['a b', 'é', '😀', '&=+%', 'x'.repeat(5000), '\u0000', '\ud800'].map((id) =>
  [JSON.stringify(id.slice(0, 20)), (m, t) => par(m, t, { client: client({ client_id: id }) }), 'resolved']))
// Several calls in flight, and calls made from inside a call, do not disturb each other.
same('five requests in flight', async (m, t) => {
  const replies = [30, 5, 20, 1, 10].map((ms, i) => () => new Promise((resolve) => setTimeout(resolve, ms, `answer ${i}`)))
  return Promise.all(replies.map((reply, i) => m.pushedAuthorizationRequest(server(), client({ client_id: `c${i}` }), m.None(), {}, { [m.customFetch]: t.fetch(reply) })))
}, 'resolved')
same('failures and successes in flight', async (m, t) => Promise.allSettled([1, 2, 3, 4].map((i) => par(m, t, {
  fetch: async () => { await null; if (i % 2) throw i; return i } }))), 'resolved')
for (const where of ['fetch', 'auth', 'signal', 'getter']) {
  same(`a request made inside ${where}`, async (m, t) => {
    let within
    const inner = () => {
      t.log('inside')
      within = m.pushedAuthorizationRequest(server(), client({ client_id: 'inner' }), m.None(), {}, { [m.customFetch]: async (url, { body }) => String(body) })
    }
    const outer = par(m, t, {
      fetch: t.fetch(() => { if (where === 'fetch') inner(); return Promise.resolve('outer') }),
      auth: (as, c, body) => { if (where === 'auth') inner(); body.set('a', 'b') },
      options: { signal: () => { if (where === 'signal') inner(); return new AbortController().signal } },
      as: { issuer: ISSUER, get pushed_authorization_request_endpoint() { if (where === 'getter' && !within) inner(); return ENDPOINT } },
    })
    return [await outer, await within]
  }, 'resolved')
}
for (const [label, make] of PRIMITIVE_MISFITS) {
  same(`use_mtls_endpoint_aliases is ${label}`, (m, t) => par(m, t, {
    client: client({ use_mtls_endpoint_aliases: make(t) }), as: server({ mtls_endpoint_aliases: { pushed_authorization_request_endpoint: 'https://mtls.example/par' } }) }), 'resolved')
}
