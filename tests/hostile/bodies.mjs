// What a body of JSON may hold.
import { INVALID, UNREADABLE, answering } from './answers.mjs'

const MiB = 1 << 20
const body = (name, expected, text, more) => answering(`JSON: ${name}`, expected, 201, text, undefined, more)
const NESTING = 100_000

export const bodies = [
  body('nothing', UNREADABLE, ''),
  body('blanks', UNREADABLE, ' '.repeat(1000)),
  body('cut', UNREADABLE, '{"request_uri":"urn:x","expi'),
  body('two documents', UNREADABLE, '{"request_uri":"urn:x","expires_in":60}{}'),
  body('a comma too many', UNREADABLE, '{"request_uri":"urn:x","expires_in":60,}'),
  body('a comment', UNREADABLE, '{"request_uri":"urn:x",/**/"expires_in":60}'),
  body('NaN', UNREADABLE, '{"request_uri":"urn:x","expires_in":NaN}'),
  body('a guard against scripts', UNREADABLE, ')]}\'\n{"request_uri":"urn:x","expires_in":60}'),
  body('null', INVALID, 'null'),
  body('a list', INVALID, '[{"request_uri":"urn:x","expires_in":60}]'),
  body('a text', INVALID, '"urn:x"'),
  body('a number', INVALID, '201'),
  body('an empty object', INVALID, '{}'),
  body('request_uri twice: the last one counts', 'resolves', '{"request_uri":"urn:a","request_uri":"urn:b","expires_in":60}', { request_uri: 'urn:b' }),
  body('expires_in twice, then wrong', INVALID, '{"request_uri":"urn:a","expires_in":60,"expires_in":-1}'),
  body('__proto__ with the members', INVALID, '{"__proto__":{"request_uri":"urn:x","expires_in":60}}'),
  body('constructor and __proto__ beside the members', 'resolves', '{"request_uri":"urn:x","expires_in":60,"constructor":{"prototype":{"polluted":1}},"__proto__":{"polluted":1}}'),
  body('toString and valueOf', 'resolves', '{"request_uri":"urn:x","expires_in":60,"toString":1,"valueOf":1,"then":1,"toJSON":1}'),
  body('expires_in missing', INVALID, '{"request_uri":"urn:x"}'),
  body('expires_in zero', 'resolves', '{"request_uri":"urn:x","expires_in":0}'),
  body('expires_in negative', INVALID, '{"request_uri":"urn:x","expires_in":-60}'),
  body('expires_in infinite', INVALID, '{"request_uri":"urn:x","expires_in":1e400}'),
  body('expires_in a list', INVALID, '{"request_uri":"urn:x","expires_in":[]}'),
  body('expires_in an object', INVALID, '{"request_uri":"urn:x","expires_in":{"toString":5}}', { ofOracle: 'TypeError' }),
  body('expires_in true', INVALID, '{"request_uri":"urn:x","expires_in":true}'),
  body('request_uri missing', INVALID, '{"expires_in":60}'),
  body('request_uri empty', INVALID, '{"request_uri":"","expires_in":60}'),
  body('request_uri a number', INVALID, '{"request_uri":5,"expires_in":60}'),
  body('request_uri null', INVALID, '{"request_uri":null,"expires_in":60}'),
  body('request_uri a list', INVALID, '{"request_uri":["urn:x"],"expires_in":60}'),
  body('request_uri with lone surrogates', 'resolves', '{"request_uri":"urn:\\ud800","expires_in":60}'),
  body('request_uri of 1 MiB', 'resolves', `{"request_uri":"urn:${'x'.repeat(MiB)}","expires_in":60}`),
  body('100,000 members', 'resolves', `{"request_uri":"urn:x","expires_in":60,${Array.from({ length: 100_000 }, (_, index) => `"m${index}":0`)}}`),
  body('nested 100,000 deep', 'resolves', `{"request_uri":"urn:x","expires_in":60,"deep":${'['.repeat(NESTING)}${']'.repeat(NESTING)}}`),
  body('a number of 100,000 digits', 'resolves', `{"request_uri":"urn:x","expires_in":60,"n":${'9'.repeat(100_000)}}`),
]
