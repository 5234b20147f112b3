// Refusals that are none, and challenges that nobody understands.
import { BODY_ERROR, CHALLENGE, JSON_TYPE, NETWORK, NOT_CONFORM, NOT_JSON, answering } from './answers.mjs'

const refusal = (name, expected, text, headers) => answering(`400: ${name}`, expected, 400, text, headers)
const challenge = (name, expected, header, more) => answering(`401: ${name}`, expected, 401, '{}', { ...JSON_TYPE, 'www-authenticate': header }, more)

export const refusals = [
  refusal('an OAuth error', BODY_ERROR, '{"error":"invalid_request","error_description":"no"}'),
  refusal('no error in the body', NOT_CONFORM, '{}'),
  refusal('an error that is a number', NOT_CONFORM, '{"error":5}'),
  refusal('an error that is empty', NOT_CONFORM, '{"error":""}'),
  refusal('an error that is an object', NOT_CONFORM, '{"error":{"code":400}}'),
  refusal('a list', NOT_CONFORM, '["invalid_request"]'),
  refusal('null', NOT_CONFORM, 'null'),
  refusal('nothing', NOT_CONFORM, ''),
  refusal('cut', NOT_CONFORM, '{"error":"inv'),
  refusal('a page', NOT_JSON, '<h1>Bad Request</h1>', { 'content-type': 'text/html' }),
  refusal('an error of 1 MiB', BODY_ERROR, `{"error":"${'x'.repeat(1 << 20)}"}`),
  refusal('an error below __proto__', NOT_CONFORM, '{"__proto__":{"error":"invalid_request"}}'),
  refusal('an error_description that is an object', BODY_ERROR, '{"error":"invalid_request","error_description":{"a":1}}'),
  answering('404 with a page', NOT_JSON, 404, '<h1>Not Found</h1>', { 'content-type': 'text/html' }),
  answering('200 with an OAuth error', NOT_CONFORM, 200, '{"error":"invalid_request"}'),
  answering('201 with an OAuth error', 'OperationProcessingError OAUTH_INVALID_RESPONSE', 201, '{"error":"invalid_request"}'),
  challenge('a challenge', CHALLENGE, 'Basic realm="as"'),
  challenge('soup', NOT_CONFORM, ',,;=;,"=", realm'),
  challenge('a quote that never ends', CHALLENGE, 'DPoP error="use_dpop_nonce, Basic realm="'),
  challenge('a hundred challenges', CHALLENGE, Array.from({ length: 100 }, (_, index) => `Scheme${index} a="${index}"`).join(', ')),
  challenge('a hundred headers of challenges', CHALLENGE, Array(100).fill('Basic realm="as"')),
  challenge('parameters twice', CHALLENGE, 'DPoP error="a", error="b", __proto__="c"'),
  challenge('quotes in quotes', CHALLENGE, 'Basic realm="\\"\\\\\\"", DPoP algs="ES256"'),
  challenge('a token of 8 KiB', CHALLENGE, `Negotiate ${'A'.repeat(8192)}==`),
  challenge('bytes beyond ASCII', CHALLENGE, 'Basic realm="\u00e9\u00ff"'),
  challenge('a challenge of 1 MiB', NETWORK, `Basic realm="${'x'.repeat(1 << 20)}"`, { inBrowser: false }),
]
