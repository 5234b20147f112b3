// Signatures: deterministic, and right in the eyes of RFC 6979, WebCrypto and jose.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EmbeddedJWK, calculateJwkThumbprint, importJWK, jwtVerify } from 'jose'
import { as, client, fixedJwt, freshKey, keyOf, load } from './package.mjs'
import { sign } from './rfc6979.mjs'

const oauth = await load()
const b64 = (hex) => Buffer.from(hex, 'hex').toString('base64url')

/** RFC 6979 Appendix A.2.5. */
const RFC_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: b64('60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6'),
  y: b64('7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299'),
  d: b64('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721'),
}
const RFC_SIGNATURES = {
  sample: 'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
  test: 'F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083',
}

const split = (jwt) => {
  const end = jwt.lastIndexOf('.')
  return [jwt.slice(0, end), Buffer.from(jwt.slice(end + 1), 'base64url')]
}

test('the oracle of these tests gives the signatures of RFC 6979 A.2.5', () => {
  for (const [message, hex] of Object.entries(RFC_SIGNATURES)) {
    assert.equal(sign(keyOf(RFC_KEY).scalar, message).toString('hex').toUpperCase(), hex)
  }
})

test('a JWT signed with the key of RFC 6979 A.2.5 has the signature of section 3.2', async () => {
  const { privateKey } = await oauth.importSoftwareKey(RFC_KEY)
  const jwt = await fixedJwt(oauth, privateKey)
  assert.equal(await fixedJwt(oauth, privateKey), jwt)
  const [input, signature] = split(jwt)
  assert.deepEqual(signature, sign(keyOf(RFC_KEY).scalar, input))
})

test('signatures of many keys and messages: RFC 6979, WebCrypto and jose agree', async () => {
  for (let i = 0; i < 20; i++) {
    const { jwk, scalar, publicJwk } = freshKey()
    const { privateKey } = await oauth.importSoftwareKey(jwk)
    const jwt = await oauth.issueRequestObject(as, client, { i: String(i) }, { key: privateKey, kid: `key-${i}` })
    const [input, signature] = split(jwt)
    assert.deepEqual(signature, sign(scalar, input))
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const publicKey = await crypto.subtle.importKey('jwk', publicJwk, algorithm, false, ['verify'])
    assert.ok(await crypto.subtle.verify(algorithm, publicKey, signature, Buffer.from(input)))
    const { payload, protectedHeader } = await jwtVerify(jwt, await importJWK(publicJwk, 'ES256'), { issuer: 'client', audience: as.issuer })
    assert.equal(payload.i, String(i))
    assert.deepEqual(protectedHeader, { alg: 'ES256', typ: 'oauth-authz-req+jwt', kid: `key-${i}` })
  }
})

test('a client assertion and a DPoP proof that jose accepts', async () => {
  const { privateKey, publicKey } = await oauth.generateKeyPair('ES256', { software: true })
  const publicJwk = await oauth.exportSoftwareKey(publicKey)
  for (const [authentication, kid] of [[oauth.PrivateKeyJwt(privateKey)], [oauth.PrivateKeyJwt({ key: privateKey, kid: 'k' }), 'k']]) {
    const body = new URLSearchParams()
    await authentication(as, client, body, new Headers())
    const { protectedHeader } = await jwtVerify(body.get('client_assertion'), await importJWK(publicJwk, 'ES256'), { subject: 'client' })
    assert.equal(protectedHeader.kid, kid)
  }
  const handle = oauth.DPoP(client, { privateKey, publicKey })
  const headers = new Headers()
  await handle.addProof(new URL('https://as.example/par'), headers, 'POST')
  const { payload, protectedHeader } = await jwtVerify(headers.get('dpop'), EmbeddedJWK, { typ: 'dpop+jwt' })
  assert.equal(payload.htu, 'https://as.example/par')
  assert.deepEqual({ ...protectedHeader.jwk }, { ...publicJwk })
  assert.equal(await handle.calculateThumbprint(), await calculateJwkThumbprint(publicJwk))
})
