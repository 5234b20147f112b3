// With each fault of the host: no wrong request leaves, nothing is raised beside the calls, no promise is pending that
// should settle, no polluter sees a secret, and when the fault is gone everything works.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { packed, root } from '../support/paths.mjs'
import { faults } from './host-faults.mjs'

const AT_ONCE = 4
const LIMIT = 20_000
const entry = pathToFileURL(join(packed, 'entry.mjs')).href
const PATHS = ['https://as.example/par', 'https://as.example/.well-known/openid-configuration']
const FIELDS = ['client_id', 'state', 'client_secret', 'client_assertion', 'client_assertion_type']

function spoiled(index) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(root, 'tests/faults/with-fault.mjs'), { workerData: { index, entry }, stdout: true, stderr: true })
    const limit = setTimeout(() => worker.terminate(), LIMIT)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      clearTimeout(limit)
      reject(new Error(`ended with ${code} before it was done`))
    })
  })
}

const others = (outcomes) => outcomes.filter((outcome) => !outcome.endsWith(': resolves')).map((outcome) => outcome.split(': '))

test('faults of the host', { concurrency: AT_ONCE }, async (t) => {
  assert.ok(faults.length >= 70, `${faults.length}`)
  const running = faults.map((fault, index) => t.test(fault.name, async () => check(fault, await spoiled(index))))
  await Promise.all(running)
})

function check({ name, pends = [], sees = [], sends }, { during, afterwards, raised, seen, requests }) {
  assert.deepEqual(raised, [])
  assert.deepEqual(others(during).filter(([call, outcome]) => outcome === 'pending' && !pends.includes(call)), [], 'pending')
  assert.deepEqual(others(afterwards), [], 'afterwards')
  assert.deepEqual(seen.filter((what) => !sees.includes(what)), [], 'seen by a polluter')
  if (name === 'none') {
    assert.deepEqual(others(during), [])
    assert.equal(requests.length, 7)
  }
  for (const { url, method, redirect, body, headers } of requests) {
    assert.ok(PATHS.includes(url), url)
    assert.equal(method, url === PATHS[0] ? 'POST' : 'GET')
    assert.equal(redirect, 'manual')
    if (method === 'GET') continue
    const fields = new URLSearchParams(body)
    assert.deepEqual([...fields.keys()].filter((field) => !FIELDS.includes(field)), [])
    assert.equal(fields.get('state'), 's')
    assert.ok(fields.get('client_id') === 'client' || headers.authorization, 'a client')
    for (const jwt of [fields.get('client_assertion'), headers.dpop]) if (jwt) checkJwt(jwt, sends)
  }
}

function checkJwt(jwt, sends) {
  const [header, payload, signature] = jwt.split('.')
  const { alg } = JSON.parse(Buffer.from(header, 'base64url'))
  const { iat, jti } = JSON.parse(Buffer.from(payload, 'base64url'))
  assert.equal(signature.length, alg === 'HS256' ? 43 : 86, 'signature')
  if (sends !== 'iat') assert.ok(Math.abs(iat - Date.now() / 1000) < 60, `iat ${iat}`)
  assert.match(jti, /^[\w-]{43}$/)
}
