// One WebAssembly instance at a time. Whatever is thrown out of a wasm frame leaves that instance unusable: every call
// in flight rejects, and the next call starts another.

import { glue, snippets } from '#glue'
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

function instantiate() {
  const bg = glue()
  const instance = { bg, tasks: undefined, calls: new Set(), fault: undefined, reportFault: undefined }
  // A microtask of its own: when the stack is exhausted, the frame that notices can only store.
  new Promise((resolve) => (instance.reportFault = resolve)).then(() => {
    const error = internalError(instance.fault.cause)
    for (const reject of instance.calls) reject(error)
    instance.calls.clear()
    instance.tasks?.__destroy_into_raw() // else a finalizer would call into the dead instance
    instance.bg = instance.tasks = undefined // a call that never settles must not keep the memory
  })
  const guarded = (run) => (...args) => {
    if (!instance.fault) {
      try {
        return run(...args)
      } catch (cause) {
        instance.fault ??= { cause }
        if (live === instance) live = undefined
      }
    }
    instance.reportFault()
    throw internalError(instance.fault.cause)
  }
  const { exports } = newInstance({ ...snippets, './oauth4wasm_bg.js': bg })
  const guardedExports = {}
  for (const name in exports) {
    guardedExports[name] = typeof exports[name] === 'function' ? guarded(exports[name]) : exports[name]
  }
  bg.__wbg_set_wasm(guardedExports)
  guardedExports.__wbindgen_start()
  instance.tasks = new bg.Tasks()
  return instance
}

const current = () => (live ??= instantiate())

/** Calls a synchronous export. */
export const call = (name, ...args) => current().bg[name](...args)

/** Starts an asynchronous export and awaits for it whatever it asks for. */
export const start = (name, ...args) =>
  new Promise((resolve, reject) => {
    const instance = current()
    const resume = (id, ok, value) => {
      try {
        const [kind, result] = instance.bg.resume(instance.tasks, id, ok, value)
        if (instance.fault) return
        if (kind === 0) {
          Promise.resolve(result).then(
            (value) => resume(id, true, value),
            (error) => resume(id, false, error),
          )
          return
        }
        if (kind === 1) resolve(result)
        else reject(result)
      } catch (error) {
        if (instance.fault) return
        reject(error)
      }
      instance.calls.delete(reject)
    }
    const id = instance.bg[name](instance.tasks, ...args)
    instance.calls.add(reject)
    resume(id, true)
  })
