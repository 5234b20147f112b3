// What property.test.mjs draws: plain data, which a case turns into arguments afresh for each run. `made(t, value)` turns
// `{ misfit: label }` into that misfit of inputs.mjs.
import fc from 'fast-check'
import { MISFITS, PRIMITIVE_MISFITS, THROWN } from './inputs.mjs'

const misfits = new Map(MISFITS)
const thrown = new Map(THROWN)
export const made = (t, value) => (value !== null && typeof value === 'object' && 'misfit' in value ? misfits.get(value.misfit)(t) : value)
export const throwIt = (t, m, label) => { throw thrown.get(label)(t, m) }

/** Mostly the first, now and then one of the others. */
export const mostly = (weight, usual, ...others) => fc.oneof({ weight, arbitrary: usual }, ...others.map((arbitrary) => ({ weight: 1, arbitrary })))
const one = (...values) => fc.constantFrom(...values)
export const misfit = one(...PRIMITIVE_MISFITS.map(([label]) => ({ misfit: label })))
export const anyMisfit = one(...MISFITS.filter(([label]) => label !== 'revoked proxy').map(([label]) => ({ misfit: label }))) // no promise can be resolved with that one
export const mishap = one(...THROWN.map(([label]) => label))

// Texts, some with unpaired surrogates.
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
const PIECES = ['', 'a', 'code', 'x y', 'é€😀', '+%&=;?#', '__proto__', '1', '0', '-1', 'constructor', 'null', '"\\/', '\0\b\n\u001f\u007f', '\u2028\ufeff', ' ', '%41', '%zz', 'https://as.example', '[]', '{}']
export const text = fc.oneof({ weight: 3, arbitrary: one(...PIECES, '\ud800', 'x\udfff') }, { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 10 }) }, { weight: 2, arbitrary: fc.string({ unit, maxLength: 6 }) }, { weight: 1, arbitrary: fc.string({ maxLength: 30 }) })
const filled = (arbitrary) => arbitrary.map((string) => string || 'x')

// Parameters: pairs of vocabulary and chance, in every form.
const NAMES = ['client_id', 'response_type', 'scope', 'state', 'resource', 'aud', 'iss', 'jti', 'exp', 'iat', 'sub', 'request', 'request_uri', '__proto__', 'constructor', 'toJSON', 'then', 'toString', '1', '2', '10', '-1', '01', 'a', 'b', 'client_secret', 'client_assertion', 'Client_ID']
const name = mostly(6, one(...NAMES), text)
export const form = one('record', 'pairs', 'URLSearchParams', 'Map', 'string', 'FormData')
export const parameters = mostly(25, fc.record({ form, pairs: fc.array(fc.tuple(name, text), { maxLength: 8 }) }), fc.record({ misfit: one(...MISFITS.map(([label]) => label)) }), fc.record({ raw: text }), fc.record({ odd: fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 3 }) }))
export function madeParameters(t, { form, pairs, raw, odd, misfit: label }) {
  if (label !== undefined) return misfits.get(label)(t)
  if (raw !== undefined) return raw
  if (odd !== undefined) return odd
  if (form === 'record') return Object.fromEntries(pairs)
  if (form === 'pairs') return pairs.map((pair) => [...pair])
  if (form === 'Map') return new Map(pairs)
  if (form === 'string') return String(new URLSearchParams(pairs))
  const target = form === 'FormData' ? new FormData() : new URLSearchParams()
  for (const [key, value] of pairs) target.append(key, value)
  return target
}

// Headers.
const headerName = mostly(20, one('x-a', 'X-B', 'accept', 'Accept', 'content-type', 'user-agent', 'DPoP', 'cookie', 'host', 'set-cookie', 'x-a'), one('authorization', 'AUTHORIZATION', 'proxy-authorization'), fc.string({ maxLength: 5 }))
const headerValue = mostly(20, fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).filter((c) => c < 0x7f || c > 0x9f).map((c) => String.fromCharCode(c)), maxLength: 12 }), text)
export const headers = mostly(20, fc.record({ form: one('record', 'pairs', 'Headers'), pairs: fc.array(fc.tuple(headerName, headerValue), { maxLength: 5 }) }), fc.constant(undefined), anyMisfit)
export function madeHeaders(t, given) {
  if (given === undefined || 'misfit' in given) return made(t, given)
  const pairs = given.pairs.map((pair) => [...pair])
  if (given.form === 'record') return Object.fromEntries(pairs)
  if (given.form === 'pairs') return pairs
  const headers = new Headers()
  for (const [key, value] of pairs) { try { headers.append(key, value) } catch { /* not sayable in this form */ } }
  return headers
}

// JSON as text, with what JSON.stringify would never write.
const number = one('0', '-0', '1', '1.0', '1.50', '1e2', '1E+2', '1e21', '1e-7', '0.1', '5e-324', '1e400', '-1e400', '9007199254740993', '123456789012345678901234567890', '4.35', '-1.5E-10', '60', '-1', '0.30000000000000004')
const quoted = text.map((string) => JSON.stringify(string))
const escaped = fc.array(mostly(4, one('a', '\\n', '\\u0041', '\\/', '\\"', '\\\\', '\\u00e9', '\\ud83d\\ude00', 'é', '😀', ' '), one('\\u0000', '\\b', '\u2028')), { maxLength: 4 }).map((parts) => `"${parts.join('')}"`)
const blank = mostly(6, fc.constant(''), one(' ', '\n', '\t\r'))
export const json = (keys = NAMES) => fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, one('null', 'true', 'false'), number, quoted, escaped, tie('array'), tie('object')),
  array: fc.tuple(blank, fc.array(tie('value'), { maxLength: 4 })).map(([space, items]) => `[${space}${items.join(`${space},`)}]`),
  object: fc.tuple(blank, fc.array(fc.tuple(mostly(3, one(...keys).map((key) => JSON.stringify(key)), quoted), tie('value')), { maxLength: 5 })).map(([space, members]) => `{${members.map(([key, value]) => `${space}${key}${space}:${value}`).join()}${space}}`),
}))
/** A text, now and then spoilt in a place. */
export const spoilt = (arbitrary) => mostly(6, arbitrary, fc.tuple(arbitrary, fc.nat(), one('', ',', '"', '}', ']', '\\', '1', '\ufeff', '\0', 'e', '-'), fc.nat(2)).map(([whole, at, piece, gone]) => { const cut = at % (whole.length + 1); return whole.slice(0, cut) + piece + whole.slice(cut + gone) }))
/** Ready values for hooks. */
export const value = fc.letrec((tie) => ({ value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, text, fc.double(), fc.integer(), one(null, true, false, undefined, -0), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(mostly(2, one(...NAMES), text), tie('value'), { maxKeys: 3 })) })).value

// Servers, clients, endpoints.
const URLS = ['https://as.example/par', 'https://as.example:443/par?x=1#f', ' HTTPS://AS.example/a/../par ', 'https://u:p@as.example/par', 'https://[::1]:8443/x', 'https://bücher.example/é', 'https://as.example/%41%zz', 'https://as.example//a//', 'https://as.example', 'https://127.1/']
const BAD_URLS = ['http://as.example/par', 'HTTP://localhost:8080', 'ftp://as.example/x', 'urn:x:y', 'javascript:1', '/par', '', 'as.example', 'https://', 'https://a b', '//as.example', 'https:as.example/par']
export const url = mostly(6, one(...URLS), fc.webUrl({ validSchemes: ['https'], withQueryParameters: true, withFragments: true }))
const endpoint = mostly(40, url, one(...BAD_URLS), misfit, text)
const issuer = mostly(40, fc.constant('https://as.example'), filled(text), misfit)
const id = mostly(40, filled(text), misfit)
export const server = () => mostly(40, fc.record({
  issuer, pushed_authorization_request_endpoint: endpoint,
  mtls_endpoint_aliases: fc.option(mostly(4, fc.record({ pushed_authorization_request_endpoint: endpoint }, { requiredKeys: [] }), misfit), { nil: undefined }),
}, { requiredKeys: ['issuer', 'pushed_authorization_request_endpoint'] }), anyMisfit)
export const client = () => mostly(40, fc.record({ client_id: id, use_mtls_endpoint_aliases: mostly(4, one(undefined, false, true), misfit), skew: mostly(3, one(undefined, 0, 5, -10.5), fc.double(), misfit) }, { requiredKeys: ['client_id'] }), anyMisfit)
/** An object whose members may be misfits, or a misfit. */
export function madeObject(t, given, symbols = {}) {
  if ('misfit' in given) return made(t, given)
  return Object.fromEntries(Object.entries(given).map(([key, member]) => [symbols[key] ?? key, member !== null && typeof member === 'object' && !('misfit' in member) ? madeObject(t, member) : made(t, member)]))
}

// Responses.
const CHALLENGES = ['Basic', 'Basic realm="x"', 'DPoP error="use_dpop_nonce"', 'Bearer, DPoP error="use_dpop_nonce", algs="ES256"', 'Basic a=b Bearer c=d', 'Basic abc==', 'Basic realm="a\\nb"', 'Basic x=y, abc==', 'a=b', 'Basic,', '', 'Basic realm="unclosed', 'Basic __proto__=x', 'é', 'Negotiate abc= , Basic']
export const challenge = mostly(3, fc.constant(undefined), one(...CHALLENGES), fc.array(one('Basic', 'DPoP', ' ', ',', '=', '"', 'x', 'y="z"', '\\', '==', 'error="use_dpop_nonce"'), { maxLength: 8 }).map((parts) => parts.join('').trim()))
export const status = mostly(4, one(200, 201, 201, 201, 400, 401, 404, 500), fc.integer({ min: 200, max: 599 }))
export const contentType = mostly(4, one('application/json', undefined), one('application/json; charset=utf-8', 'Application/JSON', 'application/json ;x', 'application/problem+json', 'text/html', 'application/jsonx', ''))
