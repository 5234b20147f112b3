/**
 * The same API; the WebAssembly module is a file of its own, which the page downloads and compiles while it arrives.
 *
 * @module
 */
export * from './index.js'
