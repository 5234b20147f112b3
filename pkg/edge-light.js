// Edge functions compile nothing at run time: their bundlers make a WebAssembly.Module of an import that ends in ?module.
import useModule from './wasm/core.js'
import module from './wasm/oauth4wasm.wasm?module'

useModule(() => module)

export * from './wasm/core.js'
