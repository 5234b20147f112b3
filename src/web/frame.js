// The values of a call stay in JavaScript, in the call's frame. Rust has a number for each: eight times its place in the
// frame, plus its kind. Zero says that something was thrown, which the frame keeps too.

/** What rules ask of a value most often; the numbers are those of src/web/value.rs. */
const UNDEFINED = 0
const FALSY = 1
const EMPTY_TEXT = 2
const TEXT = 3
const TRUTHY = 4
const TRUE = 5
const OBJECT = 6
const ARRAY = 7

function isArray(object) {
  try {
    return Array.isArray(object)
  } catch {
    return false // a revoked proxy
  }
}

function kindOf(value) {
  if (typeof value === 'string') return value ? TEXT : EMPTY_TEXT
  if (value === undefined) return UNDEFINED
  if (value !== null && typeof value === 'object') return isArray(value) ? ARRAY : OBJECT
  return value === true ? TRUE : value ? TRUTHY : FALSY
}

/** Where the constant `undefined` is in every frame, and where the arguments begin. */
const PLACE_OF_UNDEFINED = 1
const FIRST_ARGUMENT = 2

/** One call: its values, what was thrown, and the memory of its instance. */
export class Frame {
  // Fields of its own: no setter on Object.prototype gets to see them.
  memory
  values
  /** The values of a call that was stopped. */
  left
  size
  thrown
  signature
  sent = 0
  advice
  /** Those of the arguments, three bits each. */
  kinds = 0
  constructor(memory, values) {
    this.memory = memory
    this.values = [undefined, undefined]
    this.size = FIRST_ARGUMENT
    for (let index = 0; index < values.length; index++) {
      this.kinds |= kindOf(values[index]) << (3 * index)
      this.values[this.size++] = values[index]
    }
  }
}

let frame

/** Runs one step of a call. Another call may be running: a caller's function called us. */
export function within(next, run, argument, answer) {
  const outer = frame
  frame = next
  try {
    return run(argument, answer)
  } finally {
    frame = outer
  }
}

export const at = (value) => frame.values[value >> 3]

/** Index by index: neither a patched `push` nor a patched iterator gets to see what a call holds. */
export function keepIn(frame, value) {
  if (value === undefined) return PLACE_OF_UNDEFINED << 3
  const place = frame.size++
  frame.values[place] = value
  return (place << 3) | kindOf(value)
}
export const keep = (value) => keepIn(frame, value)

/** Keeps what was thrown; a call that was stopped goes on throwing it, through the module. */
export function raise(error) {
  if (!frame.values) throw error
  frame.thrown = error
  return 0
}

/** Stops the call that runs, if it is of the instance with this memory: no import works for it any more. */
export function stop(memory) {
  if (!frame?.values || frame.memory !== memory) return
  frame.left = frame.values
  frame.values = undefined
}

/**
 * What calls into foreign code: an exception must not cross the module, it would end every call in flight. The imports
 * that every call makes many times have a `try` of their own, because the host compiles those better.
 */
export const attempt = (run) => (a, b, c, d, e) => {
  try {
    return keep(run(a, b, c, d, e))
  } catch (error) {
    return raise(error)
  }
}

export const memory = () => frame.memory.buffer
export const bytesAt = (pointer, length) => new Uint8Array(memory(), pointer, length)

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
export const decode = (pointer, length) => utf8.decode(bytesAt(pointer, length))
export const text = (pointer, length) => keep(decode(pointer, length))

// Texts of the module's own never move, so each is decoded once. They are ASCII; two may begin at the same place.
const names = new Map()
export function nameAt(pointer, length) {
  let name = names.get(pointer)
  if (name?.length !== length) names.set(pointer, (name = decode(pointer, length)))
  return name
}
export const name = (pointer, length) => keep(nameAt(pointer, length))

const toUtf8 = new TextEncoder()
/** Copies a text to memory as UTF-8: how many bytes it has; negative where they did not fit. */
export function copyText(value, pointer, length) {
  const text = at(value)
  const { read, written } = toUtf8.encodeInto(text, bytesAt(pointer, length))
  return read < text.length ? -toUtf8.encode(text).length : written
}
export const numberOf = (value) => (typeof at(value) === 'number' ? at(value) : NaN)
export const number = keep
export const boolean = (value) => keep(value === 1)

/** Adds to what is known of the call's request, numbers of src/protocol/hint.rs. */
export const note = (sent) => { frame.sent |= sent }
/** Keeps the hint for a request that gets no answer. */
export const advise = (pointer, length) => { frame.advice = nameAt(pointer, length) }
/** The call that runs. */
export const current = () => frame

export const thrown = () => keep(frame.thrown)
export const rethrow = (error) => { raise(at(error)) }
