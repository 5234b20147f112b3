// The instance's memory, searched for what must not stay there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, client, fixedJwt, freshKey, load } from './package.mjs'

const memories = []
const { Instance } = WebAssembly
WebAssembly.Instance = function (module, imports) {
  const instance = new Instance(module, imports)
  memories.push(instance.exports.memory)
  return instance
}
const oauth = await load()

const holds = (needle) => memories.some(({ buffer }) => Buffer.from(buffer).includes(needle))

/** The number as bytes in both orders, in words of both sizes, and the texts that it came in. */
function traces({ scalar, jwk, pem }) {
  const bytes = Buffer.from(scalar)
  const words = (size) => Buffer.concat(Array.from({ length: 32 / size }, (_, i) => bytes.subarray(i * size, (i + 1) * size)).map((word) => Buffer.from(word).reverse()))
  const forms = [bytes, Buffer.from(bytes).reverse(), words(4), words(8), Buffer.from(bytes.toString('base64')), Buffer.from(jwk.d), Buffer.from(pem.split('\n')[1])]
  // Half of it is too much already.
  return forms.flatMap((form) => [form.subarray(0, form.length / 2), form.subarray(form.length / 2)])
}

const imported = async ({ jwk }) => (await oauth.importSoftwareKey(jwk, { extractable: true })).privateKey
const steps = {
  'a JWK was read': ({ jwk }) => oauth.importSoftwareKey(jwk),
  'PEM was read': ({ pem }) => oauth.importSoftwareKey(pem),
  'DER was read': ({ der }) => oauth.importSoftwareKey(der),
  '32 bytes were read': ({ scalar }) => oauth.importSoftwareKey(scalar),
  'a JWK was refused': ({ jwk }) => assert.rejects(oauth.importSoftwareKey({ ...jwk, x: freshKey().jwk.x })),
  'PEM was refused': ({ pem }) => assert.rejects(oauth.importSoftwareKey(pem.replace('END', 'FIN'))),
  'DER was refused': ({ der }) => assert.rejects(oauth.importSoftwareKey(new Uint8Array([...der, 0]))),
  'a request object was signed': async (known) => fixedJwt(oauth, await imported(known)),
  'an assertion was signed': async (known) => oauth.PrivateKeyJwt(await imported(known))(as, client, new URLSearchParams(), new Headers()),
  'a DPoP proof was signed': async (known) => {
    const handle = oauth.DPoP(client, await oauth.importSoftwareKey(known.jwk))
    await handle.addProof(new URL('https://as.example/par'), new Headers(), 'POST')
    await handle.calculateThumbprint()
  },
  'the private key was exported': async (known) => oauth.exportSoftwareKey(await imported(known)),
}

for (const [name, step] of Object.entries(steps)) {
  test(`memory has no trace of the number after ${name}`, async () => {
    const known = freshKey()
    await step(known)
    for (const trace of traces(known)) assert.ok(!holds(trace), `${trace.length} bytes of it: ${trace.toString('latin1').slice(0, 2)}…`)
  })
}

test('this search finds what is there: a public key that went through memory as text', async () => {
  assert.equal(memories.length, 1)
  const { publicKey } = await oauth.importSoftwareKey(freshKey().jwk)
  const { x } = await oauth.exportSoftwareKey(publicKey)
  assert.ok(holds(Buffer.from(x)))
})
