// No error shows a secret, however it is shown; and what of the secrets stays in the memory of the module.
import assert from 'node:assert/strict'
import { Console } from 'node:console'
import { before, test } from 'node:test'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { packed } from '../support/paths.mjs'
import { failingCalls } from './failing-calls.mjs'

const memories = []
const logged = []
let outcomes
let secrets

before(async () => {
  const { Instance } = WebAssembly
  WebAssembly.Instance = function (...args) {
    const instance = Reflect.construct(Instance, args)
    memories.push(Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory))
    return instance
  }
  const writes = ['log', 'info', 'warn', 'error', 'debug', 'trace'].map((name) => [name, console[name]])
  for (const [name] of writes) console[name] = (...values) => logged.push(inspect(values))
  const oauth = await import(pathToFileURL(join(packed, 'entry.mjs')).href)
  ;({ outcomes, secrets } = await failingCalls(oauth))
  for (const [name, write] of writes) console[name] = write
  WebAssembly.Instance = Instance
})

/** The cause of these is what the caller gave, or holds it, as with oauth4webapi: a URL, the parameters of a callback. */
const GIVEN_BACK = ['a redirect with a password', 'plain http', 'no http', 'metadata of another issuer', 'an issuer over plain http', 'a callback with another state', 'a callback without iss']

/** The texts of the package's own. */
const ownTexts = ({ name, message, stack, code, hint }) => [name, message, stack, code, hint].join('\n')

/** All that a person may print of an error. */
function shown(error) {
  const chunks = []
  const stream = new Writable({ write: (chunk, _, done) => (chunks.push(String(chunk)), done()) })
  new Console({ stdout: stream, stderr: stream }).log(error, { error }, '%o %O %j %s', error, error, error, error)
  const texts = [String(error), inspect(error), inspect(error, { showHidden: true, depth: Infinity, getters: false }), inspect(error, { customInspect: false, depth: Infinity })]
  for (let cause = error; cause !== undefined && cause !== null; cause = cause.cause) {
    texts.push(String(cause), String(cause.stack), String(cause.message), JSON.stringify(cause) ?? '', JSON.stringify(cause, Object.getOwnPropertyNames(cause)) ?? '')
    if (!(cause instanceof Error)) break
  }
  return [...chunks, ...texts].join('\n')
}

test('calls of every kind fail', () => {
  const resolved = outcomes.filter(({ error }) => error === undefined).map(({ name }) => name)
  assert.ok(outcomes.length >= 60, `${outcomes.length}`)
  assert.deepEqual(resolved, [])
})

test('the secrets are those that were sent', () => {
  for (const kind of ['client_assertion', 'proof', 'authorization']) assert.ok(Object.keys(secrets).some((name) => name.startsWith(kind)), kind)
  for (const [name, secret] of Object.entries(secrets)) assert.ok(secret.length >= 20, name)
})

test('no error shows a secret', () => {
  const found = []
  for (const { name, error } of outcomes) {
    const text = GIVEN_BACK.includes(name) ? ownTexts(error) : shown(error)
    for (const [kind, secret] of Object.entries(secrets)) if (text.includes(secret)) found.push(`${name}: ${kind}`)
  }
  assert.deepEqual(found, [])
})

test('the package logs nothing', () => assert.deepEqual(logged, []))

test('a private key never enters the memory of the module', (t) => {
  const image = Buffer.concat(memories.map(({ buffer }) => Buffer.from(buffer)))
  const scalar = secrets['private scalar']
  for (const form of [scalar, Buffer.from(scalar, 'base64url'), Buffer.from(scalar, 'base64url').toString('hex')])
    assert.equal(image.indexOf(form), -1)
  // The search finds what is there; of the other secrets SECURITY.md says that they may be.
  assert.notEqual(image.indexOf('pushed_authorization_request_endpoint'), -1)
  const left = Object.entries(secrets).filter(([, secret]) => image.includes(secret)).map(([name]) => name.replace(/ \d+$/, ''))
  t.diagnostic(`left in memory: ${[...new Set(left)].join(', ')}`)
})
