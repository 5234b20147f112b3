import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { close, listen } from '../support/listen.mjs'
import { packed, root } from '../support/paths.mjs'
import { launch, run } from '../support/processes.mjs'

const demo = join(root, 'www/demo.mjs')
const env = { ...process.env, NO_COLOR: '1' }
const runDemo = (t, args, more) => run(t, process.execPath, [demo, ...args], { env: { ...env, ...more }, seconds: 15 })

test('demo --once: the request, the answer and the authorization URL, then the end', { timeout: 20_000 }, async (t) => {
  const { code, stdout, stderr } = await runDemo(t, ['--once'])
  assert.equal(stderr, '')
  assert.equal(code, 0)
  assert.match(stdout, /POST http:\/\/127\.0\.0\.1:\d+\/request\n/)
  assert.match(stdout, /authorization: Basic \w+=*\n/)
  assert.match(stdout, /&client_id=demo-basic\n/)
  assert.match(stdout, /demo secret/)
  const { request_uri } = JSON.parse(/201 Created\n +(\{.*\})/.exec(stdout)[1])
  const url = new URL(/http:\S+\/auth\?\S+/.exec(stdout)[0])
  assert.deepEqual([...url.searchParams], [['client_id', 'demo-basic'], ['request_uri', request_uri]])
})

test('demo: prints the address of the page, serves it, ends at Ctrl-C', { timeout: 20_000 }, async (t) => {
  const { child, ended } = launch(t, process.execPath, [demo, '--port', '0'], { env })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  while (!output.includes('Ctrl-C')) await once(child.stdout, 'data')
  const [, page] = /in a browser\n +(\S+)/.exec(output)
  assert.match(await (await fetch(page)).text(), /<h1>oauth4wasm<\/h1>/)
  assert.equal((await fetch(new URL('oauth4wasm/index.js', page))).status, 200)
  child.kill('SIGINT')
  assert.equal((await ended).code, 0)
})

test('demo: mistakes are answered in words', { timeout: 30_000 }, async (t) => {
  const taken = createServer()
  const { port } = new URL(await listen(taken))
  t.after(() => close(taken))
  for (const [args, words, more] of [
    [['--port', port], `Port ${port} is in use`],
    [['--port', 'x'], 'a port is a number'],
    [['--twice'], 'Usage: cargo xtask demo'],
    [['--once'], 'The package is not built', { OAUTH4WASM_PACKED: join(packed, 'nothing') }],
  ]) {
    const { code, stdout, stderr } = await runDemo(t, args, more)
    assert.equal(code, 1, stderr)
    assert.equal(stdout, '')
    assert.ok(stderr.includes(words), stderr)
    assert.ok(!stderr.includes(' at '), stderr)
  }
})
