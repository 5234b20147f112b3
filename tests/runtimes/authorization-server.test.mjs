// The oracle of the other tests is itself tested, with the original oauth4webapi.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { once } from 'node:events'
import { test } from 'node:test'
import * as oauth from 'oauth4webapi'
import { start } from '../support/authorization-server.mjs'
import { run } from '../support/processes.mjs'
import { support } from '../support/paths.mjs'

const insecure = { [oauth.allowInsecureRequests]: true }
const PARAMETERS = { response_type: 'code', redirect_uri: 'http://127.0.0.1/callback', code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }

async function started(t, options) {
  const server = await start(options)
  t.after(() => server.close())
  const url = new URL(server.issuer)
  const metadata = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure))
  return { ...server, metadata, endpoint: metadata.pushed_authorization_request_endpoint }
}

test('requires PAR: an authorization request that was not pushed is refused', async (t) => {
  const { metadata, clients } = await started(t)
  assert.equal(metadata.require_pushed_authorization_requests, true)
  const query = new URLSearchParams({ ...PARAMETERS, client_id: clients.none.client_id })
  const response = await fetch(`${metadata.authorization_endpoint}?${query}`, { redirect: 'manual' })
  assert.match(response.headers.get('location') ?? (await response.text()), /Pushed(\+| )Authorization(\+| )Request/i)
})

test('decodes Basic credentials by RFC 6749 Appendix B', async (t) => {
  const { endpoint, clients } = await started(t)
  const { client_id, client_secret } = clients.encoded
  const status = async (encode) => {
    const authorization = `Basic ${btoa(`${encode(client_id)}:${encode(client_secret)}`)}`
    const body = new URLSearchParams({ ...PARAMETERS, client_id })
    return (await fetch(endpoint, { method: 'POST', body, headers: { authorization } })).status
  }
  assert.notEqual(await status((text) => text), 201, 'not encoded')
  assert.equal(await status((text) => new URLSearchParams([['', text]]).toString().slice(1)), 201, 'form encoded')
})

test('CORS: only the origins that were named', async (t) => {
  const { endpoint, clients, allowOrigin } = await started(t, { origins: ['http://one.example'] })
  const allowed = async (origin) => {
    const body = new URLSearchParams({ ...PARAMETERS, client_id: clients.none.client_id })
    const response = await fetch(endpoint, { method: 'POST', body, headers: { origin } })
    return response.headers.get('access-control-allow-origin')
  }
  assert.equal(await allowed('http://one.example'), 'http://one.example')
  assert.equal(await allowed('http://two.example'), null)
  allowOrigin('http://two.example')
  assert.equal(await allowed('http://two.example'), 'http://two.example')
})

test('takes the port it is given, says when it is in use', async (t) => {
  const first = await started(t)
  const port = Number(new URL(first.issuer).port)
  await assert.rejects(start({ port }), { code: 'EADDRINUSE' })
})

test('close ends connections that are kept alive', { timeout: 5_000 }, async () => {
  const server = await start()
  const { port, hostname } = new URL(server.issuer)
  const socket = connect(port, hostname)
  await once(socket, 'connect')
  socket.resume()
  const ended = once(socket, 'close')
  await server.close()
  await ended
  await assert.rejects(fetch(server.issuer))
})

test('prints nothing, and lets the process end', { timeout: 20_000 }, async (t) => {
  const program = `
import { start } from './authorization-server.mjs'
const { issuer, clients, close } = await start()
const body = new URLSearchParams({ ...${JSON.stringify(PARAMETERS)}, client_id: clients.none.client_id })
const response = await fetch(issuer + '/request', { method: 'POST', body })
if (response.status !== 201) throw new Error(await response.text())
await close()`
  const { code, stdout, stderr } = await run(t, process.execPath, ['--input-type=module', '--eval', program], { cwd: support, seconds: 10 })
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '', stderr: '' })
})
