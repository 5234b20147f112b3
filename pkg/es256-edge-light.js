// Edge functions compile nothing at run time: their bundlers make a WebAssembly.Module of an import that ends in ?module.
import useModule from './wasm/es256/core.js'
import module from './wasm/es256/oauth4wasm.wasm?module'

useModule(() => module)

export * from './wasm/es256/core.js'
