import assert from 'node:assert/strict'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { build } from 'esbuild'
import { packed } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'
import { project } from '../support/project.mjs'

test('importing does nothing: no network, no randomness, no clock, no new global', { timeout: 20_000 }, async (t) => {
  const cwd = await project(t, packed, {
    'main.mjs': `
const calls = []
const spy = (target, name) => {
  const original = target[name]
  target[name] = function (...args) { calls.push(name); return original.apply(this, args) }
}
spy(globalThis, 'fetch')
for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) spy(globalThis, name)
for (const name of ['getRandomValues', 'randomUUID']) spy(Crypto.prototype, name)
for (const name of ['digest', 'generateKey', 'importKey', 'sign']) spy(SubtleCrypto.prototype, name)
spy(Math, 'random')
spy(Date, 'now')
spy(performance, 'now')
globalThis.Date = new Proxy(Date, { construct: (target, args) => (calls.push('new Date'), Reflect.construct(target, args)) })

const globals = Reflect.ownKeys(globalThis).length
const oauth = await import('oauth4wasm')
const atImport = calls.splice(0)
oauth.generateRandomState()
console.log(JSON.stringify({ atImport, afterwards: calls, globals: Reflect.ownKeys(globalThis).length - globals }))
`,
  })
  const { code, stdout, stderr } = await run(t, process.execPath, ['main.mjs'], { cwd })
  assert.equal(code, 0, stderr)
  const { atImport, afterwards, globals } = JSON.parse(stdout)
  assert.deepEqual(atImport, [])
  assert.ok(afterwards.includes('getRandomValues'), 'the spies see a call')
  assert.equal(globals, 0, 'new globals')
  assert.equal(stderr, '')
})

test('importing needs no top-level await and no node: module', { timeout: 20_000 }, async (t) => {
  const cwd = await project(t, packed, { 'main.mjs': `import * as oauth from 'oauth4wasm'; globalThis.oauth = oauth` })
  // esbuild refuses a top-level await in a script, and a node: module on the platform neutral.
  const { warnings, outputFiles } = await build({
    entryPoints: [join(cwd, 'main.mjs')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    platform: 'neutral',
    logLevel: 'silent',
  })
  assert.deepEqual(warnings, [])
  assert.ok(outputFiles[0].text.length > 0)
})

test('two installed copies: symbols and state apart; what one made works with the other or is refused in words', { timeout: 20_000 }, async (t) => {
  const cwd = await project(t, packed, {
    'main.mjs': `
import * as first from 'oauth4wasm'
import * as other from 'oauth4wasm-copy'
const as = { issuer: 'https://as.example', pushed_authorization_request_endpoint: 'https://as.example/par' }
const client = { client_id: 'client' }
const requests = []
const options = { [first.customFetch]: async (url, init) => (requests.push(init), new Response()) }
const push = (clientAuth, more) => first.pushedAuthorizationRequest(as, client, clientAuth, {}, { ...options, ...more })
const rejection = ({ name, code, message }) => ({ name, code, message })
const keyPair = await other.generateKeyPair('ES256')
await push(other.ClientSecretBasic('secret'))
await push(other.PrivateKeyJwt(keyPair.privateKey))
console.log(JSON.stringify({
  apart: first.customFetch !== other.customFetch && first.OperationProcessingError !== other.OperationProcessingError,
  challenges: [await first.calculatePKCECodeChallenge('a'), await other.calculatePKCECodeChallenge('a')],
  requests: requests.map(({ headers, body }) => [headers.authorization, ...body.keys()]),
  handle: await push(first.None(), { DPoP: other.DPoP(client, keyPair) }).then(() => 'resolved', rejection),
}))
`,
  })
  await cp(join(cwd, 'node_modules/oauth4wasm'), join(cwd, 'node_modules/oauth4wasm-copy'), { recursive: true })
  const { code, stdout, stderr } = await run(t, process.execPath, ['main.mjs'], { cwd })
  assert.equal(code, 0, stderr)
  const { apart, challenges, requests, handle } = JSON.parse(stdout)
  assert.ok(apart)
  assert.equal(challenges[0], challenges[1])
  assert.deepEqual(requests, [
    [`Basic ${btoa('client:secret')}`, 'client_id'],
    [null, 'client_id', 'client_assertion_type', 'client_assertion'],
  ])
  assert.deepEqual(handle, {
    name: 'TypeError',
    code: 'ERR_INVALID_ARG_VALUE',
    message: '"options.DPoP" must be a handle made by DPoP() of this copy of oauth4wasm',
  })
})
