// A private key's number is nowhere to be seen, and goes away when it shall.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { run } from '../support/processes.mjs'
import { client, entry, freshKey, load } from './package.mjs'

const oauth = await load()

/** The number as somebody might print it. */
function spellings({ scalar, jwk }) {
  const bytes = Buffer.from(scalar)
  return [jwk.d, bytes.toString('base64'), bytes.toString('hex'), [...bytes].join(), [...bytes].join(', '), [...bytes].join(',\n'), BigInt(`0x${bytes.toString('hex')}`).toString()]
}

test('nothing that prints a key prints its number', async (t) => {
  const known = freshKey()
  const { privateKey } = await oauth.importSoftwareKey(known.jwk, { extractable: true })
  const authentication = oauth.PrivateKeyJwt(privateKey)
  const handle = oauth.DPoP(client, { privateKey, publicKey: (await oauth.importSoftwareKey(known.jwk)).publicKey })
  let output = ''
  const write = t.mock.method(process.stdout, 'write', (text) => ((output += text), true))
  console.log(privateKey, { privateKey }, authentication, handle)
  console.dir(privateKey, { showHidden: true, depth: null })
  console.table([privateKey])
  write.mock.restore()
  for (const value of [privateKey, authentication, handle]) {
    output += inspect(value, { showHidden: true, depth: null, getters: true, customInspect: false }) + String(value) + JSON.stringify(value)
    for (let object = value; object !== null; object = Object.getPrototypeOf(object)) {
      output += inspect(Object.getOwnPropertyDescriptors(object), { showHidden: true, depth: null })
    }
  }
  output += inspect(structuredClone({ ...privateKey }), { showHidden: true }) + inspect(Object.entries(privateKey))
  assert.match(output, /SoftwareKey/)
  assert.ok(inspect(known.scalar).length > 0 && [...spellings(known)].every((text) => !output.includes(text)), 'the number was printed')
})

test('a clone of a key is no key', async () => {
  const { privateKey } = await oauth.importSoftwareKey(freshKey().jwk)
  const clone = structuredClone(privateKey)
  assert.throws(() => oauth.PrivateKeyJwt(clone), { code: 'ERR_INVALID_ARG_TYPE' })
  assert.throws(() => oauth.PrivateKeyJwt(Object.create(privateKey)), { code: 'ERR_INVALID_ARG_TYPE' })
})

test('no error about a key holds its number', async () => {
  const known = freshKey()
  const other = freshKey()
  const inputs = [
    { ...known.jwk, x: other.jwk.x }, { ...known.jwk, crv: 'P-384' }, { ...known.jwk, alg: 'x' }, { ...known.jwk, y: undefined }, { ...known.jwk, d: `${known.jwk.d}x` },
    known.pem.replace('PRIVATE', 'SECRET'), known.pem.slice(0, -30), known.jwk.d, known.der.subarray(0, -1), new Uint8Array([...known.der, 0]), new Uint8Array([...known.scalar, 1]),
  ]
  for (const input of inputs) {
    const error = await oauth.importSoftwareKey(input).then(() => assert.fail('imported'), (error) => error)
    const text = inspect(error, { showHidden: true, depth: null }) + error.stack
    for (const spelling of spellings(known)) assert.ok(!text.includes(spelling), text)
  }
})

// In a process of its own, which may collect garbage on demand and has every Uint8Array of 32 bytes noted.
const watched = (body) => `
const made = []
const Original = Uint8Array
globalThis.Uint8Array = new Proxy(Original, {
  construct(target, args, newTarget) {
    const bytes = Reflect.construct(target, args, newTarget)
    if (args[0] === 32) made.push(bytes)
    return bytes
  },
})
const oauth = await import(${JSON.stringify(entry)})
const live = () => made.filter((bytes) => bytes.some((byte) => byte !== 0)).length
const counts = []
${body}
console.log(JSON.stringify(counts))`

async function counts(t, body) {
  const { code, stdout, stderr } = await run(t, process.execPath, ['--expose-gc', '--input-type=module', '--eval', watched(body)])
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}

test('disposing of a key overwrites its number', { timeout: 40_000 }, async (t) => {
  assert.deepEqual(
    await counts(t, `
      const { privateKey } = await oauth.generateKeyPair('ES256', { software: true })
      counts.push(live())
      privateKey[Symbol.dispose]()
      counts.push(live())`),
    [1, 0],
  )
})

test('a key that nobody holds has its number overwritten', { timeout: 40_000 }, async (t) => {
  assert.deepEqual(
    await counts(t, `
      let keys = []
      for (let i = 0; i < 3; i++) keys.push(await oauth.generateKeyPair('ES256', { software: true }))
      counts.push(live())
      keys = undefined
      for (let i = 0; i < 100 && live() > 0; i++) {
        gc()
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      counts.push(live())`),
    [3, 0],
  )
})
