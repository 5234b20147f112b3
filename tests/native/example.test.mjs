// examples/native.rs against oidc-provider: discovery, a push with private_key_jwt and DPoP, and the nonce that the server demands.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedJWK, importJWK, jwtVerify } from 'jose'
import { close, listen } from '../support/listen.mjs'
import { run } from '../support/processes.mjs'
import { pushes, start } from '../support/rust-server.mjs'

const program = process.env.OAUTH4WASM_NATIVE_EXAMPLE
assert.ok(program, 'OAUTH4WASM_NATIVE_EXAMPLE names the program; cargo xtask sets it')
const CLIENT_ID = 'native-client'
const REDIRECT_URI = 'http://127.0.0.1/callback'
const SECONDS = 20

/** @param {Record<string, string>} [environment] beside PATH */
const native = (t, args, environment = {}) => run(t, program, args, { seconds: SECONDS, env: { PATH: process.env.PATH, ...environment } })

async function generated(t) {
  const { code, stdout, stderr } = await native(t, ['generate'])
  assert.equal(code, 0, stderr)
  return { text: stdout, jwk: JSON.parse(stdout), publicJwk: JSON.parse(stderr.slice(stderr.indexOf('{'))) }
}

/** A server that knows the public key. */
async function serverFor(t, publicJwk) {
  const registration = {
    client_id: CLIENT_ID,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [publicJwk] },
    redirect_uris: [REDIRECT_URI],
  }
  const server = await start({ clients: { [CLIENT_ID]: registration } })
  t.after(() => server.close())
  return server
}

test('generate: a key, its public half, and a kid that is its thumbprint', { timeout: 30_000 }, async (t) => {
  const { jwk, publicJwk } = await generated(t)
  assert.deepEqual(Object.keys(jwk).sort(), ['crv', 'd', 'kid', 'kty', 'x', 'y'])
  const { d, ...rest } = jwk
  assert.deepEqual(publicJwk, rest)
  assert.notEqual((await generated(t)).jwk.d, d)
})

test('a push to a server that demands a nonce', { timeout: 60_000 }, async (t) => {
  const { text, publicJwk, jwk } = await generated(t)
  const server = await serverFor(t, publicJwk)
  const { code, stdout, stderr } = await native(t, [server.issuer, CLIENT_ID], { OAUTH4WASM_KEY: text, REDIRECT_URI })
  assert.equal(code, 0, stdout + stderr)
  const said = (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(stdout)?.[1]
  const sent = pushes(server)

  await t.test('two requests: the refusal teaches the nonce', () => {
    assert.deepEqual(sent.map(({ status }) => status), [400, 201])
    assert.ok(sent[0].nonce)
  })

  await t.test('jose verifies the assertions and the proofs, and none was sent twice', async () => {
    const identifiers = new Set()
    for (const [index, { body, headers }] of sent.entries()) {
      const form = new URLSearchParams(body)
      assert.equal(form.get('client_id'), CLIENT_ID)
      const assertion = await jwtVerify(form.get('client_assertion'), await importJWK(publicJwk, 'ES256'), {
        issuer: CLIENT_ID,
        subject: CLIENT_ID,
        audience: server.issuer,
        requiredClaims: ['exp', 'iat', 'nbf', 'jti'],
        maxTokenAge: 60,
      })
      assert.equal(assertion.protectedHeader.kid, publicJwk.kid)
      const proof = await jwtVerify(headers.dpop, EmbeddedJWK, { typ: 'dpop+jwt', maxTokenAge: 60 })
      assert.equal(proof.payload.nonce, index === 0 ? undefined : sent[0].nonce)
      assert.equal(proof.payload.htu, `${server.issuer}/request`)
      assert.notEqual(proof.protectedHeader.jwk.x, publicJwk.x)
      identifiers.add(assertion.payload.jti).add(proof.payload.jti)
    }
    assert.equal(identifiers.size, 4)
  })

  await t.test('the authorization URL has client_id and request_uri only, and the server knows the request', async () => {
    const url = new URL(said('authorization URL'))
    assert.deepEqual([...url.searchParams], [['client_id', CLIENT_ID], ['request_uri', said('request_uri')]])
    const response = await fetch(url, { redirect: 'manual' })
    assert.equal(response.status, 303)
    assert.match(response.headers.get('location'), /^\/interaction\//)
  })

  await t.test('it says when the request expires', () => {
    const [, at, seconds] = /^(\d+) \(in (\d+) s\)$/.exec(said('expires_at'))
    assert.ok(Math.abs(Number(at) - Number(seconds) - Date.now() / 1000) < 30, said('expires_at'))
  })

  await t.test('nothing that it prints holds a secret', () => {
    const secrets = sent.flatMap(({ body, headers }) => [new URLSearchParams(body).get('client_assertion'), headers.dpop])
    for (const secret of [jwk.d, ...secrets]) assert.ok(!(stdout + stderr).includes(secret))
  })

  await t.test('the key may come from a file', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'oauth4wasm-native-'))
    t.after(() => rm(folder, { recursive: true }))
    const file = join(folder, 'key.jwk')
    await writeFile(file, text, { mode: 0o600 })
    const { code, stderr } = await native(t, [server.issuer, CLIENT_ID, file], { REDIRECT_URI })
    assert.equal(code, 0, stderr)
  })
})

test('what cannot be done is said, and ends with a failure', { timeout: 60_000 }, async (t) => {
  const { text, publicJwk } = await generated(t)
  const server = await serverFor(t, publicJwk)
  const stranger = await generated(t)
  const gone = createServer()
  const nobody = await listen(gone)
  await close(gone)

  for (const [name, args, environment, words] of [
    ['no argument', [], {}, /usage: /],
    ['no key', [server.issuer, CLIENT_ID], {}, /usage: /],
    ['a key that is no JWK', [server.issuer, CLIENT_ID], { OAUTH4WASM_KEY: '{"kty":"RSA"}' }, /"jwk\.kty"/],
    ['a key that the server does not know', [server.issuer, CLIENT_ID], { OAUTH4WASM_KEY: stranger.text }, /invalid_client/],
    ['a client that the server does not know', [server.issuer, 'stranger'], { OAUTH4WASM_KEY: text }, /invalid_client/],
    ['a redirect URI that is not registered', [server.issuer, CLIENT_ID], { OAUTH4WASM_KEY: text, REDIRECT_URI: 'https://other.example/' }, /invalid_/],
    ['nobody there', [nobody, CLIENT_ID], { OAUTH4WASM_KEY: text }, /no answer[^]*because: /],
    ['plain http to another machine', ['http://as.example', CLIENT_ID], { OAUTH4WASM_KEY: text }, /https/],
  ]) {
    await t.test(name, async (t) => {
      const { code, stdout, stderr } = await native(t, args, environment)
      assert.equal(code, 1, stdout + stderr)
      assert.match(stderr, words)
      assert.ok(!stderr.includes('panicked'))
    })
  }
})
