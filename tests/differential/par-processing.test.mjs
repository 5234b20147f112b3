// processPushedAuthorizationResponse: arguments, status matrix, JSON body rules, members (par.md §14).
import { same, sameAll } from './harness.mjs'
import { client, MISFITS, PRIMITIVE_MISFITS, server } from './inputs.mjs'
import { GOOD, reply, streamed } from './responses.mjs'

const process = (m, t, response, { as = server(), c = client() } = {}) => m.processPushedAuthorizationResponse(t.mark('as', as), t.mark('client', c), response)
const body = (text, init) => (m, t) => process(m, t, reply(t, text, init))

for (const [label, make] of MISFITS) {
  sameAll(`arguments: ${label}`, [
    ['as', (m, t) => m.processPushedAuthorizationResponse(make(t), client(), reply(t, GOOD))],
    ['client', (m, t) => m.processPushedAuthorizationResponse(server(), make(t), reply(t, GOOD))],
    ['response', (m, t) => m.processPushedAuthorizationResponse(server(), client(), make(t))],
    ['as.issuer', (m, t) => process(m, t, reply(t, GOOD), { as: { issuer: make(t) } })],
    ['client.client_id', (m, t) => process(m, t, reply(t, GOOD), { c: { client_id: make(t) } })],
    ['all three', (m, t) => m.processPushedAuthorizationResponse(make(t), make(t), make(t))],
  ])
}
sameAll('how many arguments', [
  ['none', (m) => m.processPushedAuthorizationResponse(), 'ERR_INVALID_ARG_TYPE'],
  ['one', (m) => m.processPushedAuthorizationResponse(server()), 'ERR_INVALID_ARG_TYPE'],
  ['two', (m) => m.processPushedAuthorizationResponse(server(), client()), 'ERR_INVALID_ARG_TYPE'],
  ['four', (m, t) => m.processPushedAuthorizationResponse(server(), client(), reply(t, GOOD), 'more'), 'resolved'],
  ['only what is needed of as', (m, t) => process(m, t, reply(t, GOOD), { as: { issuer: 'x' }, c: { client_id: 'y' } }), 'resolved'],
])
same('access order', (m, t) => m.processPushedAuthorizationResponse(t.trace('as', server()), t.trace('client', client()), reply(t, GOOD)), 'resolved')

// Status × content type × body: in full where the rules change, in short elsewhere.
const FULL = [200, 201, 400, 404, 500]
const STATUSES = [...FULL, 202, 203, 206, 207, 299, 300, 301, 302, 303, 307, 308, 399, 401, 403, 405, 410, 418, 422, 429, 451, 499, 501, 502, 503, 599]
const TYPES = ['application/json', 'application/json; charset=utf-8', 'application/json;x', 'Application/JSON', 'application/json ;charset=utf-8', ' application/json', 'application/problem+json', 'text/html', 'text/json', 'application/jsonx', ';application/json', 'application/json, application/json', '', null]
const BODIES = ['{"error":"invalid_request"}', GOOD, '{"error":""}', '{"error":7}', '["error"]', 'null', '"error"', 'not json', '', '{"error":"x","request_uri":"u","expires_in":5}']
for (const status of STATUSES) {
  const [types, bodies] = FULL.includes(status) ? [TYPES, BODIES] : [['application/json', 'text/html', null], BODIES.slice(0, 3)]
  sameAll(`status ${status}`, types.flatMap((type) => bodies.map((text) => [`${type} ${text}`, body(text, { status, type })])))
}
sameAll('statuses without a body', [204, 205, 304].flatMap((status) => [null, 'application/json'].map((type) => [`${status} ${type}`, body(null, { status, type }), 'OAUTH_RESPONSE_IS_NOT_CONFORM'])))
sameAll('status matrix of par.md §18', [
  [200, 'application/json', 'OAUTH_RESPONSE_IS_NOT_CONFORM'], [201, 'application/json', 'OAUTH_INVALID_RESPONSE'], [302, 'application/json', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  [400, 'application/json', 'OAUTH_RESPONSE_BODY_ERROR'], [499, 'application/json', 'OAUTH_RESPONSE_BODY_ERROR'], [500, 'application/json', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  [400, 'text/html', 'OAUTH_RESPONSE_IS_NOT_JSON'], [500, 'text/html', 'OAUTH_RESPONSE_IS_NOT_CONFORM'], [404, 'text/html', 'OAUTH_RESPONSE_IS_NOT_JSON'],
].map(([status, type, code]) => [`${status} ${type}`, body('{"error":"x"}', { status, type }), code]))
sameAll('responses of the host\'s own making', [
  ['Response.error()', (m, t) => process(m, t, t.mark('response', Response.error())), 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  ['Response.redirect()', (m, t) => process(m, t, t.mark('response', Response.redirect('https://x.example/'))), 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  ['Response.json()', (m, t) => process(m, t, t.mark('response', Response.json({ request_uri: 'u', expires_in: 1 }, { status: 201 }))), 'resolved'],
  ['clone', (m, t) => { const first = reply(t, GOOD); return process(m, t, t.mark('clone', first.clone())) }, 'resolved'],
  ['subclass', (m, t) => process(m, t, t.mark('response', new (class Mine extends Response {})(GOOD, { status: 201 }))), 'resolved'],
  ['no body at all', (m, t) => process(m, t, t.mark('response', new Response(null, { status: 201 }))), 'OAUTH_RESPONSE_IS_NOT_JSON'],
  ['no body, JSON type', (m, t) => process(m, t, t.mark('response', new Response(null, { status: 201, headers: { 'content-type': 'application/json' } }))), 'OAUTH_PARSE_ERROR'],
  ['no body, 400', (m, t) => process(m, t, t.mark('response', new Response(null, { status: 400, headers: { 'content-type': 'application/json' } }))), 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  ['a Request', (m, t) => process(m, t, t.mark('request', new Request('https://x.example'))), 'ERR_INVALID_ARG_TYPE'],
])

// JSON texts in a 201 and in a 400.
const JSONS = [
  ['BOM', '\ufeff' + GOOD], ['two BOMs', '\ufeff\ufeff' + GOOD], ['BOM in front of an error', '\ufeff{"error":"x"}'],
  ['white space around', ` \n\t\r${GOOD}\n`], ['NBSP around', `\u00a0${GOOD}`],
  ['array', '[{"request_uri":"u","expires_in":5}]'], ['empty array', '[]'], ['string', '"request_uri"'], ['number', '5'], ['-0', '-0'], ['true', 'true'], ['null', 'null'], ['empty object', '{}'],
  ['trailing comma', '{"request_uri":"u",}'], ['comment', '{/**/}'], ['single quotes', "{'a':1}"], ['NaN', '{"expires_in":NaN}'], ['two values', `${GOOD}${GOOD}`], ['truncated', GOOD.slice(0, -1)],
  ['duplicate members', '{"request_uri":"first","expires_in":1,"request_uri":"second","expires_in":2,"error":"a","error":"b"}'],
  ['__proto__ member', '{"__proto__":{"request_uri":"evil"},"request_uri":"u","expires_in":5,"error":"x"}'],
  ['only __proto__', '{"__proto__":{"request_uri":"evil","expires_in":5,"error":"evil"}}'],
  ['__proto__ string', '{"__proto__":"x","request_uri":"u","expires_in":5}'],
  ['constructor and then', '{"constructor":1,"toString":2,"then":3,"request_uri":"u","expires_in":5,"error":"x"}'],
  ['then an object', '{"then":{"x":1},"request_uri":"u","expires_in":5}'],
  ['integer-like members', '{"z":1,"2":"b","request_uri":"u","1":"a","expires_in":5,"error":"x"}'],
  ['more members', '{"extra":[1,{"a":null}],"expires_in":5,"request_uri":"u","big":12345678901234567890,"tiny":1e-400,"neg":-0,"error":"x","error_description":"d","error_uri":"e"}'],
  ['escapes', '{"request_uri":"\\u0041\\ud83d\\ude00\\ud800\\/\\b","expires_in":5,"error":"\\ud800"}'],
  ['control character in a string', '{"request_uri":"a\nb","expires_in":5}'],
  ['long names', JSON.stringify({ ['n'.repeat(5000)]: 1, request_uri: 'u', expires_in: 5, error: 'x' })],
  ['unicode', '{"request_uri":"ürn:é€😀","expires_in":5,"error":"é€😀","error_description":"é€😀"}'],
]
for (const [label, text] of JSONS) {
  sameAll(`JSON: ${label}`, [[201, 'application/json'], [201, null], [400, 'application/json'], [400, 'text/plain']].map(([status, type]) => [`${status} ${type}`, body(text, { status, type })]))
}
sameAll('JSON: valid under any type, as par.md §14.3 says', ['text/html', null, 'application/problem+json', 'Application/JSON'].map((type) => [String(type), body(GOOD, { type }), 'resolved']))
sameAll('JSON: invalid', [['application/json', 'OAUTH_PARSE_ERROR'], ['application/json;charset=utf-8', 'OAUTH_PARSE_ERROR'], ['text/html', 'OAUTH_RESPONSE_IS_NOT_JSON'],
  [null, 'OAUTH_RESPONSE_IS_NOT_JSON'], ['Application/JSON', 'OAUTH_RESPONSE_IS_NOT_JSON'], ['application/json ;charset=utf-8', 'OAUTH_RESPONSE_IS_NOT_JSON'], ['application/problem+json', 'OAUTH_RESPONSE_IS_NOT_JSON']]
  .map(([type, code]) => [String(type), body('{', { type }), code]))

const BYTES = [['invalid UTF-8 in a value', [...Buffer.from('{"request_uri":"'), 0xff, 0xc3, 0x28, ...Buffer.from('","expires_in":5,"error":"x"}')]],
  ['invalid UTF-8 outside', [0xff, ...Buffer.from(GOOD)]], ['UTF-16', [...Buffer.from(GOOD, 'utf16le')]], ['UTF-16 BOM', [0xff, 0xfe, ...Buffer.from(GOOD, 'utf16le')]],
  ['Latin-1', [...Buffer.from('{"request_uri":"é","expires_in":5}', 'latin1')]], ['NUL bytes', [0, ...Buffer.from(GOOD)]], ['encoded surrogate', [...Buffer.from('{"error":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')]]]
for (const [label, bytes] of BYTES) {
  sameAll(`bytes: ${label}`, [201, 400].flatMap((status) => ['application/json', 'application/json;charset=utf-16', 'text/html'].map((type) => [`${status} ${type}`, (m, t) => process(m, t, reply(t, Uint8Array.from(bytes), { status, type }))])))
}

const big = (size) => JSON.stringify({ request_uri: 'u', expires_in: 5, error: 'x', pad: 'é'.repeat(size) })
sameAll('large bodies', [1, 4].flatMap((mib) => [201, 400, 500].map((status) => [`${mib} MiB, ${status}`, body(big(mib << 19), { status })])))
const depthOf = (value) => { let depth = 0; for (; value && typeof value === 'object'; value = Array.isArray(value) ? value[0] : value.a) depth++; return depth }
for (const [shape, text] of [['arrays', '['.repeat(10_000) + ']'.repeat(10_000)], ['objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)]]) {
  same(`10 000 nested ${shape} in a member`, async (m, t) => {
    const result = await process(m, t, reply(t, `{"request_uri":"u","expires_in":5,"deep":${text}}`))
    return [Object.keys(result), depthOf(result.deep)]
  }, 'resolved')
  same(`10 000 nested ${shape} in an error body`, async (m, t) => {
    const error = await process(m, t, reply(t, `{"error":"x","deep":${text}}`, { status: 400 })).then(() => 'resolved', (error) => error)
    return [error.code, error.error, depthOf(error.cause.deep)]
  }, 'resolved')
  same(`10 000 nested ${shape} as the whole`, async (m, t) => {
    const error = await process(m, t, reply(t, text)).then(() => 'resolved', (error) => error)
    return [error.code, Object.keys(error.cause), depthOf(error.cause.body)]
  }, 'resolved')
}

// request_uri and expires_in.
const VALUES = ['"u"', '""', '" "', '"\\u0000"', '0', '1', '-1', 'null', 'true', 'false', '{}', '[]', '["u"]', undefined]
sameAll('request_uri', VALUES.map((json) => [json ?? 'missing', body(json === undefined ? '{"expires_in":5}' : `{"request_uri":${json},"expires_in":5}`), /^"[^"]/.test(json) ? 'resolved' : 'OAUTH_INVALID_RESPONSE']))
const EXPIRES = [
  ['60', 60], ['59.5', 59.5], ['0', 0], ['"60"', 60], ['"60abc"', 60], ['" 5 "', 5], ['[60]', 60], ['-0', -0], ['"-0"', -0], ['"0"', 0], ['1e3', 1000], ['"1e3"', 1000], ['"0x10"', 0], ['"  \\n7"', 7], ['"+5"', 5], ['".5"', 0.5], ['"5."', 5],
  ['"1_000"', 1], ['"\\ufeff5"', 5], ['[60,70]', 60], ['[[60]]', 60], ['["60s"]', 60], ['9007199254740993', 9007199254740992], ['1e308', 1e308], ['5e-324', 5e-324], ['"5e-324"', 5e-324], ['4294967296', 4294967296], ['"1e400x"'], ['"99999999999999999999"', 99999999999999999999],
  ['null'], ['true'], ['false'], ['"x"'], ['""'], ['" "'], ['"Infinity"'], ['"-Infinity"'], ['"NaN"'], ['1e999'], ['-1e999'], ['-1'], ['"-1"'], ['-0.5'], ['"-5abc"'], ['{}'], ['[]'], ['[null]'], ['["x"]'], ['{"valueOf":5}'], [undefined],
]
sameAll('expires_in', EXPIRES.map(([json, value]) => [json ?? 'missing', async (m, t) => {
  const result = await process(m, t, reply(t, json === undefined ? '{"request_uri":"u"}' : `{"a":1,"expires_in":${json},"request_uri":"u","z":2}`))
  if (value !== undefined && !Object.is(result.expires_in, value)) throw new Error(`${json} gives ${result.expires_in}`)
  return result
}, value === undefined ? undefined : 'resolved']))
sameAll('expires_in refused, as par.md §14.1 says', [undefined, 'null', 'true', '"x"', '"Infinity"', '1e999', '-1', '"-1"'].map((json) =>
  [json ?? 'missing', body(json === undefined ? '{"request_uri":"u"}' : `{"request_uri":"u","expires_in":${json}}`), 'OAUTH_INVALID_RESPONSE']))
same('request_uri is judged before expires_in', body('{"request_uri":"","expires_in":"x"}'), 'OAUTH_INVALID_RESPONSE')
same('cause.body is the result in the making', body('{"request_uri":"u","expires_in":"-1","x":1}'), 'OAUTH_INVALID_RESPONSE')
same('a 201 with error is a success', body('{"error":"x","request_uri":"u","expires_in":5}'), 'resolved')
same('a 201 with a challenge is a success', body(GOOD, { headers: { 'www-authenticate': 'DPoP error="use_dpop_nonce"' } }), 'resolved')
same('the result is a plain object of the caller\'s own', async (m, t) => {
  const result = await process(m, t, reply(t, GOOD))
  result.more = 1
  return [Object.getPrototypeOf(result) === Object.prototype, Object.isExtensible(result), result]
}, 'resolved')

// Error bodies.
for (const [label, make] of PRIMITIVE_MISFITS.filter(([label]) => !/symbol|function|bigint|URL|undefined|NaN|-0/.test(label))) {
  sameAll(`error body with ${label}`, ['error', 'error_description', 'error_uri', 'status', 'response', 'code', 'cause', 'name', 'message'].map((member) =>
    [member, (m, t) => process(m, t, reply(t, JSON.stringify({ error: 'x', [member]: make(t) }), { status: 400 }))]))
}
sameAll('error bodies', [
  ['description a number', body('{"error":"x","error_description":7}', { status: 400 }), 'OAUTH_RESPONSE_BODY_ERROR'],
  ['DPoP nonce', body('{"error":"use_dpop_nonce"}', { status: 400, headers: { 'dpop-nonce': 'n' } }), 'OAUTH_RESPONSE_BODY_ERROR'],
  ['order kept', body('{"z":1,"error_uri":"u","error":"x","a":2}', { status: 422 }), 'OAUTH_RESPONSE_BODY_ERROR'],
  ['error of blanks', body('{"error":" "}', { status: 400 }), 'OAUTH_RESPONSE_BODY_ERROR'],
])

// Bodies used, locked, streamed, failing.
const USES = [
  ['text()', (r) => r.text()],
  ['cancelled', (r) => r.body.cancel()],
  ['reader held', async (r) => { r.body.getReader() }],
  ['reader held after a chunk', async (r) => { await r.body.getReader().read() }],
  ['one chunk read, released', async (r) => { const reader = r.body.getReader(); await reader.read(); reader.releaseLock() }],
  ['cloned', async (r) => { r.clone() }],
  ['clone read', async (r) => { await r.clone().text() }],
  ['body asked for', async (r) => { r.body; r.headers.get('x') }],
]
for (const [label, use] of USES) {
  sameAll(`body ${label}`, [201, 200, 400, 500].flatMap((status) => [null, 'application/json'].map((type) => [`${status} ${type}`, async (m, t) => {
    const response = reply(t, status === 400 ? '{"error":"x"}' : GOOD, { status, type })
    await use(response)
    return process(m, t, response)
  }])))
}
same('a used body in a 201', async (m, t) => { const r = reply(t, GOOD); await r.text(); return process(m, t, r) }, 'ERR_INVALID_ARG_VALUE')
same('a used body in a 400', async (m, t) => { const r = reply(t, '{"error":"x"}', { status: 400 }); await r.text(); return process(m, t, r) }, 'ERR_INVALID_ARG_VALUE')
same('the same response twice', async (m, t) => {
  const r = reply(t, GOOD)
  await t.step('first', () => process(m, t, r))
  return process(m, t, r)
}, 'ERR_INVALID_ARG_VALUE')
const STREAMS = [
  ['one byte at a time', () => [...GOOD]], ['split in a character', () => [Buffer.from('{"error":"\xc3', 'latin1'), Buffer.from('\xa9","request_uri":"u","expires_in":5}', 'latin1')].map((b) => new Uint8Array(b))],
  ['error at once', (t) => [t.mark('stream error', new Error('broken'))]], ['error half-way', (t) => ['{"error":"x","request_uri":"u",', t.mark('stream error', new Error('broken'))]],
  ['error after the end of the JSON', (t) => [GOOD, t.mark('stream error', new Error('broken'))]], ['fails with a string', () => ['{', { odd: true }]],
  ['empty', () => []], ['an error object streamed', () => ['{"error":', '"x"}']],
]
for (const [label, parts] of STREAMS) {
  sameAll(`stream: ${label}`, [201, 200, 400, 500].flatMap((status) => [undefined, 'application/json', 'text/html'].map((type) => [`${status} ${type}`, (m, t) => process(m, t, streamed(t, parts(t), { status, type }))])))
}
same('many responses at the same time', (m, t) => Promise.allSettled(Array.from({ length: 50 }, (_, i) => m.processPushedAuthorizationResponse(server(), client(),
  new Response(i % 3 ? `{"request_uri":"${i}","expires_in":${i}}` : '{"error":"x"}', { status: i % 3 ? 201 : 400, headers: { 'content-type': 'application/json' } })))), 'resolved')
