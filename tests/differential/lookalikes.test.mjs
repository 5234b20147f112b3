// Objects that pass for a Response: by their prototype's toStringTag, of another realm or hand-made (par.md §0, §14), and the
// internal getContentType (§14.4).
import { same, sameAll } from './harness.mjs'
import { MISFITS, THROWN, bomb, client, foreignClass, otherRealm, server, throwing } from './inputs.mjs'
import { GOOD, lookalike, reply } from './responses.mjs'

const CONSUMERS = [
  ['PAR', (m, response) => m.processPushedAuthorizationResponse(server(), client(), response), 201, '{"request_uri":"u","expires_in":5}'],
  ['discovery', (m, response) => m.processDiscoveryResponse(new URL('https://as.example'), response), 200, '{"issuer":"https://as.example"}'],
]
for (const [consumer, process, ok, text] of CONSUMERS) {
  const given = (members) => (m, t) => {
    const chosen = typeof members === 'function' ? members(t, m) : members
    if (!('status' in chosen)) chosen.status = ok
    return process(m, lookalike(t, chosen, { text, contentType: 'contentType' in chosen ? chosen.contentType : undefined }))
  }

  sameAll(`${consumer}: who passes for a Response`, [
    ['tag on the prototype', given({}), 'resolved'],
    ['own tag', (m) => process(m, { [Symbol.toStringTag]: 'Response', status: ok }), undefined],
    ['own tag on top of a good prototype', given({ [Symbol.toStringTag]: 'Other' })],
    ['tag two prototypes up', (m, t) => process(m, t.mark('response', Object.create(new (foreignClass('Response'))())))],
    ['another tag', (m) => process(m, new (foreignClass('Request'))()), 'ERR_INVALID_ARG_TYPE'],
    ['tag in lower case', (m) => process(m, new (foreignClass('response'))()), 'ERR_INVALID_ARG_TYPE'],
    ['no prototype', (m) => process(m, Object.create(null)), 'ERR_INVALID_ARG_TYPE'],
    ['tag getter throws', (m) => process(m, Object.create({ get [Symbol.toStringTag]() { throw new Error('tag') } })), 'ERR_INVALID_ARG_TYPE'],
    ['getPrototypeOf throws', (m) => process(m, new Proxy({}, { getPrototypeOf() { throw new Error('proto') } })), 'ERR_INVALID_ARG_TYPE'],
    ['throwing proxy', (m, t) => process(m, throwing(t)), 'ERR_INVALID_ARG_TYPE'],
    ['proxy of a Response', (m, t) => process(m, t.mark('response', new Proxy(new Response(text, { status: ok }), {}), { after: false }))],
    ['proxy that binds', (m, t) => process(m, t.mark('response', new Proxy(new Response(text, { status: ok }), { get: (r, k) => (typeof r[k] === 'function' ? r[k].bind(r) : r[k]) }), { after: false })), 'resolved'],
    ['made from Response.prototype', (m, t) => process(m, t.mark('response', Object.create(Response.prototype), { after: false }))],
    ['Response.prototype', (m) => process(m, Response.prototype)],
    ['Response', (m) => process(m, Response)],
    ['of another realm', (m, t) => process(m, t.mark('response', otherRealm(`(() => { class Response { get [Symbol.toStringTag]() { return 'Response' } get status() { return ${ok} } get bodyUsed() { return false } get headers() { return new Map() } async json() { return JSON.parse('${text}') } }; return new Response() })()`), { after: false })), 'resolved'],
    ['after Response was replaced', (m, t) => { const real = reply(t, text, { status: ok }); t.patch(globalThis, 'Response', class Other {}); return process(m, real) }],
    ['replacement with the same tag', (m, t) => { const real = reply(t, text, { status: ok }); t.patch(globalThis, 'Response', class Other { get [Symbol.toStringTag]() { return 'Response' } }); return process(m, real) }, 'resolved'],
    ['no global Response', (m, t) => { const real = reply(t, text, { status: ok }); t.patch(globalThis, 'Response', undefined); return process(m, real) }],
  ])
  // A status that cannot even be compared with a number is left out: when it fails is nobody's contract.
  const comparable = ([label]) => !/symbol|without prototype|proxy/.test(label)
  for (const member of ['status', 'bodyUsed', 'headers', 'json', 'clone', 'body']) {
    for (const status of [ok, 400, 500]) {
      sameAll(`${consumer}: look-alike of ${status} with a strange ${member}`, MISFITS.filter(member === 'status' ? comparable : Boolean).map(([label, make]) => [label, given((t) => ({ status, clone() { return this }, contentType: 'application/json', json: async () => ({ error: 'x' }), [member]: make(t) }))]))
      sameAll(`${consumer}: look-alike of ${status} whose ${member} throws`, THROWN.map(([label, make]) => [label, given((t, m) => bomb({ status, clone() { return this }, contentType: 'application/json', json: async () => ({ error: 'x' }) }, member, make(t, m)))]))
    }
  }
  sameAll(`${consumer}: statuses that are no plain number`, [`${ok}`, ok + 0.5, new Number(ok), NaN, Infinity, -400, 400.5, 499.9, 500, '400', true, 450n].map((status) =>
    [String(status), given({ status, contentType: 'application/json', clone() { return this } })]))
  sameAll(`${consumer}: bodyUsed that is no boolean`, [1, 0, '', 'no', null, undefined, {}].flatMap((bodyUsed) => [ok, 400].map((status) => [`${bodyUsed} ${status}`, given({ status, bodyUsed, contentType: 'application/json', clone() { return this } })])))
  sameAll(`${consumer}: what json() gives`, MISFITS.flatMap(([label, make]) => [
    [`${label}, promised`, given((t) => ({ json: async () => make(t) }))],
    [`${label}, plain`, given((t) => ({ json: () => make(t) }))],
    [`${label}, in a 400`, given((t) => ({ status: 400, contentType: 'application/json', clone() { return { json: async () => make(t) } } }))],
    [`${label}, in a 400, as an error that throws when it is read`, given((t) => ({ status: 400, contentType: 'application/json', clone() { return { json: async () => bomb({}, 'error', make(t)) } } }))],
  ]))
  sameAll(`${consumer}: json() fails`, THROWN.flatMap(([label, make]) => ['application/json', 'text/html', undefined].flatMap((contentType) => [
    [`${label} at once, ${contentType}`, given((t, m) => ({ contentType, json() { throw make(t, m) } }))],
    [`${label} later, ${contentType}`, given((t, m) => ({ contentType, json: async () => { throw make(t, m) } }))],
    [`${label} in a 400, ${contentType}`, given((t, m) => ({ contentType, status: 400, json() { throw make(t, m) }, clone() { return this } }))],
    [`${label} from clone, ${contentType}`, given((t, m) => ({ contentType, status: 400, clone() { throw make(t, m) } }))],
  ])))
  const cancelled = (make) => given((t, m) => ({ status: 400, contentType: 'application/json', body: make(t, m), clone() { t.log('clone()'); return { json: async () => ({ error: 'x' }) } } }))
  sameAll(`${consumer}: cancelling the body`, [
    ['no body', cancelled(() => null)], ['undefined body', cancelled(() => undefined)], ['cancel is missing', cancelled(() => ({}))],
    ['cancel is called with', cancelled((t) => ({ cancel(...args) { t.log('cancel', args) } }))],
    ['cancel never ends', cancelled(() => ({ cancel: () => new Promise((resolve) => setTimeout(resolve, 20, 'slow').unref()) }))],
    ...THROWN.flatMap(([label, make]) => [
      [`cancel throws ${label}`, cancelled((t, m) => ({ cancel() { throw make(t, m) } }))],
      [`cancel rejects with ${label}`, cancelled((t, m) => ({ cancel: () => Promise.reject(make(t, m)) }))],
    ]),
  ])
  same(`${consumer}: result of json() is handed on by identity`, given((t) => ({ json: async () => t.mark('parsed', JSON.parse(text)) })), 'resolved')
  same(`${consumer}: frozen result of json()`, given((t) => ({ json: async () => t.mark('parsed', Object.freeze(JSON.parse(text))) })))
  same(`${consumer}: frozen result that needs a change`, given((t) => ({ json: async () => t.mark('parsed', Object.freeze({ ...JSON.parse(text), expires_in: '5' })) })))
  same(`${consumer}: result of a class`, given((t) => ({ json: async () => t.mark('parsed', Object.assign(new (class Mine {})(), JSON.parse(text))) })), 'resolved')
  same(`${consumer}: result of another realm`, given(() => ({ json: async () => otherRealm(`(${text})`) })), 'resolved')
  same(`${consumer}: result is a proxy`, given((t) => ({ json: async () => t.trace('parsed', JSON.parse(text)) })), 'resolved')
  for (const status of [ok, 200, 400, 500]) {
    same(`${consumer}: reading order of a ${status}`, (m, t) => {
      const inner = { status, bodyUsed: false, headers: { get(name) { t.log('headers.get', name); return name === 'content-type' ? 'application/json' : null } }, body: { cancel() { t.log('cancel') } },
        async json() { t.log('json()'); return JSON.parse(text) }, clone() { t.log('clone()'); return { async json() { t.log('json() of the clone'); return { error: 'x' } } } } }
      return process(m, t.trace('response', Object.setPrototypeOf(inner, foreignClass('Response').prototype)))
    })
  }
}

// getContentType, as openid-client calls it.
sameAll('getContentType', ['application/json', 'application/json; charset=utf-8', 'application/json ;charset=utf-8', 'Application/JSON', 'a/b;c;d', ';x', ';', 'text/html , x', '  a/b  ', 'a', undefined].flatMap((type) => [
  [`Response ${type}`, (m) => m.getContentType(new Response(null, { headers: type === undefined ? {} : { 'content-type': type } })), 'returned'],
  [`Request ${type}`, (m) => m.getContentType(new Request('https://x.example', { headers: type === undefined ? {} : { 'content-type': type } })), 'returned'],
]))
sameAll('getContentType of misfits', MISFITS.flatMap(([label, make]) => [
  [label, (m, t) => m.getContentType(make(t))],
  [`headers ${label}`, (m, t) => m.getContentType({ headers: make(t) })],
]))
sameAll('getContentType of stand-ins', [undefined, null, '', 'a/b', 'a/b;c', ';x'].map((value) => [JSON.stringify(value) ?? 'undefined',
  (m, t) => m.getContentType({ headers: { get(...args) { t.log('get', args); return value } } }), 'returned']))
sameAll('getContentType passes on what is thrown', THROWN.flatMap(([label, make]) => [
  [`${label} by headers`, (m, t) => m.getContentType(bomb({}, 'headers', make(t, m)))],
  [`${label} by get`, (m, t) => m.getContentType({ headers: { get() { throw make(t, m) } } })],
]))
same('getContentType does not read the body', (m, t) => m.getContentType(reply(t, GOOD)), 'returned')
