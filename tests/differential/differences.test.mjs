// No row of differences.mjs may outlive its reason, and none may excuse more than its probe shows.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { differences } from './differences.mjs'
import { compare, report } from './harness.mjs'
import { client, server } from './inputs.mjs'
import { fresh, pairs, second } from './keys.mjs'
import { oracle, standIn, subject } from './modules.mjs'

for (const row of differences) {
  test(`agreed difference: ${row.id}`, { skip: standIn && 'the subject is a copy of the oracle' }, async () => {
    assert.ok(row.reason.length > 20, 'a row says why')
    const without = await compare(row.probe, { rows: differences.filter((other) => other !== row) })
    assert.ok(without.found.length > 0, `no longer needed: drop the row "${row.id}"`)
    const within = await compare(row.probe)
    assert.ok(within.found.length === 0, report(within.found))
  })
}
// Differences of a whole outcome, where rows of single places would excuse too much. The README has them in its table.

test('agreed difference: an `expires_in` without a text', { skip: standIn && 'the subject is a copy of the oracle' }, async () => {
  const failure = async (m) => {
    const response = new Response('{"request_uri":"u","expires_in":{"toString":5}}', { status: 201 })
    return m.processPushedAuthorizationResponse(server(), client(), response).then(() => assert.fail('accepted'), (error) => error)
  }
  const theirs = await failure(oracle)
  assert.deepEqual([theirs.name, theirs.code], ['TypeError', undefined], 'no longer needed')
  const ours = await failure(subject)
  assert.ok(ours instanceof subject.OperationProcessingError)
  assert.equal(ours.code, subject.INVALID_RESPONSE)
})

const { privateKey } = pairs.ES256.closed
for (const [label, publicKey] of [['the same kind', second.publicKey], ['another curve', pairs.ES384.open.publicKey], ['another kind', pairs.Ed25519.open.publicKey], ['RSA', pairs.PS256.open.publicKey]]) {
  test(`agreed difference: a DPoP pair whose public key is another one, of ${label}`, { skip: standIn && 'the subject is a copy of the oracle' }, async () => {
    const ends = async (m, prove) => {
      const handle = m.DPoP(client(), { privateKey, publicKey })
      assert.equal(typeof await handle.calculateThumbprint(), 'string')
      return [await prove(m, handle), await prove(m, handle)] // noticed once is noticed always
    }
    const pushed = (m, DPoP) => m.pushedAuthorizationRequest(server(), client(), m.None(), {}, { DPoP, [m.customFetch]: async () => 'sent' }).catch((error) => error)
    const proved = (m, handle) => handle.addProof(new URL('https://rs.example'), new Headers(), 'GET').then(() => 'made', (error) => error)
    assert.deepEqual([await ends(oracle, pushed), await ends(oracle, proved)], [['sent', 'sent'], ['made', 'made']], 'no longer needed')
    for (const error of [...await ends(subject, pushed), ...await ends(subject, proved)]) {
      assert.ok(error instanceof TypeError)
      assert.equal(error.code, 'ERR_INVALID_ARG_VALUE')
      assert.ok(error.message.includes('"DPoP.publicKey"'), error.message)
    }
  })
}

/** `expected`: what the case gives with the oracle, and what with ours. */
const whole = (name, run, expected) => test(`agreed difference: ${name}`, { skip: standIn && 'the subject is a copy of the oracle' }, async () => {
  assert.deepEqual(await run(oracle), expected[0], 'no longer needed')
  assert.deepEqual(await run(subject), expected[1])
})
const proof = async (handle) => {
  const headers = new Headers()
  await handle.addProof(new URL('https://as.example'), headers, 'POST')
  return headers.get('dpop').split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url')))
}
const push = (m, DPoP, response) => m.pushedAuthorizationRequest(server(), client(), m.None(), {}, { DPoP, [m.customFetch]: async () => response })

whole('what a hook does to the JWK of a proof stays with its handle', async (m) => {
  const pair = await fresh('ES256')
  const [one, two] = [m.DPoP(client(), pair, { [m.modifyAssertion](header) { header.jwk.added = 1 } }), m.DPoP(client(), pair)]
  return [(await proof(one))[0].jwk.added, (await proof(two))[0].jwk.added]
}, [[1, 1], [1, undefined]])

whole('methods that a user puts on a handle are not called by requests', async (m) => {
  const called = []
  await push(m, Object.assign(m.DPoP(client(), pairs.ES256.closed), { async addProof() { called.push('addProof') }, cacheNonce() { called.push('cacheNonce') } }))
  return called
}, [['addProof', 'cacheNonce'], []])

// No host's Headers does that.
for (const [label, value, kept] of [['a number', 5, 5], ['an array', ['n'], ['n']], ['an object', { n: 1 }, { n: 1 }], ['a promise', Promise.resolve('n'), {}], ['true', true, true]]) {
  whole(`a nonce that is no text is not kept: ${label}`, async (m) => {
    const handle = m.DPoP(client(), pairs.ES256.closed)
    await push(m, handle, { headers: { get: () => value } })
    return (await proof(handle))[1].nonce
  }, [kept, undefined])
}

/** The names of the methods of `crypto.subtle` that a call asks for. */
async function askedOfWebCrypto(names, call) {
  const { subtle } = crypto
  const asked = []
  for (const name of names) {
    const original = subtle[name]
    Object.defineProperty(subtle, name, { configurable: true, value: (...args) => (asked.push(name), original.apply(subtle, args)) })
  }
  try {
    await call()
  } finally {
    for (const name of names) delete subtle[name]
  }
  return asked
}

whole('client_secret_jwt asks nothing of WebCrypto', (m) => askedOfWebCrypto(['importKey', 'sign'], async () => {
  const auth = m.ClientSecretJwt('secret')
  for (let i = 0; i < 2; i++) await auth(server(), client(), new URLSearchParams(), new Headers())
}), [['importKey', 'sign', 'sign'], []])

for (const [label, fault] of [['throws', () => { throw new Error('no') }], ['rejects', () => Promise.reject(new Error('no'))]]) {
  test(`agreed difference: client_secret_jwt where WebCrypto ${label}`, { skip: standIn && 'the subject is a copy of the oracle' }, async (t) => {
    const { subtle } = crypto
    for (const name of ['importKey', 'sign']) Object.defineProperty(subtle, name, { configurable: true, value: fault })
    t.after(() => { for (const name of ['importKey', 'sign']) delete subtle[name] })
    const signed = async (m) => {
      const body = new URLSearchParams()
      await m.ClientSecretJwt('secret')(server(), client(), body, new Headers())
      return body.get('client_assertion')
    }
    await assert.rejects(signed(oracle), { message: 'no' }, 'no longer needed')
    const [header, payload, signature] = (await signed(subject)).split('.')
    assert.equal(signature, createHmac('sha256', 'secret').update(`${header}.${payload}`).digest('base64url'))
  })
}

whole('the thumbprint of a key is found out once', async (m) => {
  const pair = await fresh('ES256')
  return askedOfWebCrypto(['exportKey'], async () => {
    const thumbprints = []
    for (let i = 0; i < 2; i++) thumbprints.push(await m.DPoP(client(), pair).calculateThumbprint())
    assert.equal(thumbprints[0], thumbprints[1])
  })
}, [['exportKey', 'exportKey'], ['exportKey']])

test('no two rows have one name', () => assert.equal(new Set(differences.map((row) => row.id)).size, differences.length))

for (const [label, value, theirs, ours] of [['an empty buffer', () => new ArrayBuffer(0), 'sent ""', 'UnsupportedOperationError'], ['an object', () => ({}), /^sent ""$|^TypeError$/, 'TypeError'], ['a text', () => 'text', /^sent "/, 'TypeError']]) {
  test(`agreed difference: a signature of the host's that is ${label}`, { skip: standIn && 'the subject is a copy of the oracle' }, async (t) => {
    const { prototype } = SubtleCrypto
    const { sign } = prototype
    t.after(() => (prototype.sign = sign))
    prototype.sign = async () => value()
    const part = (token) => `sent ${JSON.stringify(token.split('.')[2])}`
    const ways = (m) => [
      m.issueRequestObject(server(), client(), {}, privateKey).then(part),
      ...[m.PrivateKeyJwt(privateKey), m.ClientSecretJwt('secret')].map((method) => {
        const body = new URLSearchParams()
        return Promise.resolve(method(server(), client(), body, new Headers())).then(() => part(body.get('client_assertion')))
      }),
      m.pushedAuthorizationRequest(server(), client(), m.None(), {}, { DPoP: m.DPoP(client(), pairs.ES256.closed), [m.customFetch]: async (url, { headers }) => part(headers.dpop) }),
    ].map((outcome) => outcome.catch((error) => error.name))
    for (const outcome of await Promise.all(ways(oracle))) assert.match(outcome, theirs instanceof RegExp ? theirs : new RegExp(`^${theirs}$`), 'no longer needed')
    const [object, assertion, byHmac, proof] = await Promise.all(ways(subject))
    assert.deepEqual([object, assertion, proof], [ours, ours, ours])
    assert.match(byHmac, /^sent "[\w-]{43}"$/, 'the module signs by itself')
  })
}
