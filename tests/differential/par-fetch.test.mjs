// The fetch contract: customFetch and the default transport, init, signal, what the promise resolves with (par.md §6, §1).
import { same, sameAll } from './harness.mjs'
import { MISFITS, THROWN, foreignClass, otherRealm, par, server } from './inputs.mjs'

const ROUTES = [
  ['pushed authorization', (m, t, options) => par(m, t, { options, raw: true })],
  ['discovery', (m, t, options) => m.discoveryRequest(new URL('https://as.example'), options)],
]
for (const [route, send] of ROUTES) {
  const via = (m, t, reply, more) => send(m, t, { [m.customFetch]: t.fetch(reply), ...more })

  same(`${route}: init in full`, (m, t) => via(m, t, undefined, { signal: t.mark('signal', new AbortController().signal), headers: { a: 'b' } }), 'resolved')
  same(`${route}: order of init's keys`, (m, t) => send(m, t, { [m.customFetch]: async (...args) => [args.length, Object.keys(args[1]), Object.hasOwn(args[1], 'signal'), args[1].signal] }), 'resolved')

  for (const [label, make] of MISFITS) {
    same(`${route}: customFetch is ${label}`, (m, t) => send(m, t, { [m.customFetch]: make(t) }))
    same(`${route}: fetch resolves with ${label}`, (m, t) => via(m, t, () => Promise.resolve(make(t))))
    same(`${route}: fetch returns ${label}`, (m, t) => via(m, t, () => make(t)))
    same(`${route}: global fetch resolves with ${label}`, (m, t) => { t.patch(globalThis, 'fetch', t.fetch(() => make(t), 'patched fetch')); return send(m, t, {}) })
    same(`${route}: global fetch is ${label}`, (m, t) => { t.patch(globalThis, 'fetch', make(t)); return send(m, t, undefined) })
  }
  sameAll(`${route}: fetch throws at once`, THROWN.map(([label, make]) => [label, (m, t) => via(m, t, () => { throw make(t, m) })]))
  sameAll(`${route}: fetch rejects`, THROWN.map(([label, make]) => [label, (m, t) => via(m, t, () => Promise.reject(make(t, m)))]))
  sameAll(`${route}: global fetch rejects`, THROWN.map(([label, make]) => [label, (m, t) => {
    t.patch(globalThis, 'fetch', t.fetch(() => Promise.reject(make(t, m)), 'patched fetch'))
    return send(m, t, {})
  }]))

  sameAll(`${route}: what fetch may return`, [
    ['a Response, not a promise', (m, t) => via(m, t, () => t.mark('given response', new Response('x'))), 'resolved'],
    ['a used Response', (m, t) => via(m, t, async () => { const r = t.mark('given response', new Response('x')); await r.text(); return r }), 'resolved'],
    ['Response.error()', (m, t) => via(m, t, () => t.mark('given response', Response.error())), 'resolved'],
    ['a thenable', (m, t) => via(m, t, () => ({ then(resolve) { t.log('then', this === undefined); resolve('late') } })), 'resolved'],
    ['a thenable of a thenable', (m, t) => via(m, t, () => ({ then(resolve) { resolve({ then(again) { again('deep') } }) } })), 'resolved'],
    ['a thenable that rejects', (m, t) => via(m, t, () => ({ then(resolve, reject) { reject('no') } }))],
    ['a thenable that throws', (m, t) => via(m, t, () => ({ then() { throw t.mark('thrown error', new Error('no')) } })), 'Error'],
    ['a thenable whose then throws when read', (m, t) => via(m, t, () => ({ get then() { throw t.mark('thrown error', new Error('no')) } })), 'Error'],
    ['then that is no function', (m, t) => via(m, t, () => ({ then: 5 })), 'resolved'],
    ['a promise of another realm', (m, t) => via(m, t, () => otherRealm('Promise.resolve("far")')), 'resolved'],
    ['a promise with a then of its own', (m, t) => via(m, t, () => Object.assign(Promise.resolve('its own'), { then(resolve) { resolve('another') } })), 'resolved'],
    ['a promise whose then calls back twice', (m, t) => via(m, t, () => Object.assign(Promise.resolve('x'), { then(resolve, reject) { resolve('once'); resolve('twice'); reject('too late') } })), 'resolved'],
    ['a promise subclass', (m, t) => via(m, t, () => (class Mine extends Promise {}).resolve('mine')), 'resolved'],
    ['a slow promise', (m, t) => via(m, t, () => new Promise((resolve) => setTimeout(resolve, 15, 'slow'))), 'resolved'],
    ['a look-alike Response', (m, t) => via(m, t, () => t.mark('given response', new (foreignClass('Response'))())), 'resolved'],
    ['a response whose headers throw', (m, t) => via(m, t, () => t.mark('given response', { get headers() { throw new Error('headers') } }, { after: false })), 'resolved'],
  ])

  sameAll(`${route}: fetch implementations of other makes`, [
    ['async', (m, t) => send(m, t, { [m.customFetch]: async () => 1 }), 'resolved'],
    ['bound', (m, t) => send(m, t, { [m.customFetch]: function () { return this }.bind(t.mark('bound to', {})) }), 'resolved'],
    ['sloppy `this`', (m, t) => send(m, t, { [m.customFetch]: new Function('return this === globalThis') }), 'resolved'],
    ['class', (m, t) => send(m, t, { [m.customFetch]: class { constructor() { throw new Error('constructed') } } }), 'TypeError'],
    ['generator', (m, t) => send(m, t, { [m.customFetch]: function* () {} }), 'resolved'],
    ['proxy of a function', (m, t) => send(m, t, { [m.customFetch]: new Proxy(() => 1, { apply: (f, self, args) => { t.log('apply', { self, args }); return 'proxied' } }) }), 'resolved'],
    ['callable of another realm', (m, t) => send(m, t, { [m.customFetch]: otherRealm('(async (url, init) => [url, Object.keys(init)])') }), 'resolved'],
    ['string key', (m, t) => send(m, t, { customFetch: t.fetch(undefined, 'wrong fetch') }), 'resolved'],
    ['method of an options class', (m, t) => send(m, t, new (class { [m.customFetch]() { return this } })()), 'resolved'],
    ['getter, asked for', (m, t) => send(m, t, { get [m.customFetch]() { t.log('read'); return () => 1 } }), 'resolved'],
  ])

  same(`${route}: the global fetch of the moment is used`, async (m, t) => {
    const outcomes = []
    for (const name of ['one', 'two']) {
      t.patch(globalThis, 'fetch', t.fetch(() => name, name))
      outcomes.push(await send(m, t, {}))
    }
    return outcomes
  }, 'resolved')
  same(`${route}: no global fetch at all`, (m, t) => { t.patch(globalThis, 'fetch', undefined); return send(m, t, {}) }, 'TypeError')

  const abort = () => new AbortController().signal
  const SIGNALS = [
    ['undefined', () => undefined, 'resolved'],
    ['null', () => null, 'ERR_INVALID_ARG_TYPE'],
    ['a signal', (t) => t.mark('signal', abort()), 'resolved'],
    ['an aborted signal', (t) => t.mark('signal', AbortSignal.abort('reason')), 'resolved'],
    ['a timeout', (t) => t.mark('signal', AbortSignal.timeout(60_000)), 'resolved'],
    ['a controller', () => new AbortController(), 'ERR_INVALID_ARG_TYPE'],
    ['an object made from the prototype', (t) => t.mark('signal', Object.create(AbortSignal.prototype), { after: false }), 'resolved'],
    ['a proxy of a signal', (t) => t.mark('signal', new Proxy(abort(), {}), { after: false }), 'resolved'],
    ['a foreign signal', (t) => t.mark('signal', new (foreignClass('AbortSignal'))()), 'ERR_INVALID_ARG_TYPE'],
    ['a function: signal', (t) => () => t.mark('signal', abort()), 'resolved'],
    ['a function: nothing', () => () => {}, 'ERR_INVALID_ARG_TYPE'],
    ['a function: null', () => () => null, 'ERR_INVALID_ARG_TYPE'],
    ['a function: function', () => () => () => abort(), 'ERR_INVALID_ARG_TYPE'],
    ['a function: promise', () => async () => abort(), 'ERR_INVALID_ARG_TYPE'],
    ['a function: its arguments', (t) => function (...args) { t.log('signal asked', { args }); return t.mark('signal', abort()) }, 'resolved'],
    ['a function: new url object', (t) => function (url) { t.log('type', typeof url); return abort() }, 'resolved'],
    ['a class', () => class { }, 'TypeError'],
    ['AbortSignal itself', () => AbortSignal, 'TypeError'],
    ['a function proxy', (t) => new Proxy(() => {}, { apply: (f, self, args) => { t.log('applied', args.length); return t.mark('signal', abort()) } }), 'resolved'],
    ['a function of another realm', () => otherRealm('(() => null)'), 'ERR_INVALID_ARG_TYPE'],
  ]
  for (const [label, make, expected] of SIGNALS) {
    same(`${route}: signal is ${label}`, (m, t) => via(m, t, undefined, { signal: make(t) }), expected)
  }
  sameAll(`${route}: signal is a misfit`, MISFITS.map(([label, make]) => [label, (m, t) => via(m, t, undefined, { signal: make(t) })]))
  sameAll(`${route}: a signal function throws`, THROWN.map(([label, make]) => [label, (m, t) => via(m, t, undefined, { signal() { throw make(t, m) } })]))
  sameAll(`${route}: a signal function returns a misfit`, MISFITS.map(([label, make]) => [label, (m, t) => via(m, t, undefined, { signal: () => make(t) })]))
  same(`${route}: \`this\` of a signal function`, (m, t) => via(m, t, undefined, { signal: function () { t.log('this', { self: this, length: arguments.length }); return t.mark('signal', abort()) } }), 'resolved')
  same(`${route}: an aborting fetch`, (m, t) => {
    const controller = new AbortController()
    const reason = t.mark('reason', new Error('stop'))
    setTimeout(() => controller.abort(reason), 5)
    return via(m, t, (url, { signal }) => new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))), { signal: controller.signal })
  }, 'Error')
}

// Statuses are not looked at by request functions; the Response comes out as it is, unread.
for (const status of [200, 201, 204, 302, 400, 401, 404, 500, 503, 599]) {
  same(`a ${status} is handed out untouched`, (m, t) => par(m, t, { reply: t.mark('response given', new Response(status === 204 ? null : '{"error":"x"}', { status, headers: { 'dpop-nonce': 'n', 'www-authenticate': 'DPoP error="use_dpop_nonce"' } })) }), 'resolved')
}
sameAll('a 200 is not judged in any form of parameters', [['record', () => ({ a: '1' })], ['pairs', () => [['a', '1']]], ['URLSearchParams', () => new URLSearchParams('a=1')]].map(([label, make]) =>
  [label, (m, t) => par(m, t, { parameters: make(), reply: t.mark('response given', new Response('{}')) }), 'resolved']))
sameAll('order of signal, authentication and fetch', [
  ['all sound', (m, t) => par(m, t, { auth: async () => { t.log('auth'); await null; t.log('auth done') }, options: { signal: () => { t.log('signal'); return new AbortController().signal } } }), 'resolved'],
  ['signal bad, so no fetch', (m, t) => par(m, t, { auth: () => { t.log('auth') }, options: { signal: 5 } }), 'ERR_INVALID_ARG_TYPE'],
])
same('the default transport is called with nothing as `this`', (m, t) => {
  t.patch(globalThis, 'fetch', function (...args) { t.log('called', { self: this, count: args.length }); return Promise.resolve(t.mark('answer', new Response('{}', { status: 201 }))) })
  return par(m, t, { raw: true, options: undefined, as: server() })
}, 'resolved')
