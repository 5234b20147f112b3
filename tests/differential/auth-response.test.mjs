// validateAuthResponse (api.md §2.1): the redirect back from the authorization server.
import { same, sameAll } from './harness.mjs'
import { bomb, client, foreignClass, ISSUER, MISFITS, otherRealm, PRIMITIVE_MISFITS, server, throwing, THROWN } from './inputs.mjs'

const validate = (m, t, parameters, expected, { as = server(), c = client() } = {}) =>
  m.validateAuthResponse(t.mark('as', as), t.mark('client', c), t.mark('parameters', typeof parameters === 'string' ? new URLSearchParams(parameters) : parameters, { after: !/Proxy|function/.test(Object.prototype.toString.call(parameters)) }), expected)
/** States by name: symbols are the module's own. */
const STATES = [['undefined', () => undefined], ['expectNoState', (m) => m.expectNoState], ['skipStateCheck', (m) => m.skipStateCheck], ['s', () => 's'], ['other', () => 'other'], ['empty', () => ''], ['null', () => null], ['a symbol', () => Symbol('x')], ['the other package\'s skipStateCheck', (m, t) => t.other.skipStateCheck], ['the other package\'s expectNoState', (m, t) => t.other.expectNoState], ['expectNoNonce', (m) => m.expectNoNonce], ['String object', () => new String('s')]]
const ADVERTISED = [['not advertised', {}], ['advertised', { authorization_response_iss_parameter_supported: true }]]

for (const position of ['as', 'client', 'parameters', 'expectedState']) {
  sameAll(`misfits: ${position}`, MISFITS.map(([label, make]) => [label, (m, t) => m.validateAuthResponse(...[server(), client(), new URLSearchParams('code=c'), undefined].map((sound, i) => (['as', 'client', 'parameters', 'expectedState'][i] === position ? make(t) : sound)))]))
}
sameAll('misfits: members', MISFITS.flatMap(([label, make]) => [
  [`issuer ${label}`, (m, t) => validate(m, t, 'code=c', undefined, { as: server({ issuer: make(t) }) })], [`client_id ${label}`, (m, t) => validate(m, t, 'code=c', undefined, { c: client({ client_id: make(t) }) })],
  [`iss flag ${label}`, (m, t) => validate(m, t, 'code=c', undefined, { as: server({ authorization_response_iss_parameter_supported: make(t) }) })],
]))
sameAll('how it is called', [
  ['nothing', (m) => m.validateAuthResponse(), 'ERR_INVALID_ARG_TYPE'], ['as', (m) => m.validateAuthResponse(server()), 'ERR_INVALID_ARG_TYPE'], ['as, client', (m) => m.validateAuthResponse(server(), client()), 'ERR_INVALID_ARG_TYPE'], ['three', (m) => m.validateAuthResponse(server(), client(), new URLSearchParams('code=c')), 'returned'],
  ['five', (m) => m.validateAuthResponse(server(), client(), new URLSearchParams('code=c'), undefined, 'more'), 'returned'], ['called on something', (m) => m.validateAuthResponse.call(5, server(), client(), new URLSearchParams('code=c')), 'returned'],
])
sameAll('getters throw', THROWN.flatMap(([label, make]) => [
  [`issuer, ${label}`, (m, t) => validate(m, t, 'code=c', undefined, { as: bomb({}, 'issuer', make(t, m)) })], [`client_id, ${label}`, (m, t) => validate(m, t, 'code=c', undefined, { c: bomb({}, 'client_id', make(t, m)) })],
  [`iss flag, ${label}`, (m, t) => validate(m, t, 'code=c', undefined, { as: bomb(server(), 'authorization_response_iss_parameter_supported', make(t, m)) })],
]))
sameAll('reading order', [['code=c&state=s', 's'], ['code=c&iss=https://as.example', undefined], ['error=e', undefined], ['iss=x', undefined], ['response=x', undefined]].flatMap(([query, state]) => ADVERTISED.map(([label, more]) =>
  [`${query} ${label}`, (m, t) => m.validateAuthResponse(t.trace('as', server(more)), t.trace('client', client()), new URLSearchParams(query), state)])))

// What passes for parameters.
const QUERY = 'code=c&state=s&z=1&a=%20+%C3%A9&a=2'
sameAll('forms of the parameters', [
  ['URLSearchParams', () => new URLSearchParams(QUERY), 'returned'], ['a record of pairs', () => new URLSearchParams([['code', 'c'], ['state', 's']]), 'returned'], ['a subclass', () => new (class Mine extends URLSearchParams {})(QUERY), 'returned'],
  ['URL', () => new URL(`https://client.example/cb?${QUERY}#f`), 'returned'], ['a URL subclass', () => new (class Mine extends URL {})(`https://client.example/?${QUERY}`), 'returned'], ['a custom scheme', () => new URL(`app.example:/cb?${QUERY}`), 'returned'],
  ['URL with the answer in the fragment', () => new URL(`https://client.example/cb#${QUERY}`)], ['URL without a query', () => new URL('https://client.example/cb')], ['a URL with the error in its query', () => new URL('https://client.example/cb?error=e&state=s'), 'OAUTH_AUTHORIZATION_RESPONSE_ERROR'],
  ['a text', () => QUERY, undefined], ['a record', () => ({ code: 'c', state: 's' }), 'ERR_INVALID_ARG_TYPE'], ['pairs', () => [['code', 'c']], 'ERR_INVALID_ARG_TYPE'], ['Map', () => new Map([['code', 'c']]), 'ERR_INVALID_ARG_TYPE'], ['FormData', () => new FormData(), 'ERR_INVALID_ARG_TYPE'], ['Request', () => new Request('https://client.example'), 'ERR_INVALID_ARG_TYPE'], ['Response', () => new Response(''), 'ERR_INVALID_ARG_TYPE'],
  ['another realm', () => otherRealm('new Map()'), 'ERR_INVALID_ARG_TYPE'], ['a foreign URLSearchParams', () => new (foreignClass('URLSearchParams'))(), 'ERR_INVALID_ARG_TYPE'], ['a foreign URL', () => new (foreignClass('URL', 'get searchParams() { return 5 }'))(), 'ERR_INVALID_ARG_TYPE'], ['location', () => ({ href: `https://client.example/?${QUERY}`, search: `?${QUERY}` }), 'ERR_INVALID_ARG_TYPE'],
].flatMap(([label, make, ends]) => [[label, (m, t) => { const given = make(); return m.validateAuthResponse(server(), client(), t.mark('parameters', given), 's') }, label === 'a text' ? 'ERR_INVALID_ARG_TYPE' : ends]]))
sameAll('a subclass whose methods throw', ['get', 'getAll', 'has', 'entries', 'keys', Symbol.iterator].flatMap((name) => [QUERY, 'error=e&state=s', 'state=x', 'state=s&state=s'].map((query) =>
  [`${String(name)} ${query}`, (m, t) => { const given = Object.defineProperty(new URLSearchParams(query), name, { value() { throw t.mark('thrown error', new Error('of the caller')) } }); return m.validateAuthResponse(server(), client(), given, 's') }])))
sameAll('a host that has been changed', [
  ['other URLSearchParams', (m, t) => { const given = new URLSearchParams(QUERY); t.patch(globalThis, 'URLSearchParams', class Other {}); return m.validateAuthResponse(server(), client(), given, 's') }],
  ['other URL', (m, t) => { const given = new URL(`https://x.example/?${QUERY}`); t.patch(globalThis, 'URL', class Other {}); return m.validateAuthResponse(server(), client(), given, 's') }, 'ERR_INVALID_ARG_TYPE'],
  ['made from the prototype', (m) => m.validateAuthResponse(server(), client(), Object.create(URLSearchParams.prototype), 's')], ['a proxy', (m) => m.validateAuthResponse(server(), client(), new Proxy(new URLSearchParams(QUERY), {}), 's')],
  ['a throwing proxy', (m, t) => m.validateAuthResponse(server(), client(), throwing(t), 's'), 'RangeError'], ['URL with its own searchParams', (m) => m.validateAuthResponse(server(), client(), Object.defineProperty(new URL('https://x.example'), 'searchParams', { value: new URLSearchParams(QUERY) }), 's')],
  ['own get', (m, t) => m.validateAuthResponse(server(), client(), Object.assign(new URLSearchParams(QUERY), { getAll(name) { t.log('getAll', name); return ['s'] }, get(name) { t.log('get', name); return 's' } }), 's')],
])

// The whole table of states, with and without a state, error or iss in the answer.
const ANSWERS = ['', 'code=c', 'code=', 'code=c&state=s', 'code=c&state=', 'code=c&state=other', 'code=c&state=S', 'state=s', 'code=c&state=s&state=s', 'code=c&state=s&state=other', 'error=e', 'error=e&state=s', 'error=e&state=other', 'error=', 'error=&state=s&code=c', 'error=e&error_description=d&error_uri=u&state=s', 'error=e&code=c&state=s', 'error=e&error=f&state=s', 'error=e&error_description=a&error_description=b', 'error_description=d',
  'response=jwt', 'response=', 'response=jwt&state=s', 'response=a&response=b', 'response=&response=', 'response=jwt&error=e', 'id_token=t', 'id_token=', 'id_token=t&state=s&code=c', 'id_token=a&id_token=b', 'token=t', 'token=', 'token=a&token=b', 'access_token=t&state=s', 'access_token=t', 'token=t&error=e', 'id_token=t&error=e&state=s', 'id_token=t&token=t&state=s', 'code=a&code=b', 'code=a&code=b&state=s', 'session_state=x&code=c&state=s', 'expires_in=5&token_type=bearer&code=c', 'State=s&CODE=c', 'code=c&state=%73', 'a=1&b=2&c=3', 'nonce=n&code=c&state=s', '__proto__=x&constructor=y&code=c&state=s']
const ISSES = [['no iss', ''], ['iss right', `iss=${encodeURIComponent(ISSUER)}`], ['iss with slash', `iss=${encodeURIComponent(`${ISSUER}/`)}`], ['iss wrong', 'iss=https%3A%2F%2Fevil.example'], ['iss empty', 'iss='], ['iss twice', `iss=${encodeURIComponent(ISSUER)}&iss=${encodeURIComponent(ISSUER)}`], ['iss right and wrong', `iss=${encodeURIComponent(ISSUER)}&iss=x`], ['iss in other case', 'iss=HTTPS%3A%2F%2FAS.EXAMPLE']]
for (const [state, pick] of STATES) {
  sameAll(`expected state ${state}`, ANSWERS.flatMap((answer) => ADVERTISED.flatMap(([advertised, more]) => ISSES.map(([iss, text]) => [`${answer} ${iss} ${advertised}`,
    (m, t) => validate(m, t, [answer, text].filter(Boolean).join('&'), pick(m, t), { as: server(more) })]))))
}
sameAll('in api.md\'s words', [
  ['a code', 'code=c', undefined, {}, 'returned'], ['no code', '', undefined, {}, 'returned'], ['JARM', 'response=x&iss=wrong&state=s', undefined, {}, 'OAUTH_INVALID_RESPONSE'], ['iss missing', 'code=c', undefined, { authorization_response_iss_parameter_supported: true }, 'OAUTH_INVALID_RESPONSE'],
  ['iss empty, asked for', 'code=c&iss=', undefined, { authorization_response_iss_parameter_supported: true }, 'OAUTH_INVALID_RESPONSE'], ['iss empty, not asked for', 'code=c&iss=', undefined, {}, 'returned'], ['iss wrong, not advertised', 'code=c&iss=x', undefined, {}, 'OAUTH_INVALID_RESPONSE'], ['iss before state', 'code=c&iss=x&state=s', null, {}, 'OAUTH_INVALID_RESPONSE'],
  ['a state that nobody expects', 'code=c&state=', undefined, {}, 'OAUTH_INVALID_RESPONSE'], ['null', 'code=c', null, {}, 'ERR_INVALID_ARG_TYPE'], ['empty', 'code=c', '', {}, 'ERR_INVALID_ARG_VALUE'], ['missing', 'code=c', 's', {}, 'OAUTH_INVALID_RESPONSE'], ['different', 'state=x', 's', {}, 'OAUTH_INVALID_RESPONSE'], ['equal', 'state=s', 's', {}, 'returned'],
  ['an error', 'error=e&state=s', 's', {}, 'OAUTH_AUTHORIZATION_RESPONSE_ERROR'], ['an error of another state', 'error=e&state=x', 's', {}, 'OAUTH_INVALID_RESPONSE'], ['an error of another issuer', 'error=e&iss=x', undefined, {}, 'OAUTH_INVALID_RESPONSE'], ['an error and a token', 'error=e&id_token=x', undefined, {}, 'OAUTH_AUTHORIZATION_RESPONSE_ERROR'],
  ['an id_token', 'id_token=x', undefined, {}, 'OAUTH_UNSUPPORTED_OPERATION'], ['a token', 'token=', undefined, {}, 'OAUTH_UNSUPPORTED_OPERATION'], ['an access_token', 'access_token=x', undefined, {}, 'returned'], ['two errors', 'error=e&error=f', undefined, {}, 'OAUTH_INVALID_RESPONSE'], ['two codes', 'code=c&code=d', undefined, {}, 'returned'],
].map(([label, query, state, more, ends]) => [label, (m, t) => validate(m, t, query, state, { as: server(more) }), ends]))
sameAll('every duplicate', ['response', 'iss', 'state', 'error', 'error_description', 'error_uri', 'id_token', 'token', 'code', 'session_state'].flatMap((name) => [['', ''], ['', 'x'], ['x', ''], ['x', 'x'], ['x', 'y']].flatMap((values) => STATES.slice(0, 4).map(([state, pick]) =>
  [`${name}=${values} ${state}`, (m, t) => validate(m, t, new URLSearchParams([['code', 'c'], ...values.map((value) => [name, value])]), pick(m, t))]))))
sameAll('which fault comes first', ['response=x', 'iss=bad', 'state=bad', 'error=e', 'id_token=i', 'token=t', 'response=a&response=b', 'iss=a&iss=b', 'state=a&state=b', 'error=a&error=b', 'id_token=a&id_token=b', 'token=a&token=b'].flatMap((one, i, all) => all.slice(i + 1).map((two) =>
  [`${one} ${two}`, (m, t) => validate(m, t, `${two}&${one}`, 's')])))
sameAll('states are compared as they are', [['s ', 's'], ['s', ' s'], ['é', 'e\u0301'], ['é', 'é'], ['😀', '😀'], ['a+b', 'a b'], ['0', '0'], ['x'.repeat(50_000), 'x'.repeat(50_000)], ['x'.repeat(50_000), `${'x'.repeat(49_999)}y`]].map(([sent, expected]) =>
  [`${JSON.stringify(sent.slice(0, 8))} ${JSON.stringify(expected.slice(0, 8))}`, (m, t) => validate(m, t, new URLSearchParams([['state', sent], ['code', 'c']]), expected)]))
sameAll('issuers are compared as they are', [['https://as.example', 'https://as.example/'], ['https://as.example:443', 'https://as.example'], ['no URL', 'no URL'], ['é', 'é'], ['a b', 'a b']].flatMap(([sent, issuer]) => ADVERTISED.map(([label, more]) =>
  [`${sent} ${issuer} ${label}`, (m, t) => validate(m, t, new URLSearchParams([['iss', sent], ['code', 'c']]), undefined, { as: server({ issuer, ...more }) })])))
same('_expectedIssuer plays no part', (m, t) => validate(m, t, 'iss=other', undefined, { as: server({ [m._expectedIssuer]: () => 'other' }) }), 'OAUTH_INVALID_RESPONSE')
sameAll('the flag', PRIMITIVE_MISFITS.map(([label, make]) => [label, (m, t) => validate(m, t, 'code=c', undefined, { as: server({ authorization_response_iss_parameter_supported: make(t) }) })]))

// What comes out.
const outcome = (m, given, state) => { const result = m.validateAuthResponse(server(), client(), given, state); return [result !== given, result !== given.searchParams, Object.getPrototypeOf(result) === URLSearchParams.prototype, Reflect.ownKeys(result).length === Reflect.ownKeys(new URLSearchParams()).length, Object.isFrozen(result), [...result], String(result)] }
sameAll('a new URLSearchParams, equal in content', [
  ['URLSearchParams', (m) => outcome(m, new URLSearchParams(QUERY), 's'), 'returned'], ['URL', (m) => outcome(m, new URL(`https://x.example/?${QUERY}`), 's'), 'returned'], ['a subclass', (m) => outcome(m, new (class Mine extends URLSearchParams {})(QUERY), 's'), 'returned'], ['nothing in it', (m) => outcome(m, new URLSearchParams()), 'returned'],
  ['unpaired surrogates', (m) => outcome(m, new URLSearchParams([['code', '\ud800'], ['\udfff', 'x']])), 'returned'], ['many', (m) => outcome(m, new URLSearchParams(Array.from({ length: 2000 }, (_, i) => [`p${i % 7}x`, `${i}`]))), 'returned'], ['bytes that are no UTF-8', (m) => outcome(m, new URLSearchParams('code=%ff%fe&a=%zz&&b')), 'returned'],
  ['changed afterwards', (m) => { const given = new URLSearchParams('code=c'); const result = m.validateAuthResponse(server(), client(), given); given.set('code', 'd'); result.append('x', 'y'); return [String(given), String(result)] }, 'returned'],
  ['twice', (m) => { const given = new URLSearchParams('code=c'); return m.validateAuthResponse(server(), client(), given) === m.validateAuthResponse(server(), client(), given) }, 'returned'],
  ['its own result', (m) => outcome(m, m.validateAuthResponse(server(), client(), new URLSearchParams('code=c'))), 'returned'],
  ['the caller\'s URL is not touched', (m) => { const url = new URL(`https://x.example/?${QUERY}`); m.validateAuthResponse(server(), client(), url, 's').append('more', '1'); return url.href }, 'returned'],
])
const caught = (m, query, state) => { try { m.validateAuthResponse(server(), client(), query, state) } catch (error) { return error } return undefined }
sameAll('AuthorizationResponseError', ['error=e', 'error=e&error_description=d', 'error=e&error_description=', 'error=e&error_description=a&error_description=b', 'error=e&error_uri=u&code=9&name=n&status=5', 'error=%F0%9F%98%80&error_description=%22%00'].flatMap((query) => [
  [query, (m) => { const error = caught(m, new URLSearchParams(query)); return [error, error instanceof m.AuthorizationResponseError, error.error, error.error_description, error.code, error.cause instanceof URLSearchParams, String(error.cause)] }, 'returned'],
  [`${query}: whose object the cause is`, (m) => { const given = new URLSearchParams(query); const url = new URL(`https://x.example/?${query}`); return [caught(m, given).cause === given, caught(m, url).cause === url.searchParams] }, 'returned'],
]))
sameAll('causes of the others', [['iss=x', undefined], ['state=x', undefined], ['state=x', 's'], ['code=c', 's'], ['response=x', undefined], ['state=x&state=x', 's'], ['id_token=x', undefined]].map(([query, state]) => [`${query} ${state}`,
  (m) => { const given = new URLSearchParams(query); const error = caught(m, given, state); return [error, error.cause?.parameters === given, Object.keys(error.cause ?? {})] }, 'returned']))
