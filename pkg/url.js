// The module as a file of its own beside this one. It is awaited here, once, so that every export is ready to be called.
import useModule, { UnsupportedOperationError } from './wasm/core.js'

const url = new URL('./wasm/oauth4wasm.wasm', import.meta.url)
const file = await fetch(url).catch(missing)
const type = file.headers.get('content-type') ?? ''
// A server of single-page apps answers with a page where a file is missing.
if (!file.ok || type.startsWith('text/html')) missing(new Error(`the server answers with status ${file.status} and type ${type}`))
const compiled = await compile().then((module) => () => module, (refusal) => () => { throw refusal })

useModule(compiled)

export * from './wasm/core.js'

async function compile() {
  // compileStreaming insists on the type.
  return type === 'application/wasm' ? WebAssembly.compileStreaming(file) : WebAssembly.compile(await file.arrayBuffer())
}

function missing(cause) {
  throw new UnsupportedOperationError(`oauth4wasm/url finds no WebAssembly module at ${url}: ${cause.message}`, { cause })
}
