// Every code and every hint, produced by calls that fail for real, on Node.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { packed, packedTrap } from '../support/paths.mjs'
import { browserCases } from './browser-cases.mjs'
import { nodeCases, SECRET, tools } from './node-cases.mjs'
import { codes, hints, idOf, reserved } from './page.mjs'
import { secrets, start } from './server.mjs'

const oauth = await import(pathToFileURL(join(packed, 'entry.mjs')).href)
const keyPair = await oauth.generateKeyPair('ES256')
const failure = (run) => Promise.resolve().then(run).then((value) => assert.fail(`it resolved with ${inspect(value)}`), (error) => error)
const INTERNAL = 'OAUTH_INTERNAL_ERROR'

test('on Node', { timeout: 30_000 }, async (t) => {
  const given = tools(oauth, await start(t), { keyPair })
  for (const { name, expected, hint, text = /./, run } of nodeCases) {
    await t.test(name, async () => {
      const error = await failure(() => run(given))
      assert.equal([error.name, error.code].filter(Boolean).join(' '), expected, error.stack)
      assert.equal(idOf(error), hint, error.hint)
      if (hint === undefined) return assert.ok(!('hint' in error))
      assert.match(error.hint, text)
      const { value, ...flags } = Object.getOwnPropertyDescriptor(error, 'hint')
      assert.deepEqual([typeof value, flags], ['string', { writable: true, enumerable: true, configurable: true }])
      assert.equal(Object.keys(error).at(-1), 'hint', 'behind what oauth4webapi has')
      assert.ok(inspect(error).includes(error.hint.slice(0, 40)), inspect(error))
      for (const secret of [...secrets, SECRET]) assert.ok(!error.hint.includes(secret) && !error.message.includes(secret), error.hint)
    })
  }
})

test('a polluted prototype neither has a say in a hint nor hears of it', async (t) => {
  const { push } = tools(oauth, await start(t), { keyPair })
  const heard = []
  Object.defineProperty(Object.prototype, 'hint', { configurable: true, get: () => 'polluted', set: (value) => heard.push(value) })
  try {
    assert.equal(idOf(await failure(() => push('200'))), 'not-created')
  } finally {
    delete Object.prototype.hint
  }
  assert.deepEqual(heard, [])
})

test('an answer without a fault is asked nothing, and no clock is read', async (t) => {
  const given = tools(oauth, 'http://as.example', { keyPair })
  const good = async () => Response.json({ request_uri: 'urn:example:1', expires_in: 60 }, { status: 201 })
  const read = []
  const { get } = Headers.prototype
  const { now } = Date
  t.after(() => Object.assign(Headers.prototype, { get }))
  t.after(() => Object.assign(Date, { now }))
  Headers.prototype.get = function (name) { read.push(name); return get.call(this, name) }
  Date.now = () => { read.push('the clock'); return now() }
  for (const auth of [given.basic, oauth.None()]) await given.push('good', { auth, options: { [oauth.customFetch]: good } })
  assert.deepEqual(read, [])
})

test('a trap', async () => {
  const { trap } = await import(pathToFileURL(join(packedTrap, 'entry.mjs')).href)
  const error = await failure(() => trap('panic-before-await'))
  assert.equal(error.code, INTERNAL)
})

test('every code has a row, and every row a test', () => {
  const produced = nodeCases.map(({ expected }) => expected.split(' ')[1]).filter(Boolean).concat(INTERNAL)
  assert.deepEqual([...new Set(produced)].sort(), codes.map(({ name }) => name).sort())
  const exported = Object.values(oauth).filter((value) => typeof value === 'string')
  const listed = codes.map(({ name }) => name).filter((name) => name.startsWith('OAUTH_'))
  assert.deepEqual(exported.sort(), listed.concat(reserved).sort())
  for (const { expected } of nodeCases) {
    const [name, code] = expected.split(' ')
    if (code) assert.equal(codes.find((row) => row.name === code).cells[0], `\`${name}\``, code)
  }
})

test('every hint has a row, and every row a test', () => {
  const produced = [...nodeCases, ...browserCases].map(({ hint }) => hint).filter(Boolean)
  assert.deepEqual([...new Set(produced)].sort(), hints.map(({ name }) => name).sort())
})

test('every row has an anchor of its own name, and says something in every cell', () => {
  for (const { anchor, name, cells } of [...codes, ...hints]) {
    assert.equal(anchor, name)
    assert.ok(cells.every((cell) => cell.length > 3), name)
  }
})
