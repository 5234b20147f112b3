// What the benchmark compares must be comparable: every implementation does every case, and the plain-JavaScript control
// sends what oauth4webapi sends.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import * as oracle from 'oauth4webapi'
import { prepared } from '../../bench/call.mjs'
import { cases } from '../../bench/cases.mjs'
import * as control from '../../bench/control.mjs'
import { ANSWERS } from '../../bench/fixtures.mjs'
import { subject } from '../differential/modules.mjs'

const generate = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
let keys
let clientKey
before(async () => {
  const [client, proof] = await Promise.all([generate(), generate()])
  keys = { client: client.privateKey, proof }
  clientKey = client.publicKey
})

for (const one of cases) {
  test(one.name, async () => {
    await prepared(one, oracle, keys)
    await prepared(one, subject, keys)
    await prepared(one, undefined, keys)
    if (one.control) await prepared(one, control, keys)
  })
}

for (const one of cases.filter(({ control }) => control)) {
  test(`${one.name}: the control sends the same`, async () => {
    assert.deepEqual(await described(await lastRequest(one, control)), await described(await lastRequest(one, oracle)))
  })
}

/** What the second push sends: by then the nonce is known. */
async function lastRequest(one, implementation) {
  let last
  const fetch = async (url, init) => {
    last = { url, ...init }
    return new Response(...ANSWERS.pushedWithNonce)
  }
  const pushedAuthorizationRequest = (as, client, authentication, body, options) =>
    implementation.pushedAuthorizationRequest(as, client, authentication, body, { ...options, [implementation.customFetch]: fetch })
  await prepared(one, { ...implementation, pushedAuthorizationRequest }, keys)
  return last
}

/** A request with the random parts of its JWTs left out, and these verified. */
async function described({ url, method, redirect, headers, body }) {
  const { 'user-agent': _, dpop, ...rest } = headers
  const form = Object.fromEntries(new URLSearchParams(`${body}`))
  for (const name of ['client_assertion', 'request']) {
    const isHmac = name in form && decodeProtectedHeader(form[name]).alg === 'HS256'
    if (name in form) form[name] = await token(form[name], isHmac ? undefined : clientKey)
  }
  return { url: `${url}`, method, redirect, headers: rest, form, dpop: dpop && (await token(dpop, keys.proof.publicKey)) }
}

async function token(jwt, key) {
  const header = decodeProtectedHeader(jwt)
  const payload = key ? (await jwtVerify(jwt, key)).payload : JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url'))
  const { jti, iat, nbf, exp, ...claims } = payload
  assert.ok(jti.length >= 16)
  return { header, claims, lifetime: exp && exp - iat, notBefore: nbf && nbf - iat }
}
