// issueRequestObject (par.md §10, §18.4). The hook and clock skew: assertion-hooks and client-assertions; texts with unpaired
// surrogates: surrogates.test.mjs; more at random: property.test.mjs.
import * as jose from 'jose'
import { NOW, same, sameAll } from './harness.mjs'
import { bomb, client, foreignClass, MISFITS, otherRealm, par, PRIMITIVE_MISFITS, revoked, server, throwing, THROWN } from './inputs.mjs'
import { ALGS, disguised, long3072, lookalikeKey, pairs, SECRETS, UNFIT } from './keys.mjs'

const key = (t) => t.key('ES256', pairs.ES256.closed).privateKey
const issue = (m, t, parameters, given = {}) => m.issueRequestObject(t.mark('as', 'as' in given ? given.as : server()), t.mark('client', 'client' in given ? given.client : client()), parameters, 'key' in given ? given.key : key(t), given.options)
const issues = (make) => (m, t) => issue(m, t, typeof make === 'function' ? make(t) : make)
const partOf = (token, i) => Buffer.from(token.split('.')[i], 'base64url').toString()

for (const alg of ALGS) {
  for (const kind of ['open', 'closed']) {
    const pair = pairs[alg][kind]
    sameAll(`${alg}, ${kind} key`, [
      ['CryptoKey', (m, t) => issue(m, t, { a: '1' }, { key: t.key(alg, pair).privateKey }), 'resolved'],
      ['{ key, kid }', (m, t) => issue(m, t, { a: '1' }, { key: { key: t.key(alg, pair).privateKey, kid: 'k' } }), 'resolved'],
      ['jose agrees', async (m, t) => {
        const token = await issue(m, t, { a: '1' }, { key: { key: t.key(alg, pair).privateKey, kid: 'k' } })
        const { payload, protectedHeader } = await jose.jwtVerify(token, pair.publicKey, { typ: 'oauth-authz-req+jwt', currentDate: new Date(NOW), audience: server().issuer, issuer: 'client', algorithms: [alg] })
        return [payload, protectedHeader, token.split('.')[2].length]
      }, 'resolved'],
    ])
  }
}
sameAll('longer RSA keys', Object.entries(long3072).map(([alg, pair]) => [alg, (m, t) => issue(m, t, { a: '1' }, { key: t.key(alg, pair).privateKey }), 'resolved']))
same('the vector of par.md §18', async (m, t) => {
  const token = await issue(m, t, [['z', '1'], ['resource', 'a'], ['z', '2'], ['aud', 'evil'], ['resource', 'b'], ['client_id', 'q'], ['max_age', '10abc'], ['max_age', '20'], ['claims', '{"id_token":{}}'], ['authorization_details', '[{"type":"x"}]'], ['iss', 'evil'], ['1', 'one']])
  const claims = JSON.parse(partOf(token, 1))
  const now = Math.floor(NOW / 1000)
  const expected = { 1: 'one', z: '2', resource: ['a', 'b'], aud: 'https://as.example', client_id: 'client', max_age: 10, claims: { id_token: {} }, authorization_details: [{ type: 'x' }], iss: 'client', jti: claims.jti, exp: now + 60, iat: now, nbf: now }
  if (partOf(token, 1) !== JSON.stringify(expected) || partOf(token, 0) !== '{"alg":"ES256","typ":"oauth-authz-req+jwt"}') throw new Error(`not the vector: ${partOf(token, 1)}`)
  return token
}, 'resolved')

// Order (par.md §10): the first failing step wins.
const FAULTS = [
  ['as', { as: () => 1 }], ['issuer', { as: () => server({ issuer: '' }) }], ['client', { client: () => null }], ['client_id', { client: () => client({ client_id: 7 }) }],
  ['parameters', { parameters: [['a']] }], ['key', { key: () => ({ key: 'no key' }) }], ['kid', { key: (t) => ({ key: t.key('ES256', pairs.ES256.closed).publicKey, kid: '' }) }], ['public key', { key: (t) => t.key('ES256', pairs.ES256.closed).publicKey }],
  ['max_age', { add: ['max_age', 'x'] }], ['claims', { add: ['claims', '{'] }], ['authorization_details', { add: ['authorization_details', '{}'] }], ['unfit key', { key: (t) => t.key('unfit', UNFIT[0][1]).privateKey }],
  ['hook', { hook: (t) => () => { throw t.mark('thrown error', new Error('hook')) } }], ['usages', { key: (t) => t.mark('odd key', lookalikeKey({ usages: [] }), { after: false }) }],
]
const faulty = (...faults) => (m, t) => {
  const given = Object.assign({}, ...faults)
  const options = given.hook && { [m.modifyAssertion]: given.hook(t) }
  const parameters = given.parameters ?? [['a', '1'], ...faults.flatMap(({ add }) => (add ? [add] : []))]
  return m.issueRequestObject(given.as ? given.as() : server(), given.client ? given.client() : client(), parameters, given.key ? given.key(t) : key(t), options)
}
for (const [i, [first, fault]] of FAULTS.entries()) {
  sameAll(`${first} fails, whatever comes later`, [['alone', faulty(fault)], ...FAULTS.slice(i + 1).map(([second, other]) => [second, faulty(other, fault)])])
}
sameAll('order, in par.md\'s words', [
  ['a bad key before bad claims', (m, t) => issue(m, t, { claims: '{' }, { key: null }), 'ERR_INVALID_ARG_TYPE'],
  ['bad claims before an unsupported key', (m, t) => issue(m, t, { claims: '{' }, { key: t.key('unfit', UNFIT[0][1]).privateKey }), 'OAUTH_PARSE_ERROR'],
  ['max_age before claims', (m, t) => issue(m, t, { claims: '{', max_age: 'x' }), 'ERR_INVALID_ARG_TYPE'], ['claims before authorization_details', (m, t) => issue(m, t, { authorization_details: '{}', claims: '{' }), 'OAUTH_PARSE_ERROR'],
  ['parameters before the key', (m, t) => issue(m, t, [['a']], { key: null }), 'ERR_INVALID_TUPLE'],
  ['reading', (m, t) => m.issueRequestObject(t.trace('as', server()), t.trace('client', client({ [m.clockSkew]: 1 })), t.trace('parameters', { a: '1' }), t.trace('key', { key: key(t), kid: 'k' }), t.trace('options', { [m.modifyAssertion]() { t.log('hook') } })), 'resolved'],
])

// Arguments.
for (const position of ['as', 'client', 'parameters', 'key', 'options']) {
  sameAll(`misfits for ${position}`, MISFITS.map(([label, make]) => [label, (m, t) => (position === 'parameters' ? issue(m, t, make(t)) : issue(m, t, { a: '1' }, { [position]: make(t) }))]))
}
sameAll('misfits for members', MISFITS.flatMap(([label, make]) => [
  [`issuer ${label}`, (m, t) => issue(m, t, {}, { as: server({ issuer: make(t) }) })], [`client_id ${label}`, (m, t) => issue(m, t, {}, { client: client({ client_id: make(t) }) })],
  [`key.key ${label}`, (m, t) => issue(m, t, {}, { key: { key: make(t) } })], [`key.kid ${label}`, (m, t) => issue(m, t, {}, { key: { key: key(t), kid: make(t) } })],
]))
sameAll('getters throw', THROWN.flatMap(([label, make]) => [
  [`issuer, ${label}`, (m, t) => issue(m, t, {}, { as: bomb({}, 'issuer', make(t, m)) })], [`client_id, ${label}`, (m, t) => issue(m, t, {}, { client: bomb({}, 'client_id', make(t, m)) })],
  [`key, ${label}`, (m, t) => issue(m, t, {}, { key: bomb({}, 'key', make(t, m)) })], [`kid, ${label}`, (m, t) => issue(m, t, {}, { key: bomb({ key: key(t) }, 'kid', make(t, m)) })],
  [`a parameter, ${label}`, (m, t) => issue(m, t, bomb({ a: '1' }, 'b', make(t, m)))], [`the parameters' iterator, ${label}`, (m, t) => { const e = make(t, m); return issue(m, t, { [Symbol.iterator]() { throw e } }) }],
]))
sameAll('how it is called', [
  ['nothing', (m) => m.issueRequestObject(), 'ERR_INVALID_ARG_TYPE'], ['as', (m) => m.issueRequestObject(server()), 'ERR_INVALID_ARG_TYPE'], ['as, client', (m) => m.issueRequestObject(server(), client()), 'ERR_INVALID_ARG_TYPE'],
  ['parameters undefined', (m, t) => issue(m, t, undefined), 'resolved'], ['more arguments', (m, t) => m.issueRequestObject(server(), client(), {}, key(t), {}, 'more'), 'resolved'], ['called on something', (m, t) => m.issueRequestObject.call(5, server(), client(), {}, key(t)), 'resolved'],
  ['as without an endpoint', (m, t) => issue(m, t, {}, { as: { issuer: 'no URL' } }), 'resolved'], ['frozen', (m, t) => issue(m, t, Object.freeze({ a: '1' }), { as: Object.freeze(server()), client: Object.freeze(client()), key: Object.freeze({ key: key(t), kid: 'k' }), options: Object.freeze({}) }), 'resolved'],
])
const KIDS = [['undefined', undefined, 'resolved'], ['a text', 'k', 'resolved'], ['null', null, 'ERR_INVALID_ARG_TYPE'], ['empty', '', 'ERR_INVALID_ARG_VALUE'], ['number', 1, 'ERR_INVALID_ARG_TYPE'], ['unicode', 'é€😀"\\\u0000\u2028', 'resolved'], ['__proto__', '__proto__', 'resolved']]
sameAll('kid', KIDS.map(([label, kid, ends]) => [label, (m, t) => issue(m, t, {}, { key: { key: key(t), kid } }), ends]))
sameAll('wrong keys', [
  ['the pair', (t) => t.key('ES256', pairs.ES256.closed), 'ERR_INVALID_ARG_TYPE'], ['{ key: pair }', (t) => ({ key: t.key('ES256', pairs.ES256.closed) }), 'ERR_INVALID_ARG_TYPE'], ['public key', (t) => t.key('ES256', pairs.ES256.closed).publicKey, 'ERR_INVALID_ARG_VALUE'],
  ...SECRETS.map(([label, secret]) => [label, () => secret, 'ERR_INVALID_ARG_VALUE']), ...UNFIT.map(([label, pair]) => [label, (t) => t.key('unfit', pair).privateKey, 'OAUTH_UNSUPPORTED_OPERATION']),
  ['EdDSA of old', (t) => t.mark('key', lookalikeKey({ algorithm: { name: 'EdDSA' } }), { after: false }), 'OAUTH_UNSUPPORTED_OPERATION'], ['no usages', (t) => t.mark('key', lookalikeKey({ usages: ['verify'] }), { after: false }), 'ERR_INVALID_ARG_VALUE'],
].map(([label, make, ends]) => [label, (m, t) => issue(m, t, {}, { key: make(t) }), ends]))
sameAll('keys that lie', [['usages', { usages: [] }], ['name', { algorithm: { name: 'X' } }], ['public', { type: 'public' }]].map(([label, lie]) => [label, async (m, t) => issue(m, t, {}, { key: t.mark('key', await disguised('ES256', lie), { after: false }) })]))

// Forms of the parameters (as in par-body.test.mjs).
const form = (entries) => { const data = new FormData(); for (const [k, v] of entries) data.append(k, v); return data }
const FORMS = [
  ['record', { a: '1', b: '2' }], ['empty record', {}], ['integer-like names', { b: '1', 2: 'two', 1: 'one', '-1': 'minus', '01': 'padded', 4294967294: 'last index', 4294967295: 'no index', 1.5: 'no integer' }], ['own __proto__', () => JSON.parse('{"__proto__":"x","a":"1"}')], ['pairs with __proto__', [['__proto__', 'x'], ['__proto__', 'y'], ['constructor', 'c'], ['toString', 't'], ['hasOwnProperty', 'h'], ['toJSON', 'j'], ['then', 'th']]],
  ['non-strings', { a: undefined, b: null, c: ['x', 'y'], d: 1, e: true, f: {}, g: 1n, h: -0 }], ['a symbol value', { a: Symbol('s') }], ['inherited members', () => Object.create({ a: '1' })], ['pairs', [['a', '1'], ['a', '2'], ['b', '3'], ['a', '4']]], ['no pairs', []], ['short pair', [['a']]], ['long pair', [['a', '1', 'x']]], ['string pairs', ['ab', 'cd']], ['null pair', [null]],
  ['URLSearchParams', () => new URLSearchParams('a=1&client_id=q&a=2&%zz=%41+%2B&é=%C3%A9')], ['URLSearchParams subclass', () => new (class Mine extends URLSearchParams {})('a=1')], ['own iterator', () => Object.assign(new URLSearchParams('a=1'), { *[Symbol.iterator]() { yield ['own', 'x'] } })],
  ['Map', () => new Map([['a', '1'], ['b', 2]])], ['FormData', () => form([['a', '1'], ['a', '2']])], ['Headers', () => new Headers({ B: '2', a: '1' })], ['generator', () => (function* () { yield ['a', '1']; yield ['b', '2'] })()], ['string', 'a=1&b=2&a=3'], ['string with ?', '?a=b'], ['empty string', ''], ['null', null],
  ['another realm', () => otherRealm('[["a", "1"]]')], ['foreign URLSearchParams', () => new (foreignClass('URLSearchParams', '*[Symbol.iterator]() { yield ["a", "1"] }'))()], ['throwing proxy', (t) => throwing(t)], ['revoked proxy', () => revoked()], ['a name that is empty', [['', '1'], ['', '2']]],
]
sameAll('forms of the parameters', FORMS.map(([label, make]) => [label, issues(make)]))
same('the caller\'s parameters are not touched', (m, t) => issue(m, t, t.mark('parameters', new URLSearchParams('client_id=q&a=1&aud=x'))), 'resolved')
same('parameters are read before the promise is handed out', (m, t) => { const promise = issue(m, t, t.trace('parameters', { a: '1' })); t.log('promise in hand'); return promise }, 'resolved')
same('the parameters may change after the call has begun', (m, t) => { const parameters = new URLSearchParams('a=1'); const promise = issue(m, t, parameters); parameters.set('a', '2'); return promise }, 'resolved')
sameAll('client_id is forced', [[['client_id', 'z'], ['a', '1'], ['client_id', 'y'], ['b', '2']], [['a', '1'], ['client_id', '']], [['Client_ID', 'q']]].map((pairs) => [JSON.stringify(pairs), issues(pairs), 'resolved']))
const FIXED = ['jti', 'aud', 'exp', 'iat', 'nbf', 'iss']
sameAll('claims of our own', [
  ...FIXED.flatMap((name) => [[name, issues([['a', '1'], [name, 'evil'], ['z', '2']]), 'resolved'], [`${name}, twice`, issues([[name, 'evil'], ['a', '1'], [name, 'worse']]), 'resolved']]),
  ['all, backwards', issues([...FIXED].reverse().map((name) => [name, 'evil'])), 'resolved'], ['sub', issues({ sub: 'me' }), 'resolved'], ['request and request_uri', issues({ request: 'x', request_uri: 'y' }), 'resolved'], ['alg, typ, kid as parameters', issues({ alg: 'none', typ: 'x', kid: 'y' }), 'resolved'],
  ['an authorization request as people send it', issues({ response_type: 'code', redirect_uri: 'https://client.example/cb?x=1', scope: 'openid email', state: 's', nonce: 'n', code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256', max_age: '0', prompt: 'login', require_x: 'true', claims: '{"id_token":{"auth_time":{"essential":true}}}', authorization_details: '[{"type":"payment","amount":{"value":"1.50"}}]', resource: 'https://rs.example/' }), 'resolved'],
])
const TEXTS = ['', ' ', '+', '%', '&=', '\0', '\b\f\n\r\t\u000b\u001f\u007f', 'é', '€', '😀', '\u2028\u2029', '\ufeff', '\ufffd', '\uffff', '"', '\\', '/', '</script>', '{"a":1}', 'null', '[]', 'x'.repeat(100_000), '\u0301e']
sameAll('names and values', TEXTS.flatMap((text) => [[`value ${JSON.stringify(text.slice(0, 12))}`, issues({ a: text, b: '1' }), 'resolved'], [`name ${JSON.stringify(text.slice(0, 12))}`, issues([[text, '1'], ['b', '2'], [text, '3']]), 'resolved']]))
same('many parameters', issues(Array.from({ length: 3000 }, (_, i) => [`p${i % 700}`, String(i)])), 'resolved')

// resource: RFC 8707.
sameAll('resource', [['a'], ['a', 'b'], ['a', 'a'], [''], ['', ''], ['a', 'b', 'c', 'd'], ['["x"]'], ['é', '"']].map((values) => [JSON.stringify(values), issues([['x', '1'], ...values.map((value) => ['resource', value]), ['y', '2']]), 'resolved']))
same('resources apart', issues([['resource', 'a'], ['x', '1'], ['resource', 'b'], ['Resource', 'c']]), 'resolved')

// max_age: the first value, read like parseInt (par.md §10.4).
const AGES = [['0', 0], ['-0', 0], ['10abc', 10], ['1.9', 1], ['0x10', 0], [' 7', 7], ['7 ', 7], ['+5', 5], ['007', 7], ['1e3', 1], ['1_000', 1], ['\t\n\v\f\r \u00a0\ufeff\u2003\u20285', 5], ['4294967296', 4294967296], ['9007199254740993', 9007199254740992], ['26577174204436250', 26577174204436250], ['99999999999999990000', 99999999999999990000], ['123456789012345678901234567890', 1.2345678901234568e29], ['1'.repeat(21), 1.1111111111111111e20], ['1'.repeat(22), 1.1111111111111111e21], ['0000', 0], ['5;6', 5], ['-0abc', 0], ['+0', 0],
  ['', 'ERR_INVALID_ARG_TYPE'], [' ', 'ERR_INVALID_ARG_TYPE'], ['x', 'ERR_INVALID_ARG_TYPE'], ['x5', 'ERR_INVALID_ARG_TYPE'], ['+', 'ERR_INVALID_ARG_TYPE'], ['-', 'ERR_INVALID_ARG_TYPE'], ['--5', 'ERR_INVALID_ARG_TYPE'], ['+-5', 'ERR_INVALID_ARG_TYPE'], ['.5', 'ERR_INVALID_ARG_TYPE'], ['NaN', 'ERR_INVALID_ARG_TYPE'], ['Infinity', 'ERR_INVALID_ARG_TYPE'], ['9'.repeat(400), 'ERR_INVALID_ARG_TYPE'], ['\u200b5', 'ERR_INVALID_ARG_TYPE'], ['\u180e5', 'ERR_INVALID_ARG_TYPE'], ['\u00855', 'ERR_INVALID_ARG_TYPE'], ['٥', 'ERR_INVALID_ARG_TYPE'], ['null', 'ERR_INVALID_ARG_TYPE'], ['undefined', 'ERR_INVALID_ARG_TYPE'],
  ['-1', 'ERR_INVALID_ARG_VALUE'], ['-1.5', 'ERR_INVALID_ARG_VALUE'], ['-10abc', 'ERR_INVALID_ARG_VALUE'], [' -5', 'ERR_INVALID_ARG_VALUE'], ['-99999999999999999999999', 'ERR_INVALID_ARG_VALUE']]
sameAll('max_age', AGES.map(([text, expected]) => [JSON.stringify(text.slice(0, 30)), async (m, t) => {
  const token = await issue(m, t, { max_age: text })
  const { max_age: found } = JSON.parse(partOf(token, 1))
  if (!Object.is(found, expected)) throw new Error(`max_age ${text} becomes ${found}`)
  return token
}, typeof expected === 'string' ? expected : 'resolved']))
sameAll('more than one', [
  ['max_age', issues([['max_age', '1'], ['a', '1'], ['max_age', 'x']]), 'resolved'], ['max_age, bad first', issues([['max_age', 'x'], ['max_age', '1']]), 'ERR_INVALID_ARG_TYPE'],
  ['claims', issues([['claims', '{"a":1}'], ['claims', 'x']]), 'resolved'], ['claims, bad first', issues([['claims', 'x'], ['claims', '{}']]), 'OAUTH_PARSE_ERROR'], ['authorization_details', issues([['authorization_details', '[1]'], ['authorization_details', 'x']]), 'resolved'], ['authorization_details, bad first', issues([['authorization_details', 'x'], ['authorization_details', '[]']]), 'OAUTH_PARSE_ERROR'],
  ['in other case', issues({ MAX_AGE: 'x', Claims: '{', Authorization_Details: '{', claims_: '{' }), 'resolved'],
])

// claims and authorization_details: JSON texts.
const NUMBERS = ['0', '-0', '1', '1.0', '1.50', '1e2', '1E+2', '1e21', '1e-7', '0.1', '5e-324', '1e-400', '1e400', '-1e400', '9007199254740993', '123456789012345678901234567890', '1.7976931348623157e308', '0.30000000000000004', '4.35', '2.2250738585072014e-308', '100000000000000000000', '1000000000000000000000', '123456789.123456789', '-1.5E-10']
const JSONS = [
  ...NUMBERS, 'null', 'true', 'false', '""', '"x"', '[]', '{}', '[[[]]]', '{"b":1,"a":2}', '{"2":1,"1":2,"b":3,"-1":4}', '{"a":1,"a":2}', '{"a":1,"b":2,"a":3}', '{"__proto__":1}', '{"__proto__":{"x":1}}', '{"constructor":1,"toJSON":2}', '{"toJSON":"x"}', '{"":1}', '{"a":{"b":[{"c":null}]}}', '"\\u00e9\\/\\b\\f\\n\\r\\t\\"\\\\"', '"\\u0000\\u001f\\u007f\\u2028"', '"é€😀\u2028"', '"\\ud83d\\ude00"', '[1,[2,[3,{"a":[4]}]]]', '{"é":1,"\\u00e9":2}', '[null,true,false]', '"</script>"',
]
const TEXTS_OF_JSON = [
  ...JSONS, ...JSONS.map((json) => `{"v":${json}}`), ...JSONS.map((json) => `[${json}]`), ' {"a" : 1 } ', '\n[\t1 ,\r2 ]\n', '\ufeff{}', '\ufeff[]', '\u00a0{}', '{}x', '{}{}', '[1,]', '{"a":1,}', '{a:1}', "{'a':1}", '[01]', '[+1]', '[.5]', '[1.]', '[1e]', '[NaN]', '[Infinity]', '[undefined]', '["\u0001"]', '["\n"]', '["\\x41"]', '["\\u12"]', '["unclosed', '{"a"', '[', '{', ']', '', ' ', '//', '/**/{}', '[,]', '[--1]', '{"a":}', '{1:2}', 'nul', 'True', '"', '\0', '{"a":1}\0',
  `{"deep":${'['.repeat(100)}${']'.repeat(100)}}`, `${'['.repeat(500)}${']'.repeat(500)}`, `[${'{"a":'.repeat(300)}1${'}'.repeat(300)}]`, `{"long":"${'é'.repeat(50_000)}"}`, `[${'1,'.repeat(20_000)}1]`, `{${Array.from({ length: 2000 }, (_, i) => `"k${i}":${i}`).join()}}`,
]
const shown = (text) => JSON.stringify(text.slice(0, 40))
sameAll('claims', TEXTS_OF_JSON.map((text) => [shown(text), issues({ a: '1', claims: text, b: '2' })]))
sameAll('authorization_details', TEXTS_OF_JSON.map((text) => [shown(text), issues({ a: '1', authorization_details: text, b: '2' })]))
sameAll('claims and authorization_details together', TEXTS_OF_JSON.filter((_, i) => i % 5 === 0).map((text) => [shown(text), issues({ claims: text, authorization_details: text, max_age: '5' })]))
sameAll('claims, in par.md\'s words', [['{}', 'resolved'], ['{"id_token":null}', 'resolved'], ['null', 'ERR_INVALID_ARG_VALUE'], ['[]', 'ERR_INVALID_ARG_VALUE'], ['"x"', 'ERR_INVALID_ARG_VALUE'], ['5', 'ERR_INVALID_ARG_VALUE'], ['', 'OAUTH_PARSE_ERROR'], ['{', 'OAUTH_PARSE_ERROR']].map(([text, ends]) => [text, issues({ claims: text }), ends]))
sameAll('authorization_details, in par.md\'s words', [['[]', 'resolved'], ['[5,null]', 'resolved'], ['{}', 'ERR_INVALID_ARG_VALUE'], ['null', 'ERR_INVALID_ARG_VALUE'], ['"x"', 'ERR_INVALID_ARG_VALUE'], ['', 'OAUTH_PARSE_ERROR'], ['[', 'OAUTH_PARSE_ERROR']].map(([text, ends]) => [text, issues({ authorization_details: text }), ends]))
const seen = (m, t, parameters) => issue(m, t, parameters, { options: { [m.modifyAssertion](h, p) { t.log('hook', p) } } })
sameAll('the hook sees what JSON.parse gives', ['[0,-0,1.50,1e21,9007199254740993]', '[1e400,-1e400]', '[{"__proto__":1,"2":0,"1":0,"a":null}]', '["\\u0000\\ud83d\\ude00é"]', '[[],{},true]'].flatMap((text) => [
  [`authorization_details ${text}`, (m, t) => seen(m, t, { authorization_details: text }), 'resolved'], [`claims ${text}`, (m, t) => seen(m, t, { claims: `{"v":${text}}` }), 'resolved'],
]))
same('the hook sees parameters with the names of header members', (m, t) => seen(m, t, { jwk: 'text', kid: 'text', alg: 'none' }), 'resolved')
same('the hook sees max_age and resource', (m, t) => seen(m, t, [['max_age', '-0'], ['resource', 'a'], ['resource', 'b'], ['__proto__', 'x'], ['2', 'two'], ['1', 'one']]), 'resolved')

// In a pushed request (RFC 9126 §3).
sameAll('pushed', ['None', 'ClientSecretPost', 'ClientSecretBasic'].map((auth) => [auth, async (m, t) => par(m, t, { auth: m[auth]('secret'), parameters: { request: await issue(m, t, { response_type: 'code', a: '1' }) } }), 'resolved']))
same('at the same time', (m, t) => Promise.all(Array.from({ length: 20 }, (_, i) => issue(m, t, { i: String(i) }, { client: client({ client_id: `c${i}` }) }))), 'resolved')
same('one key and one set of parameters, twice', async (m, t) => { const parameters = new URLSearchParams('a=1'); const tokens = [await issue(m, t, parameters), await issue(m, t, parameters)]; return [tokens, tokens[0] !== tokens[1]] }, 'resolved')
sameAll('odd members of as and client', PRIMITIVE_MISFITS.map(([label, make]) => [label, (m, t) => issue(m, t, {}, { as: server({ require_signed_request_object: make(t), request_object_signing_alg_values_supported: make(t) }), client: client({ request_object_signing_alg: make(t), [m.clockTolerance]: make(t) }) }), 'resolved']))
