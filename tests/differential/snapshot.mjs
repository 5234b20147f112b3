// Any value as a tree of plain data, in which two values are equal exactly when a caller could not tell them apart:
// prototypes by identity, own keys in order, property flags, -0, aliasing. Two trees are then compared leaf by leaf.
import { createHash } from 'node:crypto'
import { types } from 'node:util'
import { decoded, placeholder } from './jws.mjs'

const HOST = ['Object', 'Array', 'Function', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'URIError', 'ReferenceError',
  'DOMException', 'URL', 'URLSearchParams', 'Headers', 'Response', 'Request', 'AbortSignal', 'Promise', 'Map', 'Set', 'Date',
  'FormData', 'ReadableStream', 'CryptoKey', 'Uint8Array', 'ArrayBuffer', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'RegExp']
const hostPrototypes = new Map(HOST.map((name) => [globalThis[name].prototype, name]))
const { CryptoKey } = globalThis
const FLAGS = ['writable', 'enumerable', 'configurable']
// V8 of Node 20 forgets, after about ten constructions, that a class field made a `cause` that Error's constructor had set
// enumerable. oauth4webapi declares it so in these three; errors.test.mjs looks at its flags in a thread that is still cold.
const FORGETFUL = /^own (ResponseBodyError|WWWAuthenticateChallengeError|AuthorizationResponseError)$/
const DEPTH = 60

/** `names` tells a module's own classes and symbols and the objects that a case has labelled: see `namesOf`. */
export function snapshot(value, names, path = '$', seen = new Map(), depth = 0) {
  if (typeof value === 'string') return text(value, names)
  if (typeof value === 'symbol') return names.symbol(value)
  if (typeof value === 'bigint') return `${value}n`
  if (value === 0) return 1 / value < 0 ? '-0' : '0'
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return String(value)
  const label = names.labels.get(value)
  if (label !== undefined) return `<the ${label}>`
  if (seen.has(value)) return `<same as ${seen.get(value)}>`
  seen.set(value, path)
  if (depth > DEPTH) return '<deeper>'
  try {
    return describe(value, names, path, seen, depth)
  } catch (error) {
    return `<cannot be described: ${error?.constructor?.name}>`
  }
}

/** The names by which `module`'s own symbols and classes, and labelled objects, are known in a snapshot. */
export function namesOf(module, labels = new Map()) {
  if (!ownNames.has(module)) ownNames.set(module, readNames(module))
  return { ...ownNames.get(module), labels, tokens: new Set() }
}

const ownNames = new WeakMap()

function readNames(module) {
  const symbols = new Map()
  const prototypes = new Map()
  for (const key of Object.keys(module).sort()) {
    const value = module[key]
    if (typeof value === 'symbol' && !symbols.has(value)) symbols.set(value, `symbol ${key}`)
    if (typeof value === 'function' && /^[A-Z].*Error$/.test(key)) prototypes.set(value.prototype, `own ${key}`)
  }
  return {
    errors: [...hostPrototypes, ...prototypes].filter(([, name]) => /Err|Exc/.test(name)),
    symbol: (symbol) => symbols.get(symbol) ?? String(symbol),
    prototype: (prototype) => {
      if (prototype === null) return 'null'
      const known = prototypes.get(prototype) ?? hostPrototypes.get(prototype)
      return known ?? `${Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value?.name ?? 'anonymous'} (unknown)`
    },
  }
}

function describe(value, names, path, seen, depth) {
  const inner = (child, step) => snapshot(child, names, `${path}${step}`, seen, depth + 1)
  const proto = value instanceof CryptoKey ? 'CryptoKey' : names.prototype(Object.getPrototypeOf(value)) // Node's keys are of a hidden subclass
  if (typeof value === 'function') return { proto: 'function', length: String(value.length) }
  const tree = { proto }
  if (types.isNativeError(value) || value instanceof Error) {
    tree.is = names.errors.filter(([prototype]) => prototype.isPrototypeOf(value)).map(([, name]) => name).join(', ')
    tree.name = inner(value.name, '.name')
    tree.message = text(String(value.message), names)
    tree.printed = Object.prototype.toString.call(value)
  } else if (proto === 'URL') tree.href = value.href
  else if (proto === 'URLSearchParams') tree.text = text(value.toString(), names)
  else if (proto === 'Headers') tree.entries = [...value].map(([k, v]) => text(`${k}: ${v}`, names))
  else if (proto === 'FormData' || proto === 'Map' || proto === 'Set') tree.entries = [...value].map((e, i) => inner(e, `<${i}>`))
  else if (proto === 'Date') tree.time = String(value.getTime())
  else if (proto === 'AbortSignal') tree.aborted = String(value.aborted)
  else if (proto === 'Uint8Array') return { proto, bytes: text(String(value), names) }
  else if (proto === 'CryptoKey') Object.assign(tree, { type: value.type, extractable: String(value.extractable), algorithm: inner(value.algorithm, '.algorithm'), usages: String(value.usages) })
  else if (proto === 'Response') {
    const { status, type, bodyUsed } = value
    Object.assign(tree, { status: String(status), type, bodyUsed: String(bodyUsed), locked: String(value.body?.locked), headers: [...value.headers].map((entry) => text(String(entry), names)) })
  }
  // The host's own objects keep their internals under symbols; a caller sees none of that.
  const ownKeys = Reflect.ownKeys(value)
  const keys = ['URL', 'URLSearchParams', 'Headers', 'Response', 'AbortSignal', 'FormData', 'ReadableStream', 'CryptoKey', 'Promise', 'DOMException']
    .includes(proto) ? ownKeys.filter((key) => typeof key === 'string') : ownKeys
  tree.keys = keys.map((key) => keyName(key, names)).join(', ')
  tree.flags = {}
  tree.values = {}
  for (const key of keys) {
    const property = Object.getOwnPropertyDescriptor(value, key)
    const name = keyName(key, names)
    const flags = FLAGS.filter((flag) => property[flag] || (name === 'cause' && FORGETFUL.test(proto) && flag === 'enumerable'))
    const own = 'message' in tree && (name === 'message' || name === 'stack')
    if (name === 'jti' && typeof property.value === 'string') tree.values['.jti'] = placeholder(property.value)
    else tree.values[`.${name}`] = own ? `a ${typeof property.value}` : 'value' in property ? inner(property.value, `.${name}`) : 'an accessor'
    if (flags.length < FLAGS.length && !(proto === 'Array' && name === 'length')) tree.flags[`.${name}`] = flags.join(' ')
  }
  if (!Object.isExtensible(value)) tree.extensible = 'no'
  return tree
}

const keyName = (key, names) => (typeof key === 'symbol' ? `[${names.symbol(key)}]` : key)

function text(string, names) {
  const shown = JSON.stringify(decoded(string, names.tokens))
  if (shown.length <= 1500) return shown
  return `${shown.slice(0, 80)}… ${string.length} units, sha256 ${createHash('sha256').update(shown).digest('hex').slice(0, 16)}`
}

/** Every leaf in which the two trees differ: `{ path, oracle, subject }`, in reading order. */
export function differencesBetween(oracle, subject, path = '$') {
  if (oracle === subject) return []
  if (!isNode(oracle) || !isNode(subject) || Array.isArray(oracle) !== Array.isArray(subject)) return [{ path, oracle, subject }]
  if (oracle.proto !== subject.proto) return [{ path: `${path}/proto`, oracle: brief(oracle), subject: brief(subject) }]
  const own = /^own (.*)/.exec(oracle.proto ?? '')
  if (own) path += `(${own[1]})`
  return [...new Set([...Object.keys(oracle), ...Object.keys(subject)])].flatMap((key) => differencesBetween(
    Object.hasOwn(oracle, key) ? oracle[key] : NOTHING, Object.hasOwn(subject, key) ? subject[key] : NOTHING,
    key === 'values' ? path : `${path}${Array.isArray(oracle) ? `[${key}]` : key.startsWith('.') ? key : `/${key}`}`,
  ))
}

const brief = (tree) => `${tree.proto} ${tree.message ?? JSON.stringify(tree.values ?? tree)}`.slice(0, 300)
const isNode = (tree) => typeof tree === 'object' && tree !== null
/** Stands for a leaf that only the other tree has. */
export const NOTHING = '(nothing)'
