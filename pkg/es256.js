// The module travels inside this package as text, so that no bundler, server or flag has to know of it.
import useModule from './wasm/es256/core.js'
import { base64 } from './wasm/es256/inline.js'

useModule(() => new WebAssembly.Module(decode(base64)))

export * from './wasm/es256/core.js'

function decode(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text)
  const { Buffer } = globalThis
  if (Buffer) return Buffer.from(text, 'base64')
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
