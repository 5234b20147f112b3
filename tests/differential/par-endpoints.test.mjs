// Endpoint resolution, mTLS aliases and the https rule (par.md §3), through the request and through the internals
// resolveEndpoint and checkProtocol.
import { same, sameAll } from './harness.mjs'
import { bomb, client, MISFITS, par, PRIMITIVE_MISFITS, server, throwing } from './inputs.mjs'

const NAME = 'pushed_authorization_request_endpoint'
const at = (endpoint, more) => server({ [NAME]: endpoint, ...more })

for (const [label, make] of MISFITS) {
  same(`endpoint is ${label}`, (m, t) => par(m, t, { as: at(make(t)) }))
  same(`endpoint is ${label}, flag on`, (m, t) => par(m, t, { as: at(make(t)), client: client({ use_mtls_endpoint_aliases: true }) }))
  same(`alias is ${label}`, (m, t) => par(m, t, { as: server({ mtls_endpoint_aliases: { [NAME]: make(t) } }), client: client({ use_mtls_endpoint_aliases: true }) }))
  same(`mtls_endpoint_aliases is ${label}`, (m, t) => par(m, t, { as: server({ mtls_endpoint_aliases: make(t) }), client: client({ use_mtls_endpoint_aliases: true }) }))
}

// The URL that reaches fetch is the parser's href: normalised, query and fragment kept.
const URLS = [
  ['https://as.example:443/par?x=1#f', 'resolved'],
  ['  https://AS.Example/a/./b/../c  ', 'resolved'],
  ['https://as.example/p%41/%c3%a9/é?q=é#é', 'resolved'],
  ['https://user:pass@as.example/par', 'resolved'],
  ['https://as.example:8443/par', 'resolved'],
  ['https:as.example/par', 'resolved'],
  ['https:\\\\as.example\\par', 'resolved'],
  ['HTTPS://as.example', 'resolved'],
  ['https://bücher.example/', 'resolved'],
  ['https://xn--bcher-kva.example/', 'resolved'],
  ['https://[::1]:9000/par', 'resolved'],
  ['https://127.1/par', 'resolved'],
  ['https://0x7f.1/par', 'resolved'],
  ['https://as.example/par?', 'resolved'],
  ['https://as.example/par#', 'resolved'],
  ['https://as.example/a\tb\nc', 'resolved'],
  ['https://as.example/\ud800', 'resolved'],
  ['https://as.example/' + 'p/'.repeat(3000), 'resolved'],
  ['https://as.example/par;v=1/..;/x', 'resolved'],
  ['/par', 'OAUTH_INVALID_SERVER_METADATA'],
  ['par', 'OAUTH_INVALID_SERVER_METADATA'],
  ['//as.example/par', 'OAUTH_INVALID_SERVER_METADATA'],
  ['?x', 'OAUTH_INVALID_SERVER_METADATA'],
  [' ', 'OAUTH_INVALID_SERVER_METADATA'],
  ['https://', 'OAUTH_INVALID_SERVER_METADATA'],
  ['https://as.example:99999/', 'OAUTH_INVALID_SERVER_METADATA'],
  ['https://a b/', 'OAUTH_INVALID_SERVER_METADATA'],
  ['https://[::1/', 'OAUTH_INVALID_SERVER_METADATA'],
  ['https://%/', 'OAUTH_INVALID_SERVER_METADATA'],
  ['http://as.example/par', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['http://localhost/par', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['http://127.0.0.1:80/par', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['ftp://as.example/par', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['data:text/plain,x', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['javascript:alert(1)', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['file:///etc/passwd', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['as.example:443/par', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['blob:https://as.example/x', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['wss://as.example/par', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
]
for (const [url, expected] of URLS) {
  const shown = JSON.stringify(url.slice(0, 50))
  same(`endpoint ${shown}`, (m, t) => par(m, t, { as: at(url) }), expected)
  same(`endpoint ${shown}, insecure allowed`, (m, t) => par(m, t, { as: at(url), options: { [m.allowInsecureRequests]: true } }))
  same(`alias ${shown}`, (m, t) => par(m, t, { as: server({ mtls_endpoint_aliases: { [NAME]: url } }), client: client({ use_mtls_endpoint_aliases: true }) }), expected)
}

// Only the boolean true lifts the https rule.
for (const [label, make] of MISFITS) {
  sameAll(`allowInsecureRequests is ${label}`, ['http://as.example/par', 'https://as.example/par', 'ftp://as.example/par'].map((url) =>
    [url, (m, t) => par(m, t, { as: at(url), options: { [m.allowInsecureRequests]: make(t) } })]))
}
sameAll('allowInsecureRequests, as par.md says', [
  ['true, http', (m, t) => par(m, t, { as: at('http://localhost/par'), options: { [m.allowInsecureRequests]: true } }), 'resolved'],
  ['1, http', (m, t) => par(m, t, { as: at('http://localhost/par'), options: { [m.allowInsecureRequests]: 1 } }), 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
  ['true, ftp', (m, t) => par(m, t, { as: at('ftp://localhost/par'), options: { [m.allowInsecureRequests]: true } }), 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN'],
  ['a string key', (m, t) => par(m, t, { as: at('http://localhost/par'), options: { allowInsecureRequests: true } }), 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
])

// The cause names the attribute; the mTLS prefix follows the client's flag alone.
const FLAGS = PRIMITIVE_MISFITS.filter(([label]) => /^(undefined|null|empty string|0|1|true|function|empty object)$/.test(label))
const ALIASES = [
  ['absent', () => undefined], ['null', () => null], ['empty', () => ({})],
  ['good', () => ({ [NAME]: 'https://mtls.example/par' })],
  ['undefined inside', () => ({ [NAME]: undefined })],
  ['null inside', () => ({ [NAME]: null })],
  ['relative inside', () => ({ [NAME]: '/par' })],
  ['http inside', () => ({ [NAME]: 'http://mtls.example/par' })],
  ['inherited', () => Object.create({ [NAME]: 'https://mtls.example/inherited' })],
  ['of another endpoint', () => ({ token_endpoint: 'https://mtls.example/token' })],
  ['an array', () => []],
  ['a function with a member', () => Object.assign(() => {}, { [NAME]: 'https://mtls.example/function' })],
  ['true', () => true], ['1', () => 1], ['string', () => 'text'], ['bigint', () => 1n], ['symbol', () => Symbol('a')],
]
for (const [aliases, make] of ALIASES) {
  for (const main of ['https://as.example/par', undefined, null, 'http://as.example/par', '/par']) {
    sameAll(`aliases ${aliases}, endpoint ${main}`, FLAGS.map(([flag, value]) => [`flag ${flag}`, (m, t) =>
      par(m, t, { as: at(main, { mtls_endpoint_aliases: make() }), client: client({ use_mtls_endpoint_aliases: value(t) }) })]))
  }
}
same('flag on, no aliases, no endpoint', (m, t) => par(m, t, { as: at(undefined), client: client({ use_mtls_endpoint_aliases: true }) }), 'OAUTH_MISSING_SERVER_METADATA')
same('flag on, aliases a true primitive', (m, t) => par(m, t, { as: server({ mtls_endpoint_aliases: true }), client: client({ use_mtls_endpoint_aliases: true }) }), 'TypeError')
same('aliases proxy throws', (m, t) => par(m, t, { as: server({ mtls_endpoint_aliases: throwing(t) }), client: client({ use_mtls_endpoint_aliases: true }) }), 'RangeError')

// The internals, as openid-client calls them.
for (const [label, make] of MISFITS) {
  sameAll(`checkProtocol with ${label}`, [
    ['as url, enforced', (m, t) => m.checkProtocol(make(t), true)],
    ['as url, not enforced', (m, t) => m.checkProtocol(make(t), false)],
    ['as the flag', (m, t) => m.checkProtocol(new URL('http://as.example'), make(t))],
  ])
}
sameAll('checkProtocol by scheme', ['https:', 'http:', 'ftp:', 'ws:', 'file:', 'mailto:'].flatMap((scheme) => [true, false, undefined].map((enforced) =>
  [`${scheme} ${enforced}`, (m, t) => m.checkProtocol(t.mark('url', new URL(`${scheme}//as.example/`)), enforced)])))
sameAll('checkProtocol of something like a URL', [
  ...['https', 'https::', 'https://', 'https:x', 'https:x:', 'HTTPS:', ' https:', 'http', '', ':'].flatMap((protocol) => [true, false].flatMap((enforced) => ['https://x/', 'a:https://x/'].map((href) =>
    [`${protocol} ${enforced} ${href}`, (m, t) => m.checkProtocol(t.mark('url', { protocol, href }), enforced)]))),
  ['plain https', (m, t) => m.checkProtocol(t.mark('url', { protocol: 'https:' }), true)],
  ['plain http', (m, t) => m.checkProtocol(t.mark('url', { protocol: 'http:' }), true)],
  ['plain ftp', (m, t) => m.checkProtocol(t.mark('url', { protocol: 'ftp:' }), false)],
  ['getter throws', (m, t) => m.checkProtocol(bomb({}, 'protocol', t.mark('thrown error', new Error('no'))), true)],
  ['proxy throws', (m, t) => m.checkProtocol(throwing(t), true)],
  ['nothing', (m) => m.checkProtocol()],
])
for (const [label, make] of MISFITS) {
  sameAll(`resolveEndpoint with ${label}`, [
    ['as `as`', (m, t) => m.resolveEndpoint(make(t), 'token_endpoint', false, true)],
    ['as `as`, mTLS', (m, t) => m.resolveEndpoint(make(t), 'token_endpoint', true, true)],
    ['as the mTLS flag', (m, t) => m.resolveEndpoint({ token_endpoint: 'https://as.example', mtls_endpoint_aliases: { token_endpoint: 'https://mtls.example' } }, 'token_endpoint', make(t), true)],
    ['as the https flag', (m, t) => m.resolveEndpoint({ token_endpoint: 'http://as.example' }, 'token_endpoint', false, make(t))],
  ])
}
for (const endpoint of ['authorization_endpoint', 'token_endpoint', NAME, 'made_up', '', '__proto__', 'constructor']) {
  sameAll(`resolveEndpoint of ${endpoint}`, [undefined, null, 'https://as.example:443/x?y#z', 'http://as.example', 'ftp://as.example', '/x', 7].flatMap((value) =>
    [true, false].flatMap((mtls) => [true, false].map((https) => [`${value} mtls ${mtls} https ${https}`, (m, t) =>
      m.resolveEndpoint(t.mark('as', Object.defineProperty({}, endpoint, { value, enumerable: true })), endpoint, mtls, https)]))))
}
same('resolveEndpoint gives a URL of its own', (m) => {
  const as = { token_endpoint: 'https://as.example' }
  return [m.resolveEndpoint(as, 'token_endpoint', false, true) instanceof URL, m.resolveEndpoint(as, 'token_endpoint', false, true) === m.resolveEndpoint(as, 'token_endpoint', false, true)]
}, 'returned')
