// workerd compiles modules ahead of time and nothing else: there an import of a .wasm file is a WebAssembly.Module.
import useModule from './wasm/es256/core.js'
import module from './wasm/es256/oauth4wasm.wasm'

useModule(() => module)

export * from './wasm/es256/core.js'
