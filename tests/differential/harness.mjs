// The differential harness: one case is one function `(module, tools) => result`, run once with the oracle and once with
// the subject on fresh inputs. What it resolves with, throws, hands to fetch and leaves behind is photographed
// (snapshot.mjs) and must be the same, but for the rows of differences.mjs.
//
//   same('name', (m, t) => m.someFunction(…))            one case, one test
//   same('name', run, 'OAUTH_PARSE_ERROR')               and the oracle itself must end like that (see `verdict`)
//   sameAll('name', [[label, run, expected?], …])        many small cases in one test
//
// A new endpoint is one file of such calls; nothing here knows an endpoint.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as tick } from 'node:timers/promises'
import { NOBODY, signer } from './jws.mjs'
import { oracle, subject } from './modules.mjs'
import { differencesBetween, namesOf, snapshot } from './snapshot.mjs'
import { differences as agreed } from './differences.mjs'

const PATIENCE = 10_000
/** The time at which every case runs: neither a whole second nor the present one. */
export const NOW = 1_700_000_000_789
Error.stackTraceLimit = 4 // thousands of errors are made; only the first frame is looked at

export function same(name, run, expected) {
  test(name, () => agree(run, expected))
}

export function sameAll(name, cases) {
  test(`${name} (${cases.length})`, async (context) => {
    const failures = []
    for (const [label, run, expected] of cases) {
      try {
        await agree(run, expected)
      } catch (error) {
        failures.push(`${label}: ${error.message}`)
      }
    }
    if (cases.length === 0) failures.push('no cases')
    context.diagnostic(`${cases.length} cases`)
    assert.ok(failures.length === 0, `${failures.length} of ${cases.length} differ\n${failures.slice(0, 12).join('\n')}`)
  })
}

async function agree(run, expected) {
  const { found, verdict } = await compare(run)
  if (expected !== undefined) assert.equal(verdict, expected, 'the oracle does not end as this case says')
  assert.ok(found.length === 0, report(found))
}

/** Runs one case with both modules; `found` lists what differs and is not agreed. */
export async function compare(run, { ours = subject, theirs = oracle, rows = agreed, patience = PATIENCE } = {}) {
  const one = await observe(run, theirs, ours, patience)
  if (one.fault) throw new Error(`the case itself is broken: ${one.fault}`)
  const two = await observe(run, ours, theirs, patience)
  const all = differencesBetween(one.tree, two.tree)
  return { found: all.filter((difference) => !rows.some((row) => row.accepts(difference))), all, verdict: one.verdict }
}

export function report(found) {
  const shown = found.slice(0, 8).map(({ path, oracle, subject }) =>
    `  at ${path}\n    oracle  ${line(oracle)}\n    subject ${line(subject)}`)
  return `${found.length} difference${found.length === 1 ? '' : 's'}\n${shown.join('\n')}${found.length > 8 ? '\n  …' : ''}`
}

const line = (tree) => (typeof tree === 'string' ? tree : JSON.stringify(tree).slice(0, 400))

/** Runs one case with one module: `{ tree, verdict, fault }`. */
export async function observe(run, module, other, patience = PATIENCE) {
  const tools = new Tools(module, other)
  tools.patch(globalThis, 'fetch', tools.fetch(undefined, 'global fetch'))
  tools.patch(Date, 'now', () => NOW)
  let ended
  try {
    ended = await settle(() => run(tools.module, tools), patience)
    await tick()
    tools.recording = false
  } finally {
    tools.restore()
  }
  const tree = { how: ended.how, outcome: tools.picture(ended.value), events: tools.events, after: tools.afterwards() }
  tree.signers = await tools.signers() // once every token has been seen
  return { tree, verdict: verdict(ended), fault: fault(ended, tools) ?? unsigned(tree, tools) }
}

/** How a call ended: threw (at once), returned (no promise), resolved, rejected. */
export async function settle(call, patience = PATIENCE) {
  let value
  try {
    value = call()
  } catch (error) {
    return { how: 'threw', value: error }
  }
  if (!(value instanceof Promise)) return { how: 'returned', value }
  let timer
  const late = new Promise((resolve) => { timer = setTimeout(resolve, patience, { how: 'never settled' }) })
  const done = value.then((value) => ({ how: 'resolved', value }), (value) => ({ how: 'rejected', value }))
  try {
    return await Promise.race([done, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A short name of an ending: the error's code, else its class; else `resolved` or `returned`. */
export function verdict({ how, value }) {
  if (how !== 'threw' && how !== 'rejected') return how
  if (!(value instanceof Error)) return `${how} something else`
  return typeof value.code === 'string' ? value.code : value.name
}

// A mistake in a case throws the same in both runs and would pass; it shows by the place the error comes from.
function fault({ how, value }, tools) {
  if (how === 'never settled') return how
  if (tools.touched === 0) return 'it uses no function of the module'
  if (how === 'returned' || how === 'resolved' || tools.labels.has(value) || !(value instanceof Error)) return undefined
  const stack = String(value.stack)
  const frame = /^\s+at (.*)$/m.exec(stack.slice(stack.indexOf(value.message) + value.message.length))?.[1] ?? ''
  return /tests\/differential\//.test(frame) ? value.stack : undefined
}

// That the oracle's token is signed by a key of the case is the proof that the subject's must be too.
function unsigned({ signers }, tools) {
  return signers.includes(NOBODY) && !tools.forgeries ? 'a token that no key of the case verifies (t.key, t.secret, t.forgeries)' : undefined
}

/** What a case uses to watch a call; every label is part of what is compared. */
class Tools {
  constructor(module, other) {
    this.events = []
    this.recording = true
    this.touched = 0
    /** The other package: its symbols and classes are strangers here. */
    this.other = other
    this.module = new Proxy({}, { get: (_, key) => { if (typeof module[key] === 'function') this.touched++; return module[key] }, has: (_, key) => key in module })
    this.labels = new Map()
    this.names = namesOf(module, this.labels)
    this.kept = []
    this.undo = []
    this.keys = new Map()
    /** Whether tokens occur that no key has signed. */
    this.forgeries = false
  }

  /** Labels an object: from here on it is known by identity. Its state after the call is compared too, unless `after` is false. */
  mark(label, value, { after = true } = {}) {
    if (this.labels.has(value) || (typeof value !== 'object' && typeof value !== 'function') || value === null) return value
    this.labels.set(value, label)
    if (after) this.kept.push([label, value])
    return value
  }

  /** Labels a pair of keys (keys.mjs), with which tokens may be signed, and gives it back. */
  key(label, pair) {
    this.keys.set(label, pair)
    this.mark(`private ${label}`, pair.privateKey, { after: false })
    this.mark(`public ${label}`, pair.publicKey, { after: false })
    return pair
  }

  /** A text with which tokens may be signed. */
  secret(text) {
    this.keys.set('secret', { secret: text })
    return text
  }

  signers() {
    return Promise.all([...this.names.tokens].map((token) => signer(token, this.keys)))
  }

  log(event, value = '') {
    if (this.recording) this.events.push({ event, value: value === '' ? '' : this.picture(value) })
  }

  picture(value) {
    return snapshot(value, this.names)
  }

  /** Runs a step of a longer case and logs how it ended. */
  async step(label, call) {
    const ended = await settle(call)
    this.log(`${label} ${ended.how}`, ended.value)
    return ended.value
  }

  /** A fetch that records how it was called. `reply`: undefined for a marked 201, a function of the arguments, or the value itself. */
  fetch(reply, label = 'fetch') {
    const tools = this
    return function (...args) {
      tools.log(label, { this: this, args })
      if (typeof reply === 'function') return reply(...args)
      if (reply === undefined) return Promise.resolve(tools.mark('response', new Response('{"request_uri":"u","expires_in":5}', { status: 201 })))
      return Promise.resolve(reply)
    }
  }

  /** The object behind a proxy that logs the first reading of every property. */
  trace(label, target) {
    const seen = new Set()
    const log = (event) => { if (!seen.has(event)) { seen.add(event); this.log(event) } }
    const name = (key) => (typeof key === 'symbol' ? this.names.symbol(key) : key)
    return this.mark(`${label} proxy`, new Proxy(target, {
      get: (object, key) => { log(`${label}.${name(key)} read`); return Reflect.get(object, key) },
      has: (object, key) => { log(`${label}.${name(key)} asked for`); return Reflect.has(object, key) },
      ownKeys: (object) => { log(`${label} keys listed`); return Reflect.ownKeys(object) },
    }), { after: false })
  }

  /** Replaces a property until the run is over. */
  patch(object, key, value) {
    const before = Object.getOwnPropertyDescriptor(object, key)
    Object.defineProperty(object, key, { value, configurable: true, writable: true, enumerable: before?.enumerable ?? true })
    this.undo.push(() => (before ? Object.defineProperty(object, key, before) : delete object[key]))
  }

  restore() {
    for (const undo of this.undo.reverse()) undo()
  }

  afterwards() {
    return Object.fromEntries(this.kept.map(([label, value]) => {
      const others = new Map(this.labels)
      others.delete(value)
      return [label, snapshot(value, { ...this.names, labels: others })]
    }))
  }
}
