// Discovery: the request (algorithms, URL table, options) and the processing of its response (par.md §13).
import { same, sameAll } from './harness.mjs'
import { bomb, foreignClass, MISFITS, throwing, THROWN } from './inputs.mjs'
import { reply, streamed } from './responses.mjs'

const OIDC = '/.well-known/openid-configuration'
const OAUTH = '/.well-known/oauth-authorization-server'
const ask = (m, t, url, options) => m.discoveryRequest(typeof url === 'string' ? t.mark('identifier', new URL(url)) : url, { [m.customFetch]: t.fetch(), ...options })
const asked = (url, algorithm, expected) => [`${url} ${algorithm}`, async (m, t) => {
  const found = await m.discoveryRequest(t.mark('identifier', new URL(url)), { algorithm, [m.customFetch]: async (target) => target })
  if (found !== expected) throw new Error(`${url} is asked at ${found}`)
  return found
}, 'resolved']

// The table of par.md §13.1.
const TABLE = [
  ['https://a', OIDC, OAUTH],
  ['https://a/', OIDC, OAUTH],
  ['https://a/p', `/p${OIDC}`, `${OAUTH}/p`],
  ['https://a/p/', `/p${OIDC}`, `${OAUTH}/p`],
  ['https://a/p//', `/p/${OIDC}`, `${OAUTH}/p/`],
  ['https://a//p', `/p${OIDC}`, `${OAUTH}//p`],
  ['https://a/p//q', `/p/q${OIDC}`, `${OAUTH}/p//q`],
]
sameAll('the URL table', TABLE.flatMap(([url, oidc, oauth2]) => [
  asked(url, undefined, `https://a${oidc}`), asked(url, 'oidc', `https://a${oidc}`), asked(url, 'oauth2', `https://a${oauth2}`),
]))
const IDENTIFIERS = [
  'https://a?x=1#f', 'https://a/p?x=1#f', 'https://a/p/?x=//y', 'https://a//', 'https://a///', 'https://a///p', 'https://a//p//q', 'https://a//p/', 'https://a/p///', 'https://a:443/p', 'https://a:8443/p', 'https://u:p@a/p', 'https://A.Example/%41/é',
  'https://a/.well-known/openid-configuration', 'https://a/.well-known/oauth-authorization-server/p', 'https://a/./p/../q', 'https://a/%2F%2f', 'https://a/p%2F', 'https://a/;x', 'https://[::1]/p', 'https://bücher.example/ü', 'https://a/{tenantid}/v2.0', 'https://a/$&', 'https://a/$1/$`', 'https://a/?', 'https://a/#', `https://a/${'p/'.repeat(2000)}`,
]
sameAll('more identifiers', IDENTIFIERS.flatMap((url) => [undefined, 'oidc', 'oauth2'].map((algorithm) => [`${url.slice(0, 60)} ${algorithm}`, (m, t) => ask(m, t, url, { algorithm }), 'resolved'])))
sameAll('schemes', ['http://a/p', 'http://localhost', 'ftp://a/p', 'ws://a', 'file:///a', 'data:x', 'mailto:a@b', 'urn:x:y', 'custom://a/p', 'custom:p'].flatMap((url) => ['oidc', 'oauth2'].flatMap((algorithm) => [undefined, false, 1, true].map((insecure) =>
  [`${url} ${algorithm} ${insecure}`, (m, t) => ask(m, t, url, { algorithm, [m.allowInsecureRequests]: insecure })]))))
sameAll('schemes, as par.md says', [
  ['http', (m, t) => ask(m, t, 'http://localhost'), 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['http allowed', (m, t) => ask(m, t, 'http://localhost', { [m.allowInsecureRequests]: true }), 'resolved'],
  ['ftp allowed', (m, t) => ask(m, t, 'ftp://localhost', { [m.allowInsecureRequests]: true }), 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN'],
])
same('the cause of a refusal', async (m, t) => {
  const url = t.mark('identifier', new URL('http://a'))
  return ask(m, t, url).catch((error) => [error.code, error.cause === url, error.cause instanceof URL])
}, 'resolved')

for (const [label, make] of MISFITS) {
  sameAll(`request with ${label}`, [
    ['as identifier', (m, t) => ask(m, t, t.mark('identifier', make(t), { after: false }))],
    ['as options', (m, t) => m.discoveryRequest(new URL('https://a'), make(t))],
    ['as algorithm', (m, t) => ask(m, t, 'https://a', { algorithm: make(t) })],
    ['as headers', (m, t) => ask(m, t, 'https://a', { headers: make(t) })],
    ['as signal', (m, t) => ask(m, t, 'https://a', { signal: make(t) })],
  ])
}
sameAll('algorithms', ['oidc', 'oauth2', undefined, null, '', 'OIDC', 'oidc ', 'rfc8414', 'constructor', '__proto__', 0, new String('oidc')].map((algorithm) =>
  [String(algorithm), (m, t) => ask(m, t, 'https://a', { algorithm }), ['oidc', 'oauth2', undefined].includes(algorithm) ? 'resolved' : 'ERR_INVALID_ARG_VALUE']))
sameAll('identifiers that are nearly URLs', [
  ['string', (m, t) => m.discoveryRequest('https://a'), 'ERR_INVALID_ARG_TYPE'],
  ['look-alike', (m) => m.discoveryRequest(Object.assign(new (foreignClass('URL'))(), { href: 'https://a', protocol: 'https:', pathname: '/' })), 'ERR_INVALID_ARG_TYPE'],
  ['made from URL.prototype', (m) => m.discoveryRequest(Object.create(URL.prototype))],
  ['subclass', (m, t) => ask(m, t, t.mark('identifier', new (class Mine extends URL {})('https://a/p'))), 'resolved'],
  ['proxy', (m, t) => m.discoveryRequest(new Proxy(new URL('https://a/p'), {}))],
  ['frozen', (m, t) => ask(m, t, t.mark('identifier', Object.freeze(new URL('https://a/p')))), 'resolved'],
  ['throwing proxy', (m, t) => m.discoveryRequest(throwing(t, new URL('https://a')))],
  ['own protocol member', (m, t) => ask(m, t, t.mark('identifier', Object.defineProperty(new URL('https://a/p'), 'protocol', { value: 'ftp:' })))],
  ['own href member', (m, t) => ask(m, t, t.mark('identifier', Object.defineProperty(new URL('https://a/p'), 'href', { value: 'https://other/x' })))],
  ['URL was replaced', (m, t) => { const url = new URL('https://a'); t.patch(globalThis, 'URL', class extends URL {}); return ask(m, t, t.mark('identifier', url)) }, 'ERR_INVALID_ARG_TYPE'],
  ['none', (m) => m.discoveryRequest(), 'ERR_INVALID_ARG_TYPE'],
  ['alone', (m) => m.discoveryRequest(new URL('https://a')), 'resolved'],
  ['options null', (m) => m.discoveryRequest(new URL('https://a'), null), 'resolved'],
  ['the _nodiscoverycheck symbol', (m) => m.discoveryRequest(m._nodiscoverycheck), 'ERR_INVALID_ARG_TYPE'],
])
same('the request in full', (m, t) => ask(m, t, 'https://a/p?x#y', { headers: { b: '1', Accept: 'text/html', 'content-type': 'x' }, signal: t.mark('signal', new AbortController().signal) }), 'resolved')
same('authorization is refused', (m, t) => ask(m, t, 'https://a', { headers: { Authorization: 'x' } }), 'ERR_INVALID_ARG_VALUE')
same('a signal function is asked with', (m, t) => ask(m, t, 'https://a/p', { signal: (...args) => { t.log('signal', args); return new AbortController().signal } }), 'resolved')
for (const option of ['algorithm', 'headers', 'signal', 'customFetch', 'allowInsecureRequests']) {
  sameAll(`options.${option} throws`, THROWN.map(([label, make]) => [label, (m, t) => m.discoveryRequest(new URL('https://a'), bomb({ [m.customFetch]: t.fetch() }, m[option] ?? option, make(t, m)))]))
}
const FAULTS = [
  ['identifier', 'x', {}], ['scheme', new URL('ftp://x'), {}], ['algorithm', undefined, { algorithm: null }], ['headers', undefined, { headers: { 'a b': '' } }],
  ['authorization', undefined, { headers: { authorization: '' } }], ['signal', undefined, { signal: null }],
]
for (const [i, [first, url, options]] of FAULTS.entries()) {
  sameAll(`${first} fails before`, FAULTS.slice(i + 1).map(([second, otherUrl, otherOptions]) => [second, (m, t) => ask(m, t, url ?? otherUrl ?? new URL('https://a'), { ...otherOptions, ...options })]).concat([['nothing else', (m, t) => ask(m, t, url ?? 'https://a', options)]]))
}
const traced = (m, t, url, options) => m.discoveryRequest(new URL(url), t.trace('options', { [m.customFetch]: t.fetch(), ...options }))
sameAll('access order', [
  ['sound', (m, t) => traced(m, t, 'https://a')], ['oauth2', (m, t) => traced(m, t, 'https://a', { algorithm: 'oauth2', headers: { a: 'b' } })], ['bad scheme', (m, t) => traced(m, t, 'http://a')],
  ['bad algorithm', (m, t) => traced(m, t, 'https://a', { algorithm: 'x' })], ['bad headers', (m, t) => traced(m, t, 'https://a', { headers: 5 })], ['bad signal', (m, t) => traced(m, t, 'https://a', { signal: 5 })],
])

// Processing.
const process = (m, t, response, expected = 'https://as.example') => m.processDiscoveryResponse(typeof expected === 'string' ? t.mark('expected', new URL(expected)) : expected, response)
const issued = (issuer, more = {}) => JSON.stringify({ issuer, ...more })
const body = (text, init) => (m, t) => process(m, t, reply(t, text, { status: 200, ...init }))

for (const [label, make] of MISFITS) {
  sameAll(`processing with ${label}`, [
    ['as expected issuer', (m, t) => m.processDiscoveryResponse(t.mark('expected', make(t), { after: false }), reply(t, issued('https://misfit.example'), { status: 200 }))],
    ['as response', (m, t) => process(m, t, make(t))],
    ['as both', (m, t) => m.processDiscoveryResponse(make(t), make(t))],
  ])
}
for (const status of [200, 201, 204, 206, 301, 302, 304, 400, 401, 404, 499, 500, 503]) {
  sameAll(`processing a ${status}`, ['application/json', 'text/html', null].flatMap((type) => [issued('https://as.example'), '{"error":"x"}', 'x'].map((text) => [`${type} ${text}`, body([204, 304].includes(status) ? null : text, { status, type }), status === 200 ? undefined : 'OAUTH_RESPONSE_IS_NOT_CONFORM'])))
}
const COMPARED = [
  ['https://a', 'https://a/', true], ['https://a/', 'https://a', true], ['https://a', 'HTTPS://A:443', true], ['https://a/p', 'https://a/p/', false], ['https://a/p', 'https://a/p', true], ['https://a/p/', 'https://a/p', false],
  ['https://a', 'https://b', false], ['https://a', 'https://a/?x', false], ['https://a', 'https://a?', false], ['https://a', 'https://a#', false], ['https://a/?x', 'https://a/?x', true], ['https://a/%41', 'https://a/A', false], ['https://a/é', 'https://a/%C3%A9', true],
  ['https://a/b', 'https://a/./b', true], ['https://a', ' https://a ', true], ['https://a', 'https:a', true], ['https://a', 'https:\\\\a', true], ['https://bücher.example', 'https://xn--bcher-kva.example', true], ['https://a', 'https://u@a', false], ['https://a', 'http://a', false], ['https://127.0.0.1', 'https://127.1', true],
]
sameAll('issuers compared', COMPARED.map(([expected, issuer, equal]) => [`${expected} ${issuer}`, (m, t) => process(m, t, reply(t, issued(issuer), { status: 200 }), expected), equal ? 'resolved' : 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED']))
sameAll('issuers that are no URL', ['x', '/p', 'a b', 'https://', 'https://a:99999', 'https://a b', '?'].map((issuer) => [issuer, body(issued(issuer)), 'ERR_INVALID_URL']))
sameAll('issuers of other schemes', ['urn:x', 'ftp://as.example', 'data:x', 'mailto:x'].map((issuer) => [issuer, body(issued(issuer)), 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED']))
sameAll('issuers that are no text', ['""', '0', 'null', 'true', '{}', '[]', '["https://as.example"]', undefined].map((json) => [String(json), body(json === undefined ? '{}' : `{"issuer":${json}}`), 'OAUTH_INVALID_RESPONSE']))
sameAll('documents', [
  ['all kept', body(issued('https://as.example', { z: 1, a: [2], '1': 'x', pushed_authorization_request_endpoint: 5, mtls_endpoint_aliases: null })), 'resolved'],
  ['__proto__', body('{"__proto__":{"issuer":"https://evil"},"issuer":"https://as.example"}'), 'resolved'],
  ['only __proto__', body('{"__proto__":{"issuer":"https://as.example"}}'), 'OAUTH_INVALID_RESPONSE'],
  ['duplicate', body('{"issuer":"https://evil","issuer":"https://as.example"}'), 'resolved'],
  ['BOM', body(`\ufeff${issued('https://as.example')}`), 'resolved'],
  ['then', body(issued('https://as.example', { then: 1 })), 'resolved'],
  ['array', body('[]'), 'OAUTH_INVALID_RESPONSE'], ['null', body('null'), 'OAUTH_INVALID_RESPONSE'], ['string', body('"x"'), 'OAUTH_INVALID_RESPONSE'],
  ['truncated', body('{'), 'OAUTH_PARSE_ERROR'], ['truncated html', body('{', { type: 'text/html' }), 'OAUTH_RESPONSE_IS_NOT_JSON'], ['html type, good JSON', body(issued('https://as.example'), { type: 'text/html' }), 'resolved'],
  ['1 MiB', body(issued('https://as.example', { pad: 'é'.repeat(1 << 19) })), 'resolved'],
  ['used', async (m, t) => { const r = reply(t, issued('https://as.example'), { status: 200 }); await r.text(); return process(m, t, r) }, 'ERR_INVALID_ARG_VALUE'],
  ['used, wrong status', async (m, t) => { const r = reply(t, 'x', { status: 500 }); await r.text(); return process(m, t, r) }, 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  ['failing stream', (m, t) => process(m, t, streamed(t, ['{', t.mark('stream error', new Error('broken'))], { status: 200 })), 'OAUTH_PARSE_ERROR'],
])
sameAll('_nodiscoverycheck', ['https://any.example', 'x', '', '{tenantid}'].map((issuer) => [issuer, (m, t) => process(m, t, reply(t, issued(issuer), { status: 200 }), m._nodiscoverycheck)])
  .concat([['of the other package', (m, t) => process(m, t, reply(t, '{"issuer":"x"}', { status: 200 }), t.other._nodiscoverycheck), 'ERR_INVALID_ARG_TYPE'],
    ['missing issuer', (m, t) => process(m, t, reply(t, '{}', { status: 200 }), m._nodiscoverycheck)], ['_expectedIssuer instead', (m, t) => process(m, t, reply(t, '{"issuer":"x"}', { status: 200 }), m._expectedIssuer), 'ERR_INVALID_ARG_TYPE']]))
same('the expected URL is read when the body is there', async (m, t) => {
  const expected = new URL('https://as.example')
  const promise = m.processDiscoveryResponse(expected, reply(t, issued('https://changed.example'), { status: 200 }))
  expected.hostname = 'changed.example'
  return promise
})
same('a whole round', async (m, t) => {
  const issuer = new URL('https://as.example/tenant')
  const response = await m.discoveryRequest(issuer, { algorithm: 'oauth2', [m.customFetch]: t.fetch(() => new Response(issued(issuer.href, { pushed_authorization_request_endpoint: 'https://as.example/par' }))) })
  const as = await m.processDiscoveryResponse(issuer, response)
  const par = await m.pushedAuthorizationRequest(as, { client_id: 'c' }, m.ClientSecretPost('s'), { response_type: 'code' }, { [m.customFetch]: t.fetch() })
  return m.processPushedAuthorizationResponse(as, { client_id: 'c' }, par)
}, 'resolved')
