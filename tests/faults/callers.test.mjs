// What a caller's own objects do is that call's alone: a getter that changes its mind, a class whose methods throw, a
// promise with a `then` of its own. No other call fails, hangs or gets what is not its own, and nothing is raised beside.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import process from 'node:process'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { packed } from '../support/paths.mjs'

const oauth = await import(pathToFileURL(join(packed, 'entry.mjs')).href)
const server = { issuer: 'https://as.example', pushed_authorization_request_endpoint: 'https://as.example/par' }
const client = { client_id: 'client' }
const keyPair = await oauth.generateKeyPair('ES256')

const raised = []
process.on('unhandledRejection', (error) => raised.push(error))
after(() => assert.deepEqual(raised, []))

const push = (fetched, { authentication = oauth.None(), DPoP = oauth.DPoP(client, keyPair) } = {}) =>
  oauth.pushedAuthorizationRequest(server, client, authentication, { state: 's' }, { DPoP, [oauth.customFetch]: fetched })

/** Runs something while a call is in flight, which must not hear of it. */
async function beside(run) {
  let answer
  const other = push(() => new Promise((resolve) => (answer = resolve)))
  while (!answer) await delay(1)
  const outcome = await (async () => run())().catch((error) => error)
  const response = new Response('mine')
  answer(response)
  assert.equal(await other, response)
  assert.notEqual(outcome?.code, oauth.INTERNAL_ERROR, `${outcome}: ${outcome?.cause}`)
  return outcome
}

test('a wrapper of crypto.subtle.sign that awaits first: what it signs is what was asked for', async (t) => {
  const { subtle } = crypto
  const { sign } = subtle
  const seen = []
  Object.defineProperty(subtle, 'sign', { configurable: true, async value(algorithm, key, data) {
    const asked = new TextDecoder().decode(data)
    await delay(5)
    seen.push([asked, new TextDecoder().decode(data)])
    return sign.call(subtle, algorithm, key, data)
  } })
  t.after(() => delete subtle.sign)
  const authentication = oauth.PrivateKeyJwt(keyPair.privateKey)
  const assertions = []
  const answered = async (url, { body }) => {
    assertions.push(new URLSearchParams(body).get('client_assertion'))
    return new Response()
  }
  await Promise.all(Array.from({ length: 30 }, () => push(answered, { authentication })))
  assert.equal(seen.length, 60)
  for (const [asked, signed] of seen) assert.equal(signed, asked)
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
  for (const assertion of assertions) {
    const end = assertion.lastIndexOf('.')
    const signature = Buffer.from(assertion.slice(end + 1), 'base64url')
    assert.ok(await subtle.verify(ecdsa, keyPair.publicKey, signature, new TextEncoder().encode(assertion.slice(0, end))))
  }
})

test('a pair of keys whose getters yield something else the second time: what was checked is used', async () => {
  const once = (value) => {
    let reads = 0
    return () => (reads++ ? 5 : value)
  }
  const [privateKey, publicKey] = [once(keyPair.privateKey), once(keyPair.publicKey)]
  const changing = { get privateKey() { return privateKey() }, get publicKey() { return publicKey() } }
  const outcome = await beside(() => push(async (url, { headers }) => new Response(headers.dpop), { DPoP: oauth.DPoP(client, changing) }))
  assert.equal((await outcome.text()).split('.').length, 3)
})

test("a handle's constructor checks its keys, too", async () => {
  const { constructor } = oauth.DPoP(client, keyPair)
  const outcome = await beside(() => new constructor(client, { privateKey: 5, publicKey: 6 }))
  assert.equal(outcome.code, 'ERR_INVALID_ARG_TYPE')
})

test('something that passes for a CryptoKey and is no object', async (t) => {
  const before = globalThis.CryptoKey
  t.after(() => (globalThis.CryptoKey = before))
  globalThis.CryptoKey = class { static [Symbol.hasInstance]() { return true } }
  Object.assign(String.prototype, { type: 'private' })
  t.after(() => delete String.prototype.type)
  const outcome = await beside(() => push(async () => new Response(), { authentication: oauth.PrivateKeyJwt('a text') }))
  assert.ok(outcome instanceof TypeError, `${outcome}`)
})

test('parameters and responses that fail while the error about them is made', async () => {
  const mine = new Error('of the caller')
  class Parameters extends URLSearchParams { get() { throw mine } }
  assert.equal(await beside(() => oauth.validateAuthResponse(server, client, new Parameters('error=no'))), mine)

  const refusal = () => Response.json({ error: 'no' }, { status: 400, headers: { 'www-authenticate': 'Basic' } })
  for (let good = 0; good < 3; good++) {
    let reads = 0
    const response = Object.defineProperty(refusal(), 'status', { get: () => { if (reads++ >= good) throw mine; return 400 } })
    const outcome = await beside(() => oauth.processPushedAuthorizationResponse(server, client, response))
    assert.ok(outcome === mine || outcome instanceof oauth.WWWAuthenticateChallengeError, `${outcome}`)
  }
})

test('a promise whose own `then` calls back again, when another call has taken the place of the first', async () => {
  let again
  const twice = (fetched) => {
    const promise = Promise.resolve(fetched)
    promise.then = function (resolve, reject) {
      again = resolve
      return Promise.prototype.then.call(this, resolve, reject)
    }
    return promise
  }
  const first = new Response('first')
  for (const authentication of [oauth.None(), () => twice(undefined)]) {
    assert.equal(await push(() => twice(first), { authentication }), first)
    await beside(async () => again?.(new Response('never asked for')))
  }
})

test('two signatures at a time, of which one is never made and the other cannot be', async (t) => {
  const { prototype } = Object.getPrototypeOf(crypto.subtle).constructor
  const { sign } = prototype
  t.after(() => (prototype.sign = sign))
  const hook = new Error('of the hook')
  const authentication = oauth.PrivateKeyJwt(keyPair.privateKey, { [oauth.modifyAssertion]() { throw hook } })
  const outcome = await beside(() => {
    prototype.sign = async () => { throw new Error('of the host') }
    return push(async () => new Response(), { authentication })
  })
  assert.equal(outcome, hook)
  await delay(20)
  assert.deepEqual(raised, [])
})
