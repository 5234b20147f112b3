// One WebAssembly instance at a time. Whatever is thrown out of a wasm frame leaves that instance unusable: every call
// in flight rejects, and the next call starts another.

import { glue } from '#glue'
import { Frame, keepIn, stop, within } from './frame.js'
import { internalError, unsupportedError } from './glue.js'

let source
let module
let live

/** Says where the module comes from. Nothing is compiled before the first call. */
export function useModule(from) {
  if (typeof WebAssembly !== 'object') throw unsupportedError('oauth4wasm needs WebAssembly, which this runtime does not have')
  source ??= from
}

/** Compiling and instantiating, the two steps that a host may refuse. */
function newInstance(imports) {
  try {
    module ??= source()
    return new WebAssembly.Instance(module, imports)
  } catch (cause) {
    throw unsupportedError(
      `this runtime refuses the WebAssembly module of oauth4wasm, oauth4wasm.wasm: ${cause?.message}. A page with a ` +
        "Content-Security-Policy needs 'wasm-unsafe-eval' in its script-src; a runtime that compiles nothing while it " +
        'runs needs the package resolved with its own condition, workerd or edge-light, and the file in its bundle',
      cause,
    )
  }
}

const ready = Promise.resolve()

/** The last instance that trapped and whose calls were not told yet; it knows the one before. */
let dead

/**
 * Ends the calls of instances that trapped, in a microtask of its own: where the stack is exhausted, what notices a trap can
 * only store. This may throw there, and is done again by whatever notices it next.
 */
const endCalls = () => void ready.then(() => {
  for (let instance = dead; instance; instance = instance.previous) {
    const error = internalError(instance.fault.cause)
    for (const reject of instance.calls) reject(error)
    instance.calls.clear()
    // A call that never settles must not keep the memory.
    instance.memory = instance.call = instance.start = instance.resume = undefined
  }
  dead = undefined
})

function instantiate() {
  if (dead) endCalls()
  const { setExports, imports } = glue()
  const { exports } = newInstance(imports)
  setExports(exports)
  exports.__wbindgen_start()
  return {
    memory: exports.memory,
    calls: new Set(),
    fault: undefined,
    previous: undefined,
    call: exports.call,
    start: exports.start,
    resume: exports.resume,
  }
}

const current = () => (live ??= instantiate())

/** Enters the module. */
function run(instance, frame, entry, argument, answer) {
  if (!instance.fault) {
    try {
      const outcome = within(frame, instance[entry], argument, answer)
      // The last thing that a call does may be to run a caller's function, in which another call trapped.
      if (!instance.fault) return outcome
    } catch (cause) {
      if (!instance.fault) {
        instance.fault = { cause }
        instance.previous = dead
        dead = instance
      }
      if (live === instance) live = undefined
    }
  }
  if (dead) endCalls()
  // A caller's function may have made this call: the one around it must not go on in a dead instance.
  stop(instance.memory)
  throw internalError(instance.fault.cause)
}

/** What the module yields for a call that threw. Less than that is what it awaits, its sign changed. */
const THREW = -1

const ignore = () => {}

/** What a dead call would have awaited is nobody's to handle; unhandled, it would end the process. */
function abandon(frame) {
  for (const value of frame.values ?? frame.left) if (value instanceof Promise) value.catch(ignore)
  frame.memory = frame.values = frame.left = undefined
}

/** Calls a synchronous operation. */
export function call(operation, ...values) {
  const instance = current()
  const frame = new Frame(instance.memory, values)
  const outcome = run(instance, frame, 'call', operation, frame.kinds)
  if (outcome > 0) return frame.values[outcome >> 3]
  throw frame.thrown
}

/** Starts an asynchronous operation and awaits for it whatever it asks for. */
export const start = (operation, ...values) =>
  new Promise((resolve, reject) => {
    const instance = current()
    const frame = new Frame(instance.memory, values)
    const resume = (answer) => {
      try {
        const outcome = run(instance, frame, 'resume', id, answer)
        if (instance.fault) return abandon(frame)
        if (outcome < THREW) return void settle(frame, frame.values[-outcome >> 3], resume)
        if (outcome > 0) resolve(frame.values[outcome >> 3])
        else {
          // A call that failed before it awaited its signature leaves no rejection unhandled.
          frame.signature?.catch?.(ignore)
          reject(frame.thrown)
        }
      } catch (error) {
        if (instance.fault) return abandon(frame)
        reject(error)
      }
      instance.calls.delete(reject)
    }
    const id = run(instance, frame, 'start', operation)
    instance.calls.add(reject)
    resume(frame.kinds)
  })

/** Awaits, which goes on exactly once: a `then` of a caller's could call back again, when the id is another call's. */
async function settle(frame, asked, resume) {
  let answer = 0
  try {
    answer = keepIn(frame, await asked)
  } catch (error) {
    frame.thrown = error
  }
  resume(answer)
}
