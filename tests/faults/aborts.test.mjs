// A thousand pushes in flight, each aborted at a random moment: each comes to what it should, and the next ones work.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { close, listen } from '../support/listen.mjs'
import { packed, root } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'

test('1,000 pushes aborted at random moments', { timeout: 40_000 }, async (t) => {
  const seed = Number(process.env.OAUTH4WASM_SEED ?? Math.floor(Math.random() * 2 ** 31))
  t.diagnostic(`OAUTH4WASM_SEED=${seed}`)
  const wrong = []
  const seen = new Map()
  const server = createServer(async (request, response) => {
    let body = ''
    request.on('error', () => {})
    response.on('error', () => {})
    try {
      for await (const chunk of request) body += chunk
    } catch {
      return
    }
    const state = new URLSearchParams(body).get('state')
    seen.set(state, (seen.get(state) ?? 0) + 1)
    if (request.method !== 'POST' || request.url !== '/par' || !(Number(state) < 1000)) wrong.push(`${request.method} ${request.url} ${body}`)
    // The head, and the body in two parts, so that an abort may come between any of them.
    setTimeout(() => {
      response.writeHead(201, { 'content-type': 'application/json' })
      response.write(`{"request_uri":"urn:${state}",`)
      setTimeout(() => response.end('"expires_in":60}'), (Number(state) % 7) * 10)
    }, (Number(state) % 11) * 10)
  })
  const origin = await listen(server)
  t.after(() => close(server))

  const entry = pathToFileURL(join(packed, 'entry.mjs')).href
  const { code, stdout, stderr } = await run(t, process.execPath, [join(root, 'tests/faults/aborts.mjs'), entry, origin, String(seed)], { seconds: 30 })
  assert.equal(code, 0, stderr)
  const { settled, outcomes, afterwards, raised } = JSON.parse(stdout)
  t.diagnostic(JSON.stringify(outcomes))
  assert.equal(settled, true, 'a promise is pending')
  assert.deepEqual(outcomes.others, [])
  assert.deepEqual(raised, [])
  assert.equal(outcomes.resolved + outcomes.aborted + outcomes.abortedInBody, 1000)
  assert.ok(outcomes.resolved >= 100 && outcomes.aborted > 50, JSON.stringify(outcomes))
  assert.deepEqual(afterwards, afterwards.map(() => true))
  assert.deepEqual(wrong, [])
  // The first fifty are asked again at the end.
  for (const [state, count] of seen) assert.ok(count <= (Number(state) < 50 ? 2 : 1), `${state} was sent ${count} times`)
})
