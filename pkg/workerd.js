// workerd compiles modules ahead of time and nothing else: there an import of a .wasm file is a WebAssembly.Module.
import useModule from './wasm/core.js'
import module from './wasm/oauth4wasm.wasm'

useModule(() => module)

export * from './wasm/core.js'
