// WWW-Authenticate challenges: the whole observed table of par.md §15, and many generated headers (par.md §14.2 a, §15).
// DIFF_SEED gives another seed, DIFF_CHALLENGES another number of generated headers.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { compare, report, same, sameAll } from './harness.mjs'
import { client, server } from './inputs.mjs'
import { lookalike, reply } from './responses.mjs'

const refuse = (m, t, response) => m.processPushedAuthorizationResponse(server(), client(), response)
const real = (header, init) => (m, t) => refuse(m, t, reply(t, '{"error":"x"}', { status: 401, headers: header === undefined ? {} : { 'www-authenticate': header }, ...init }))
const raw = (header) => (m, t) => refuse(m, t, lookalike(t, { status: 401, clone() { return this }, headers: { get: (name) => (t.log('get', name), name === 'www-authenticate' ? header : 'text/html') } }))

/** A case in which the oracle's own reading of the header is the one written in the table; `null`: it cannot be read. */
const reads = (header, expected, make = real) => [JSON.stringify(header), async (m, t) => {
  const error = await make(header)(m, t).catch((error) => error)
  const found = error instanceof m.WWWAuthenticateChallengeError ? error.cause : null
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${header} is read as ${JSON.stringify(found)}`)
  throw t.mark('judged', error)
}]
const c = (scheme, parameters = {}, token68) => ({ scheme, parameters, ...(token68 === undefined ? {} : { token68 }) })

const TABLE = [
  ['Basic', [c('basic')]], ['Basic ', [c('basic')]],
  ['Basic,', null], ['Basic ,', null], [',', null], ['', null], ['   ', null],
  ['Scheme, DPoP algs="ES256"', [c('scheme'), c('dpop', { algs: 'ES256' })]],
  ['Scheme, realm="foo"', null],
  ['Scheme , realm="foo"', [c('scheme', { realm: 'foo' })]],
  ['Basic realm=x Bearer', [c('basic', { realm: 'x' }), c('bearer')]],
  ['Basic realm=x, Bearer', [c('basic', { realm: 'x' }), c('bearer')]],
  ['Basic a=b Bearer c=d', [c('basic', { a: 'b' }), c('bearer', { c: 'd' })]],
  ['Basic realm="x"junk', [c('basic', { realm: 'x' }), c('junk')]],
  ['Basic realm="x";q', null],
  ['Basic realm=', [c('basic', {}, 'realm=')]], ['Basic realm= ', [c('basic', {}, 'realm=')]],
  ['Basic abc==, x=y', null],
  ['Basic abc==, Bearer realm="x"', [c('basic', {}, 'abc=='), c('bearer', { realm: 'x' })]],
  ['Basic x=y, abc', [c('basic', { x: 'y' }), c('abc')]],
  ['Basic x=y, abc==', null],
  ['Basic realm=\'foo\'', [c('basic', { realm: '\'foo\'' })]],
  ['Basic realm="unclosed', null],
  ['Basic realm=\\f\\o\\o', null],
  ['Basic __proto__=x', [c('basic')]],
  ['a=b', null],
  // Where par.md §15 (3.8.7) decodes as JSON, 3.8.8 drops the backslash, as RFC 9110 §5.6.4 says.
  ['Basic realm="a\\nb"', [c('basic', { realm: 'anb' })]],
  ['Basic realm="a\\bb"', [c('basic', { realm: 'abb' })]],
  ['Basic realm="\\u0041"', [c('basic', { realm: 'u0041' })]],
  ['Basic realm="\\q\\n"', [c('basic', { realm: 'qn' })]],
  ['Basic realm="\\"quoted\\""', [c('basic', { realm: '"quoted"' })]],
]
sameAll('the table of par.md §15', TABLE.map(([header, expected]) => reads(header, expected)))
sameAll('the table of par.md §15 on a look-alike response', TABLE.map(([header, expected]) => reads(header, expected, raw)))

const HEADERS = [
  'Bearer realm="example", error="invalid_token", error_description="The access token expired"',
  'DPoP error="use_dpop_nonce", error_description="Resource server requires nonce in DPoP proof"',
  'DPoP algs="ES256 PS256", error="invalid_token"', 'Bearer resource_metadata="https://rs.example/.well-known/oauth-protected-resource"',
  'Basic realm="foo", charset="UTF-8"', 'Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"',
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GQZ1Ac", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
  'Negotiate', 'Negotiate oYG2MIGzoAMKAQChCwYJKoZIgvcSAQICooGe', 'NTLM TlRMTVNTUAACAAAAAAAAADgAAABVgphi', 'Basic realm=foo,Basic realm=bar', 'BASIC REALM="Foo"', 'bAsIc ReAlM=x',
  'Basic a=1, a=2', 'Basic a=1, A=2', 'Basic a="1"b="2"', 'Basic a="1" b="2"', 'Basic a="1",b="2"', 'Basic a="1" , , b="2"', 'Basic,,,Bearer', 'Basic Bearer', 'Basic\tBearer', 'Basic  realm = "x"', 'Basic realm\t=\t"x"', 'Basic realm= "x"', 'Basic realm ="x"',
  'Basic a', 'Basic a=', 'Basic a==', 'Basic a===', 'Basic ==', 'Basic =', 'Basic a=b=', 'Basic a=b==', 'Basic a =', 'Basic a= =', 'Basic a/b', 'Basic a/b==', 'Basic a~b', 'Basic a+b=,', 'Basic a+b= ,', 'Basic a+b= x', 'Basic a+b=,Bearer', 'Basic a+b=,,Bearer', 'Basic a+b=, Bearer x', 'Basic abc,', 'Basic abc ', 'Basic abc,Bearer', 'Basic abc def', 'Basic abc,def', 'Basic abc, def=x',
  ', Basic', ',,Basic x=y,,', 'Basic x=y,', 'Basic x=y ,', 'Basic x="y",,,', '(Basic)', 'Basic (x)', 'Basic x=(y)', 'Basic x="(y)"', 'Basic x=""', 'Basic x="" y=""', 'Basic ""', 'Basic "x"', 'Basic="x"', 'Basic:', 'Basic;', 'Basic x;y', 'Basic x=y;z=w', 'Basic x=é', 'Basic x="é"', 'é', 'Basic é=x', 'Basic x="\u0080"', 'Basic\u00a0x=y', 'Basic x\u00a0=\u00a0y', 'Basic x=y\u00a0', 'Basic\u0085x=y', 'Basic x\u0085=y', 'Basic x=y\u0085', '\u00a0Basic', '\u0085Basic', 'Basic x="\u00a0"',
  'Basic x="a\\\\b"', 'Basic x="a\\\\"', 'Basic x="\\\\\\""', 'Basic x="\\', 'Basic x="\\"', 'Basic x="a\\/b"', 'Basic x="\\ud83d\\ude00"', 'Basic x="\\ud83d"', 'Basic x="\\u00"', 'Basic x="\\u004"', 'Basic x="\\U0041"', 'Basic x="\\x41"', 'Basic x="\\t"', 'Basic x="a\tb"', 'Basic x="a\t\\nb"', 'Basic x="\\\\n"', 'Basic x="\\"', 'Basic x="\\\\" y="\\""', 'Basic x="\\é"', 'Basic x="é\\n"', 'Basic x="\\0"', 'Basic x="\\\'"', 'Basic x="\\ "', 'Basic x="\\u0000"', 'Basic x="\\u0022"', 'Basic x="{\\"a\\":1}"',
  'Basic constructor=x', 'Basic toString=x', 'Basic hasOwnProperty="x"', 'Basic __proto__="x", a=b', 'Basic __PROTO__=x', 'Basic 1=a, 0=b, x=c', 'Basic x=c, 1=a', '__proto__', 'constructor x=y', 'Basic then=x',
  '!#$%&\'*+-.^_`|~ !#$%&\'*+-.^_`|~=!#$%&\'*+-.^_`|~', 'a b c d', 'a, b, c', 'a b=c, d e=f, g', '1 2=3', '-', '.', '_ ~', '~ /', '/', '/ x=y', 'a/b', 'Basic x=y Bearer x="y" DPoP x="\\"" Negotiate abc==',
  `Basic ${'x=y,'.repeat(500)}z=w`, `Basic x="${'a'.repeat(20_000)}"`, `${'a'.repeat(20_000)}`, `Basic ${'a'.repeat(20_000)}==`, `${'Basic x=y, '.repeat(200)}Bearer`, `Basic x="${'\\"'.repeat(2000)}"`, `Basic${' '.repeat(5000)}x=y`, `Basic x=y${','.repeat(5000)}`,
]
sameAll('headers people send, and their neighbours', HEADERS.map((header) => [JSON.stringify(header.slice(0, 60)), real(header)]))
sameAll('the same headers on a look-alike response', HEADERS.map((header) => [JSON.stringify(header.slice(0, 60)), raw(header)]))
// No Headers object can carry a line terminator, and the oracle's reading of one (U+2028 too) is an accident: left out.
sameAll('characters only a look-alike can carry', ['\v', '\f', '\u1680', '\u2003', '\u202f', '\u205f', '\u3000', '\ufeff', '\u200b', '\u180e', '\u001c', '\u001f', '\0', 'İ', 'K', 'ß', '😀', '€'].flatMap((x) =>
  [`Basic${x}x=y`, `Basic x${x}=y`, `Basic x=y${x}`, `Basic x="${x}"`, `${x}Basic`, `Basic x="y"${x}z=w`, `Basic abc==${x}Bearer`, `Basic x="\\${x}"`, `B${x}c`, `Basic X${x}=y`].map((header) => [JSON.stringify(header), raw(header)])))

sameAll('several header fields are one value', [
  ['appended', (m, t) => { const headers = new Headers(); for (const value of ['Basic realm="a"', 'DPoP algs="ES256"', 'Bearer']) headers.append('WWW-Authenticate', value); return refuse(m, t, t.mark('response', new Response('x', { status: 401, headers }))) }],
  ['appended, one bad', (m, t) => { const headers = new Headers(); for (const value of ['Basic realm="a"', '(']) headers.append('WWW-Authenticate', value); return refuse(m, t, t.mark('response', new Response('x', { status: 401, headers }))) }],
])

// A challenge wins at any unexpected status and over any body; the body stays unread.
const PAIR = [['parseable', 'DPoP error="use_dpop_nonce"'], ['not parseable', 'a=b'], ['empty', ''], ['absent', undefined]]
for (const status of [200, 201, 202, 300, 302, 400, 401, 403, 404, 499, 500, 503, 599]) {
  sameAll(`challenge at ${status}`, PAIR.flatMap(([label, header]) => ['{"error":"invalid_client"}', 'not json', '{"request_uri":"u","expires_in":5}', ''].flatMap((body) => ['application/json', 'text/html'].map((type) =>
    [`${label} ${body} ${type}`, (m, t) => refuse(m, t, reply(t, body, { status, type, headers: header === undefined ? {} : { 'www-authenticate': header } }))]))))
  sameAll(`challenge at ${status}, as par.md §14.2 says`, [[PAIR[0][1], status === 201 ? 'resolved' : 'OAUTH_WWW_AUTHENTICATE_CHALLENGE']].map(([header, code]) =>
    ['parseable', (m, t) => refuse(m, t, reply(t, '{"request_uri":"u","expires_in":5}', { status, headers: { 'www-authenticate': header } })), code]))
  sameAll(`discovery does not look at challenges, ${status}`, ['DPoP error="use_dpop_nonce"', 'Basic'].map((header) => [header, (m, t) =>
    m.processDiscoveryResponse(new URL('https://as.example'), reply(t, '{"issuer":"https://as.example"}', { status, headers: { 'www-authenticate': header } })), status === 200 ? 'resolved' : 'OAUTH_RESPONSE_IS_NOT_CONFORM']))
}
same('a challenge with a used body', async (m, t) => { const r = reply(t, 'x', { status: 401, headers: { 'www-authenticate': 'Basic' } }); await r.text(); return refuse(m, t, r) }, 'OAUTH_WWW_AUTHENTICATE_CHALLENGE')
same('the challenge list is ordinary data', async (m, t) => {
  const { cause } = await real('Basic a=b, DPoP')(m, t).catch((error) => error)
  return [Array.isArray(cause), cause.map((one) => [Object.keys(one), Object.getPrototypeOf(one) === Object.prototype, Object.getPrototypeOf(one.parameters) === Object.prototype, Object.isFrozen(one)])]
}, 'resolved')

// Generated headers: from the grammar, with every second one then spoilt in a place or two, and every fourth out of pieces at random.
const SEED = Number(process.env.DIFF_SEED ?? 9126)
const COUNT = Number(process.env.DIFF_CHALLENGES ?? 600)
const random = mulberry32(SEED)
const one = (list) => list[Math.floor(random() * list.length)]
const many = (least, most, make) => Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, make)
const PIECES = ['=', '==', ' ', ' ', '  ', ',', ', ', '\t', '"', '""', '\\', '\\"', '\\\\', '/', '+', '~', '\u00a0', '\u0085', 'é', ';', ':', '(', '__proto__', 'abc==', 'a=b', 'c="d"', 'x', 'Basic ', 'Bearer', '\'']
const token = () => one(['Basic', 'Bearer', 'DPoP', 'realm', 'error', 'a', 'x-y', '1', '!#$', '__proto__', 'Realm', many(1, 6, () => one(['a', 'Z', '0', '-', '.', '_', '~', '*', '|'])).join('')])
const quoted = () => `"${many(0, 6, () => one(['a', ' ', ',', '=', 'é', '\u00a0', '\\"', '\\\\', '\\n', '\\u0041', '\\q', '\t', '\'', 'Basic x="'.slice(0, 8)])).join('')}"`
const blank = () => one(['', '', '', ' ', '\t ', '\u00a0'])
const parameter = () => `${token()}${blank()}=${blank()}${random() < 0.5 ? token() : quoted()}`
const challenge = () => token() + one([() => '', () => ' ', () => ` ${token()}${one(['', '=', '=='])}`, () => ` ${many(1, 4, parameter).join(one([',', ', ', ' , ', ' ']))}`, () => ` ${parameter()}`])()
const sentence = () => many(1, 3, challenge).join(one([', ', ',', ' , ', ' ', ',,']))
const spoil = (text) => { const at = Math.floor(random() * (text.length + 1)); return text.slice(0, at) + (random() < 0.7 ? one(PIECES) : '') + text.slice(at + Math.floor(random() * 2)) }
const generated = Array.from({ length: COUNT }, (_, i) => (i % 4 === 0 ? many(1, 9, () => one([...PIECES, token()])).join('') : i % 2 ? sentence() : spoil(spoil(sentence()))))
for (let start = 0; start < COUNT; start += 50) {
  const group = generated.slice(start, start + 50)
  test(`generated headers ${start}–${start + group.length - 1}, seed ${SEED}`, async (context) => {
    let readable = 0
    for (const [i, header] of group.entries()) {
      for (const [kind, make] of [['real', real], ['look-alike', raw]].slice(0, i % 5 ? 1 : 2)) {
        const { found, verdict } = await compare(make(header))
        if (kind === 'real' && verdict === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') readable++
        assert.ok(found.length === 0, `seed ${SEED}, ${kind}, header ${JSON.stringify(header)}\n${report(found)}`)
      }
    }
    assert.ok(readable > group.length / 8, `only ${readable} of ${group.length} could be read: the generator tests too little`)
    context.diagnostic(`${group.length} headers, ${readable} can be read, seed ${SEED}`)
  })
}

function mulberry32(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let z = Math.imul(state ^ (state >>> 15), 1 | state)
    z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32
  }
}
