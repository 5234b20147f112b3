// An authorization server that answers each path in its own way; all but one path may be read by pages of any origin.
import { createServer } from 'node:http'
import { close, listen } from '../support/listen.mjs'

const JSON_TYPE = { 'content-type': 'application/json' }
const HTML = { 'content-type': 'text/html; charset=utf-8' }
const PASSWORD = 'password-of-a-url'
/** By how many seconds the server's clock is ahead. */
export const AHEAD = 95

const refusal = (error, headers, status = 400) => [status, { ...JSON_TYPE, ...headers }, JSON.stringify({ error })]
const late = () => ({ date: new Date(Date.now() + AHEAD * 1000).toUTCString() })
const expose = (names) => ({ 'access-control-expose-headers': names })

const answers = {
  good: () => [201, JSON_TYPE, '{"request_uri":"urn:example:1","expires_in":60}'],
  200: () => [200, JSON_TYPE, '{"request_uri":"urn:example:1","expires_in":60}'],
  204: () => [204, {}, ''],
  page: () => [404, HTML, '<h1>Not Found</h1>'],
  login: () => [200, HTML, '<form action=/login>'],
  redirect: () => [302, { location: `https://user:${PASSWORD}@login.example/in?token=${PASSWORD}#${PASSWORD}` }, ''],
  'redirect-nowhere': () => [307, {}, ''],
  'redirect-odd': () => [303, { location: `https:user:${PASSWORD}@login.example` }, ''],
  'redirect-relative': () => [302, { location: `/login?${PASSWORD}` }, ''],
  list: () => [201, JSON_TYPE, '[]'],
  cut: () => [201, JSON_TYPE, '{"request_uri":'],
  text: () => [201, { 'content-type': 'text/plain' }, 'request_uri=urn:example:1'],
  invalid_client: () => refusal('invalid_client'),
  invalid_request: () => refusal('invalid_request'),
  'late-invalid_client': () => refusal('invalid_client', late(), 401),
  'late-invalid_client-exposed': () => refusal('invalid_client', { ...late(), ...expose('date') }),
  'late-invalid_dpop_proof': () => refusal('invalid_dpop_proof', late()),
  invalid_dpop_proof: () => refusal('invalid_dpop_proof'),
  challenge: () => refusal('invalid_client', { 'www-authenticate': 'Basic realm="as"' }, 401),
  'nonce-missing': () => refusal('use_dpop_nonce'),
  'nonce-challenge': () => refusal('use_dpop_nonce', { 'www-authenticate': 'DPoP error="use_dpop_nonce"' }, 401),
  nonce: () => refusal('use_dpop_nonce', { 'dpop-nonce': 'n' }),
  'nonce-exposed': () => refusal('use_dpop_nonce', { 'dpop-nonce': 'n', ...expose('dpop-nonce') }),
  hang: () => [0],
  'no-cors': () => [201, JSON_TYPE, '{"request_uri":"urn:example:1","expires_in":60}'],
}

/** Listens on loopback until the test ends. @returns {Promise<string>} the origin, which is also an issuer whose metadata name another */
export async function start(t) {
  const server = createServer((request, response) => {
    const name = request.url.slice(1)
    const [status, headers, body] =
      name === '.well-known/openid-configuration' ? [200, JSON_TYPE, '{"issuer":"https://other.example/"}']
      : request.method === 'OPTIONS' ? [204, {}, '']
      : (answers[name]?.() ?? [404, JSON_TYPE, '{}'])
    const cors = name === 'no-cors' ? {} : { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*, authorization, dpop' }
    if (status) response.writeHead(status, { ...cors, ...headers }).end(body)
    request.resume()
  })
  const origin = await listen(server)
  t.after(() => close(server))
  return origin
}

export const secrets = [PASSWORD]
