// Unpaired surrogates on their way into tokens. JSON.stringify writes them as \udXXX; a Rust String cannot hold them.
import { sameAll } from './harness.mjs'
import { client, par, server } from './inputs.mjs'
import { pairs } from './keys.mjs'
import { PLACES } from './places.mjs'

const TEXTS = ['\ud800', '\udfff', 'a\ud83d', '\ude00\ud83d', '\ud83d\ud83d\ude00', '\ud83dx', 'x\udc00\u0000"']
const shown = (text) => JSON.stringify(text)
const key = (t) => t.key('ES256', pairs.ES256.closed).privateKey
const issue = (m, t, parameters, given = {}) => m.issueRequestObject(server(), client(), parameters, given.key ?? key(t), given.options)

sameAll('the secret of ClientSecretJwt', TEXTS.map((text) => [shown(text), (m, t) => par(m, t, { auth: m.ClientSecretJwt(t.secret(text)) }), 'resolved']))
sameAll('kid', TEXTS.flatMap((text) => [
  [`PrivateKeyJwt ${shown(text)}`, (m, t) => par(m, t, { auth: m.PrivateKeyJwt({ key: key(t), kid: text }) }), 'resolved'],
  [`issueRequestObject ${shown(text)}`, (m, t) => issue(m, t, {}, { key: { key: key(t), kid: text } }), 'resolved'],
]))
for (const [place, call] of Object.entries(PLACES)) {
  sameAll(`${place}: issuer and client_id`, TEXTS.flatMap((text) => [
    [`issuer ${shown(text)}`, (m, t) => call(m, t, { as: server({ issuer: text }) }), 'resolved'],
    [`client_id ${shown(text)}`, (m, t) => call(m, t, { client: client({ client_id: text }) }), 'resolved'],
  ]))
  sameAll(`${place}: from the hook`, TEXTS.flatMap((text) => [
    [`a claim ${shown(text)}`, (m, t) => call(m, t, { options: { [m.modifyAssertion](h, p) { p.claim = { deep: [text] } } } }), 'resolved'],
    [`a claim's name ${shown(text)}`, (m, t) => call(m, t, { options: { [m.modifyAssertion](h, p) { p[text] = 1 } } }), 'resolved'],
    [`a header ${shown(text)}`, (m, t) => call(m, t, { options: { [m.modifyAssertion](h) { h[text] = text } } }), 'resolved'],
    [`jti ${shown(text)}`, (m, t) => call(m, t, { options: { [m.modifyAssertion](h, p) { p.jti = text } } }), 'resolved'],
  ]))
}
sameAll('the access token of a proof', TEXTS.map((text) => [shown(text), async (m, t) => {
  const headers = t.mark('headers', new Headers())
  await m.DPoP(client(), t.key('ES256', pairs.ES256.closed)).addProof(new URL('https://rs.example'), headers, 'GET', text)
}, 'resolved']))
sameAll('an authorization response', TEXTS.flatMap((text) => [
  [`state ${shown(text)}`, (m) => m.validateAuthResponse(server(), client(), new URLSearchParams([['state', text]]), text)],
  [`issuer ${shown(text)}`, (m) => m.validateAuthResponse(server({ issuer: text }), client(), new URLSearchParams([['iss', text]]))],
]))
sameAll('parameters of a request object', TEXTS.flatMap((text) => [
  [`value ${shown(text)}`, (m, t) => issue(m, t, { a: text }), 'resolved'], [`name ${shown(text)}`, (m, t) => issue(m, t, [[text, '1'], ['\ufffd', '2'], [text, '3']]), 'resolved'], [`resource ${shown(text)}`, (m, t) => issue(m, t, [['resource', text], ['resource', 'b']]), 'resolved'],
  [`in a text ${shown(text)}`, (m, t) => issue(m, t, `a=${text}`), 'resolved'], [`max_age ${shown(text)}`, (m, t) => issue(m, t, { max_age: `5${text}` }), 'resolved'],
]))
const ESCAPED = ['\\ud800', '\\uD83D', '\\udfff', '\\ude00\\ud83d', '\\ud83d\\ud83d\\ude00', '\\ud83dx', 'x\\udc00', '\\ud83d\\n', '\\ud83d\\u0041', '\ud83d', '\\ud83d\ude00', '\ud83d\\ude00']
sameAll('JSON texts', ESCAPED.flatMap((text) => [
  [`claims ${shown(text)}`, (m, t) => issue(m, t, { claims: `{"a":"${text}","b":["${text}"]}` }), 'resolved'], [`a claim's name ${shown(text)}`, (m, t) => issue(m, t, { claims: `{"${text}":1,"\\ufffd":2,"${text}":3}` }), 'resolved'],
  [`authorization_details ${shown(text)}`, (m, t) => issue(m, t, { authorization_details: `[{"type":"${text}"}]` }), 'resolved'],
]))
