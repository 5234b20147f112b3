// Every misbehaviour, on Node: which error, in what time, what memory, and that nobody else hears of a secret.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { SECRET } from '../support/attempts.mjs'
import { packed, root } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'
import { start } from '../support/raw-server.mjs'
import { honest, misbehaviours } from './misbehaviours.mjs'

const MiB = 1 << 20
const AT_LEAST = 160
/** A call settles within its signal's time and this, on a machine that others use too. */
const GRACE = 3000
const DEFAULT_SIGNAL = 5000
/** The host holds a body as it arrives, until the signal ends it: as much as without us, and this. */
const MORE_THAN_THE_ORACLE = 200 * MiB
const LINEAR_MEMORY = 4 * MiB

const cleanup = { after: (step) => after(step) }
let server
let ours
let oracle

before(async () => {
  server = await start([...misbehaviours, honest])
  after(() => server.close())
  ;[ours, oracle] = [await attempt('ours', join(packed, 'entry.mjs')), await attempt('oracle', join(root, 'node_modules/oauth4webapi/build/index.js'))]
}, { timeout: 90_000 })

async function attempt(who, entry) {
  const attempts = misbehaviours.map(({ name, dpop, heavy, signal }) => ({ name, dpop, heavy, signal, url: server.urls[name] }))
  const input = JSON.stringify({ who, honest: server.urls[honest.name], attempts })
  const { code, stdout, stderr } = await run(cleanup, process.execPath, [join(root, 'tests/hostile/attempt-all.mjs'), pathToFileURL(entry).href, input], { seconds: 60 })
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}

test(`at least ${AT_LEAST} misbehaviours, each with a name of its own`, () => {
  assert.ok(misbehaviours.length >= AT_LEAST, `${misbehaviours.length}`)
  assert.equal(new Set(misbehaviours.map(({ name }) => name)).size, misbehaviours.length)
})

for (const { name, expected, ofOracle = expected, signal = DEFAULT_SIGNAL, request_uri } of misbehaviours) {
  test(name, () => {
    const { outcome, milliseconds, text, ...result } = ours.outcomes[name]
    assert.equal(outcome, expected, text)
    assert.equal(oracle.outcomes[name].outcome, ofOracle, 'oauth4webapi')
    assert.ok(milliseconds < signal + GRACE, `${milliseconds} ms`)
    if (request_uri) assert.equal(result.request_uri, request_uri)
    if (signal !== DEFAULT_SIGNAL && expected.endsWith('PARSE_ERROR')) assert.equal(result.cause, 'TimeoutError', 'cause')
  })
}

test('a body that never ends takes no more memory than it takes without us', () => {
  assert.ok(ours.peak < oracle.peak + MORE_THAN_THE_ORACLE, `${ours.peak / MiB} MiB, oauth4webapi ${oracle.peak / MiB} MiB`)
  assert.ok(ours.linear <= LINEAR_MEMORY, `linear memory of ${ours.linear} bytes`)
})

test('one instance served all calls, and nothing was raised beside them', () => {
  // Node's own fetch may have one, too.
  assert.equal(ours.instances - oracle.instances, 1)
  assert.deepEqual(ours.raised, [])
})

test('a call sends its request once, and again only where a nonce was demanded', () => {
  for (const { name, requests, atAccept } of misbehaviours) {
    const count = (who) => server.received.filter((request) => request.name === name && request.who === who).length
    if (!atAccept) assert.equal(count('ours'), requests ?? count('oracle'), name)
    assert.ok(count('ours') <= 2, name)
  }
})

test('where a server points to, nobody asks', () => assert.deepEqual(server.strays, []))

test('each request is a POST that was meant for its URL, with the secret in its body only', () => {
  const requests = server.received.filter(({ who }) => who === 'ours')
  assert.ok(requests.length > AT_LEAST)
  for (const { name, method, text } of requests) {
    assert.equal(method, 'POST', name)
    const [head, body] = text.split('\r\n\r\n')
    assert.ok(!head.includes(SECRET), `${name}: ${head}`)
    assert.equal(new URLSearchParams(body).get('client_secret'), SECRET, name)
  }
})

test('no error shows the secret', () => {
  for (const [name, { text }] of Object.entries(ours.outcomes)) assert.ok(!text?.includes(SECRET), `${name}: ${text}`)
})
