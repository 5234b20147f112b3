// Nonces for DPoP. These calls are `pushedAuthorizationUrl`, which answers one demand: never a third request.
import { CHALLENGE, GOOD, JSON_TYPE, NETWORK, BODY_ERROR, answer } from './answers.mjs'

const demand = (socket, nonce) => answer(socket, 400, '{"error":"use_dpop_nonce"}', { ...JSON_TYPE, 'dpop-nonce': nonce })
const nonce = (name, expected, requests, behave, more) => ({ name: `nonce: ${name}`, expected, requests, dpop: true, behave, ...more })
const once = (value) => (socket, { count }) => (count % 2 === 1 ? demand(socket, value) : answer(socket, 201, GOOD))

export const nonces = [
  nonce('a new one with every answer, demanded for ever', BODY_ERROR, 2, (socket, { count }) => demand(socket, `nonce-${count}`)),
  nonce('demanded in a challenge for ever', CHALLENGE, 2, (socket, { count }) =>
    answer(socket, 401, '{}', { ...JSON_TYPE, 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': `nonce-${count}` })),
  nonce('demanded, but none given', BODY_ERROR, 1, (socket) => answer(socket, 400, '{"error":"use_dpop_nonce"}')),
  nonce('empty', BODY_ERROR, 1, (socket) => demand(socket, '')),
  nonce('of 8 KiB', 'resolves', 2, once('n'.repeat(8192))),
  nonce('of 1 MiB', NETWORK, 1, once('n'.repeat(1 << 20)), { inBrowser: false }),
  nonce('quotes, backslashes and braces', 'resolves', 2, once('"\\"},{"a":"\\u0000')),
  nonce('bytes beyond ASCII', 'resolves', 2, once('\u00e9\u00ff')),
  nonce('two of them', 'resolves', 2, once(['one', 'two'])),
  nonce('with blanks', 'resolves', 2, once('a b , c')),
  nonce('a new one with a good answer', 'resolves', 1, (socket) => answer(socket, 201, GOOD, { ...JSON_TYPE, 'dpop-nonce': 'next' })),
]
