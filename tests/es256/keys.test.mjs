// Software keys as callers have them: where they come from, what they look like, what is refused.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { as, client, fixedJwt, freshKey, load } from './package.mjs'

const oauth = await load()
const { jwk, pem, der, scalar, publicJwk } = freshKey()
const buffer = der.buffer.slice(der.byteOffset, der.byteOffset + der.byteLength)
const FORMS = {
  'a JWK': jwk,
  'a JWK with all that it may say': { ...jwk, kid: 'k', alg: 'ES256', use: 'sig', ext: true, key_ops: ['sign'] },
  PEM: pem,
  'PEM with CRLF and spaces around': `\r\n ${pem.replaceAll('\n', '\r\n')}\r\n`,
  'DER as a Uint8Array': new Uint8Array(der),
  'DER as a view of something longer': new Uint8Array([0, 0, ...der, 0]).subarray(2, 2 + der.length),
  'DER as an ArrayBuffer': buffer,
  'DER as a DataView': new DataView(buffer),
  '32 bytes': scalar,
}

for (const [name, form] of Object.entries(FORMS)) {
  test(`from ${name}`, async () => {
    const before = structuredClone(form)
    const { privateKey, publicKey } = await oauth.importSoftwareKey(form, { extractable: true })
    assert.deepEqual(form, before, 'the argument is left as it is')
    assert.deepEqual({ ...(await oauth.exportSoftwareKey(publicKey)) }, publicJwk)
    assert.deepEqual({ ...(await oauth.exportSoftwareKey(privateKey)) }, jwk)
    const { privateKey: other } = await oauth.importSoftwareKey(jwk)
    assert.equal(await fixedJwt(oauth, privateKey), await fixedJwt(oauth, other))
  })
}

test('the keys look like CryptoKeys', async () => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  for (const extractable of [false, true]) {
    for (const pair of [await oauth.importSoftwareKey(jwk, { extractable }), await oauth.generateKeyPair('ES256', { software: true, extractable })]) {
      assert.deepEqual(Object.keys(pair), ['privateKey', 'publicKey'])
      assert.deepEqual({ ...pair.privateKey }, { type: 'private', extractable, algorithm, usages: ['sign'] })
      assert.deepEqual({ ...pair.publicKey }, { type: 'public', extractable: true, algorithm, usages: ['verify'] })
      for (const key of Object.values(pair)) {
        for (const object of [key, key.algorithm, key.usages]) assert.ok(Object.isFrozen(object))
        assert.equal(Object.prototype.toString.call(key), '[object SoftwareKey]')
      }
    }
  }
})

test('fresh keys differ; without `software` they are the host\'s', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => oauth.generateKeyPair('ES256', { software: true })))
  const jwks = await Promise.all(made.map(({ publicKey }) => oauth.exportSoftwareKey(publicKey)))
  assert.equal(new Set(jwks.map(({ x }) => x)).size, 8)
  for (const options of [undefined, {}, { software: false }]) {
    const { privateKey, publicKey } = await oauth.generateKeyPair('ES256', options)
    assert.ok(privateKey instanceof CryptoKey && publicKey instanceof CryptoKey)
    await assert.rejects(oauth.exportSoftwareKey(publicKey), { code: 'ERR_INVALID_ARG_TYPE' })
  }
})

const value = 'ERR_INVALID_ARG_VALUE'
const type = 'ERR_INVALID_ARG_TYPE'
const ORDER = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex')
const others = (kind, options) => generateKeyPairSync(kind, options).privateKey
const REFUSED = {
  nothing: [undefined, type],
  null: [null, type],
  'a number': [5, type],
  'an empty object': [{}, type],
  'an array': [[], type],
  'an empty text': ['', value],
  'a text that is not PEM': ['secret', value],
  'PEM that is cut': [pem.slice(0, 100), value],
  'PEM of SEC 1': [others('ec', { namedCurve: 'P-256' }).export({ format: 'pem', type: 'sec1' }), value],
  'an encrypted key': [others('ec', { namedCurve: 'P-256' }).export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }), value],
  'an RSA key': [others('rsa', { modulusLength: 2048 }).export({ format: 'pem', type: 'pkcs8' }), value],
  'a key of P-384': [others('ec', { namedCurve: 'P-384' }).export({ format: 'der', type: 'pkcs8' }), value],
  'an Ed25519 key': [others('ed25519').export({ format: 'der', type: 'pkcs8' }), value],
  'no bytes': [new Uint8Array(), value],
  '31 bytes': [scalar.subarray(1), value],
  '33 bytes': [new Uint8Array([0, ...scalar]), value],
  zero: [new Uint8Array(32), value],
  'the order of the curve': [new Uint8Array(ORDER), value],
  'DER and one byte more': [new Uint8Array([...der, 0]), value],
  'a megabyte': [new Uint8Array(1 << 20), value],
  'a public JWK': [publicJwk, type],
  'a JWK of another type': [{ ...jwk, kty: 'RSA' }, value],
  'a JWK of another curve': [{ ...jwk, crv: 'P-384' }, value],
  'a JWK for another algorithm': [{ ...jwk, alg: 'ES384' }, value],
  'a JWK for encryption': [{ ...jwk, use: 'enc' }, value],
  'a JWK with a short d': [{ ...jwk, d: 'AQAB' }, value],
  'a JWK with a padded d': [{ ...jwk, d: `${jwk.d}=` }, value],
  'a JWK with d as a number': [{ ...jwk, d: 5 }, type],
  'a JWK with a lone surrogate': [{ ...jwk, d: '\ud800' }, value],
  'a JWK with the point of another key': [{ ...freshKey().jwk, d: jwk.d }, value],
}

for (const [name, [input, code]] of Object.entries(REFUSED)) {
  test(`refused: ${name}`, async () => {
    await assert.rejects(oauth.importSoftwareKey(input), (error) => {
      assert.ok(error instanceof TypeError)
      assert.equal(error.code, code, error.message)
      assert.match(error.message, /^"(privateKey|jwk|jwk\.\w+)" must /)
      return true
    })
    await fixedJwt(oauth, (await oauth.importSoftwareKey(jwk)).privateKey)
  })
}

test('what a getter throws comes out as it is', async () => {
  const thrown = new Error('mine')
  const hostile = { ...jwk, get d() { throw thrown } }
  await assert.rejects(oauth.importSoftwareKey(hostile), (error) => error === thrown)
})

test('refused: other algorithms in software', async () => {
  for (const alg of ['RS256', 'ES384', 'Ed25519', 'none']) {
    await assert.rejects(oauth.generateKeyPair(alg, { software: true }), { name: 'UnsupportedOperationError' })
  }
  await assert.rejects(oauth.generateKeyPair(undefined, { software: true }), { code: type })
})

test('a key that is not extractable stays inside', async () => {
  for (const { privateKey } of [await oauth.importSoftwareKey(jwk), await oauth.generateKeyPair('ES256', { software: true })]) {
    await assert.rejects(oauth.exportSoftwareKey(privateKey), { code: value, message: /^"key\.extractable" must be true/ })
  }
  for (const other of [undefined, null, {}, jwk, structuredClone({ ...(await oauth.importSoftwareKey(jwk)).privateKey })]) {
    await assert.rejects(oauth.exportSoftwareKey(other), { code: type })
    assert.throws(() => oauth.PrivateKeyJwt(other), { code: type })
  }
})

test('a key that was disposed of', async () => {
  const { privateKey, publicKey } = await oauth.importSoftwareKey(jwk, { extractable: true })
  const inFlight = fixedJwt(oauth, privateKey)
  privateKey[Symbol.dispose]()
  privateKey[Symbol.dispose]()
  publicKey[Symbol.dispose]()
  const refused = { code: value, message: /^"key" must not have been disposed of/ }
  for (const promise of [inFlight, fixedJwt(oauth, privateKey), oauth.exportSoftwareKey(privateKey)]) await assert.rejects(promise, refused)
  assert.deepEqual({ ...(await oauth.exportSoftwareKey(publicKey)) }, publicJwk)
})

test('public and private keys of software and host: a pair must be one', async () => {
  const software = await oauth.importSoftwareKey(jwk)
  const host = { ...(await oauth.generateKeyPair('ES256')) }
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const same = {
    privateKey: await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', publicJwk, algorithm, true, ['verify']),
  }
  const prove = (privateKey, publicKey) => oauth.DPoP(client, { privateKey, publicKey }).addProof(new URL('https://as.example/par'), new Headers(), 'POST')
  for (const [privateKey, publicKey] of [[software, same], [same, software], [software, software], [host, host]]) {
    await prove(privateKey.privateKey, publicKey.publicKey)
  }
  for (const [privateKey, publicKey] of [[software, host], [host, software], [software, await oauth.importSoftwareKey(freshKey().jwk)]]) {
    await assert.rejects(prove(privateKey.privateKey, publicKey.publicKey), { code: value, message: /^"DPoP\.publicKey" must belong/ })
  }
  assert.throws(() => oauth.DPoP(client, { privateKey: software.publicKey, publicKey: software.publicKey }), { code: value })
  assert.throws(() => oauth.PrivateKeyJwt(software.publicKey), { code: value })
  await assert.rejects(oauth.issueRequestObject(as, client, {}, software.publicKey), { code: value })
})
