// Client authentication: ClientSecretPost, ClientSecretBasic, None, TlsClientAuth, and functions of the user's own (par.md §7, §7.1, §7.2, §7.6).
import { same, sameAll } from './harness.mjs'
import { bomb, client, MISFITS, par, server, throwing, THROWN } from './inputs.mjs'

const METHODS = ['ClientSecretPost', 'ClientSecretBasic', 'None', 'TlsClientAuth']
const APPENDIX_B = ['client %&+-_.!~*\'()', 'p:w/=?', 'é€😀\n', 'a-b_c.d', 'a:b', ':', '%', '%20', '+', ' ', '\0', '\u007f', '\u0080', '\u07ff', '\u0800', '\uffff', '\u{10000}', '\u{10ffff}', '\ufeff',
  Array.from({ length: 128 }, (_, i) => String.fromCharCode(i)).join(''), '3fa85f64-5717-4562-b3fc-2c963f66afa6', 'x'.repeat(20_000), 'é'.repeat(20_000), '\u{1f600}'.repeat(9000)]
const SURROGATES = ['\ud800', '\udfff', 'a\ud83d', '\ude00\ud83d', '\ud83d\ud83d\ude00', '\ud83dx']
const shown = (text) => JSON.stringify(text.slice(0, 24))

for (const method of METHODS) {
  for (const [label, make] of MISFITS) {
    same(`${method}(${label})`, (m, t) => m[method](make(t)))
  }
  same(`${method} without arguments`, (m) => m[method]())
  same(`${method} with more arguments`, (m) => m[method]('secret', { extra: true }, 3))
  same(`new ${method}`, (m) => new m[method]('secret'))
  sameAll(`${method} on the wire`, APPENDIX_B.flatMap((text) => [
    [`secret ${shown(text)}`, (m, t) => par(m, t, { auth: m[method](text) }), 'resolved'],
    [`client_id ${shown(text)}`, (m, t) => par(m, t, { auth: m[method]('secret'), client: client({ client_id: text }) }), 'resolved'],
    [`both ${shown(text)}`, (m, t) => par(m, t, { auth: m[method](text), client: client({ client_id: text }) }), 'resolved'],
  ]))
  sameAll(`${method} and unpaired surrogates`, SURROGATES.flatMap((text) => {
    const fails = method === 'ClientSecretBasic' ? 'URIError' : 'resolved'
    return [
      [`secret ${shown(text)}`, (m, t) => par(m, t, { auth: m[method](text) }), fails],
      [`client_id ${shown(text)}`, (m, t) => par(m, t, { auth: m[method]('secret'), client: client({ client_id: text }) }), fails],
      [`secret, called directly ${shown(text)}`, (m) => m[method](text)(server(), client(), new URLSearchParams(), new Headers()), method === 'ClientSecretBasic' ? 'URIError' : 'returned'],
    ]
  }))
  same(`${method} with everything there already`, (m, t) => par(m, t, { auth: m[method]('secret'), parameters: [['client_secret', 'old'], ['client_id', 'old'], ['client_secret', 'older'], ['z', '1']] }), 'resolved')
  same(`${method} used again and again`, async (m, t) => {
    const auth = m[method]('secret')
    return [await par(m, t, { auth }), await par(m, t, { auth, client: client({ client_id: 'second' }) }), await par(m, t, { auth })].length
  }, 'resolved')
  same(`${method} used at the same time`, async (m, t) => {
    const auth = m[method]('secret')
    return Promise.all(['a', 'b', 'c'].map((id) => par(m, t, { auth, client: client({ client_id: id }), fetch: async (url, { body, headers }) => [String(body), headers.authorization] })))
  }, 'resolved')
  same(`${method} made by the other package`, (m, t) => par(m, t, { auth: t.other[method]('secret') }), 'resolved')

  // Users wrap these functions or call them themselves.
  const directly = (m, t, { as = server(), c = client(), body = new URLSearchParams('a=1&client_id=x'), headers = new Headers({ b: '2' }), secret = 's:é' } = {}) =>
    m[method](secret)(t.mark('as', as), t.mark('client', c), t.mark('body', body), t.mark('headers', headers))
  same(`${method} called directly`, (m, t) => directly(m, t), 'returned')
  same(`${method} called with nothing`, (m) => m[method]('s')())
  same(`${method} returns what a caller sees`, (m) => { const auth = m[method]('s'); return [typeof auth, auth.length, Object.keys(auth)] }, 'returned')
  same(`${method} makes a new function every time`, (m) => m[method]('s') === m[method]('s'), 'returned')
  sameAll(`${method} called directly with misfits`, MISFITS.flatMap(([label, make]) => [
    [`as ${label}`, (m, t) => m[method]('s')(make(t), client(), t.mark('body', new URLSearchParams()), t.mark('headers', new Headers()))],
    [`client ${label}`, (m, t) => m[method]('s')(server(), make(t), t.mark('body', new URLSearchParams()), t.mark('headers', new Headers()))],
    [`client_id ${label}`, (m, t) => m[method]('s')(server(), { client_id: make(t) }, t.mark('body', new URLSearchParams()), t.mark('headers', new Headers()))],
    [`body ${label}`, (m, t) => m[method]('s')(server(), client(), make(t), t.mark('headers', new Headers()))],
    [`headers ${label}`, (m, t) => m[method]('s')(server(), client(), t.mark('body', new URLSearchParams()), make(t))],
  ]))
  same(`${method} with stand-ins for body and headers`, (m, t) => {
    const mock = (name) => ({ set(...args) { t.log(`${name}.set`, { args, self: this }) }, append(...args) { t.log(`${name}.append`, args) } })
    return m[method]('s-e')(server(), client(), t.mark('body', mock('body')), t.mark('headers', mock('headers')))
  }, 'returned')
  sameAll(`${method}: what body.set throws comes out`, THROWN.map(([label, make]) => [label, (m, t) => {
    const set = () => { throw make(t, m) }
    return m[method]('s')(server(), client(), { set }, { set })
  }]))
  sameAll(`${method}: what a client_id getter throws comes out`, THROWN.map(([label, make]) => [label, (m, t) => m[method]('s')(server(), bomb({}, 'client_id', make(t, m)), new URLSearchParams(), new Headers())]))
  same(`${method}: client proxy throws`, (m, t) => m[method]('s')(server(), throwing(t), new URLSearchParams(), new Headers()), 'RangeError')
  same(`${method}: reading order`, (m, t) => m[method]('s')(t.trace('as', server()), t.trace('client', client()), t.mark('body', new URLSearchParams()), t.mark('headers', new Headers())), 'returned')
  same(`${method} wrapped by the user`, (m, t) => {
    const inner = m[method]('secret')
    return par(m, t, { auth: async (...args) => { await null; await inner(...args); args[2].set('wrapped', 'yes'); args[3].set('x-wrapped', 'yes') } })
  }, 'resolved')
}

same('Basic, the vector of par.md §18', (m, t) => par(m, t, {
  auth: m.ClientSecretBasic('client %&+-_.!~*\'()'), client: client({ client_id: 'client %&+-_.!~*\'()' }),
  fetch: async (url, { headers }) => {
    const half = 'client+%25%26%2B%2D%5F%2E%21%7E%2A%27%28%29'
    if (headers.authorization !== `Basic ${btoa(`${half}:${half}`)}`) throw new Error('not the vector')
    return headers.authorization
  },
}), 'resolved')

const VECTORS = [['p:w/=?', 'p%3Aw%2F%3D%3F'], ['é€😀\n', '%C3%A9%E2%82%AC%F0%9F%98%80%0A']]
sameAll('Basic, the examples of par.md §7.2', VECTORS.map(([raw, encoded]) => [raw, (m) => {
  const headers = new Headers()
  m.ClientSecretBasic(raw)(server(), client({ client_id: 'c' }), new URLSearchParams(), headers)
  if (headers.get('authorization') !== `Basic ${btoa(`c:${encoded}`)}`) throw new Error('not the vector')
  return headers
}, 'returned']))

// Functions of the user's own.
const watched = (m, t, act, given = {}) => par(m, t, { ...given, auth: function (...args) {
  t.log('auth', { self: this, count: args.length, kinds: args.map((arg) => Object.prototype.toString.call(arg)), args })
  return act?.(...args)
} })
same('a custom function: what it gets', (m, t) => watched(m, t), 'resolved')
same('a custom function gets the caller\'s own as and client', (m, t) => {
  const as = server()
  const c = client()
  return par(m, t, { as, client: c, auth: (...args) => { t.log('same objects', [args[0] === as, args[1] === c]) } })
}, 'resolved')
sameAll('a custom function: what it returns is awaited and dropped', MISFITS.map(([label, make]) => [label, (m, t) => watched(m, t, () => make(t))]))
sameAll('a custom function: how it may finish', [
  ['a promise with a then of its own', (m, t) => watched(m, t, () => Object.assign(Promise.resolve(), { then() { t.log('then') } }))],
  ['async', (m, t) => watched(m, t, async (as, c, body) => { await null; body.set('late', '1') }), 'resolved'],
  ['slow', (m, t) => watched(m, t, (as, c, body) => new Promise((resolve) => setTimeout(() => { body.set('late', '1'); resolve() }, 10))), 'resolved'],
  ['thenable', (m, t) => watched(m, t, (as, c, body) => ({ then(resolve) { t.log('then'); body.set('late', '1'); resolve(5) } })), 'resolved'],
  ['thenable that rejects', (m, t) => watched(m, t, () => ({ then(_, reject) { reject('no') } }))],
  ['changes after the await are too late', (m, t) => watched(m, t, (as, c, body) => { setTimeout(() => body.set('late', '1'), 5) }), 'resolved'],
])
sameAll('a custom function throws', THROWN.map(([label, make]) => [label, (m, t) => watched(m, t, () => { throw make(t, m) })]))
sameAll('a custom function rejects', THROWN.map(([label, make]) => [label, (m, t) => watched(m, t, () => Promise.reject(make(t, m)))]))
sameAll('a custom function changes the body', [
  ['removes client_id', (m, t) => watched(m, t, (as, c, body) => body.delete('client_id')), 'resolved'],
  ['replaces client_id', (m, t) => watched(m, t, (as, c, body) => body.set('client_id', 'other')), 'resolved'],
  ['appends', (m, t) => watched(m, t, (as, c, body) => body.append('client_id', 'other')), 'resolved'],
  ['sorts', (m, t) => watched(m, t, (as, c, body) => body.sort(), { parameters: { z: '1', b: '2' } }), 'resolved'],
  ['empties', (m, t) => watched(m, t, (as, c, body) => [...body.keys()].forEach((key) => body.delete(key))), 'resolved'],
  ['changes as and client', (m, t) => watched(m, t, (as, c) => { as.issuer = 'changed'; as.pushed_authorization_request_endpoint = 'https://changed.example'; c.client_id = 'changed' }), 'resolved'],
])
sameAll('what is called as a function', [
  ['bound', (m, t) => par(m, t, { auth: function () { t.log('this', this) }.bind({ bound: true }) }), 'resolved'],
  ['proxy', (m, t) => par(m, t, { auth: new Proxy(() => {}, { apply(f, self, args) { t.log('apply', { self, count: args.length }) } }) }), 'resolved'],
  ['class', (m, t) => par(m, t, { auth: class {} }), 'TypeError'],
  ['async generator', (m, t) => par(m, t, { auth: async function* () { t.log('never') } }), 'resolved'],
  ['object with apply', (m, t) => par(m, t, { auth: { apply() {}, call() {} } }), 'TypeError'],
  ['ClientSecretPost itself', (m, t) => par(m, t, { auth: m.ClientSecretPost }), 'ERR_INVALID_ARG_TYPE'],
  ['None itself', (m, t) => par(m, t, { auth: m.None }), 'resolved'],
])
