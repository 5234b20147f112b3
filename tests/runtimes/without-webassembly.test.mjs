// Runtimes that have no WebAssembly, and bundles that lost the module.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packed } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'
import { project } from '../support/project.mjs'

const REPORT = `({ name, code, message }) => console.log(JSON.stringify({ name, code, message }))`

async function reported(t, files, main) {
  const cwd = await project(t, packed, files)
  const { code, stdout, stderr } = await run(t, process.execPath, [main], { cwd, seconds: 10 })
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' })
  return JSON.parse(stdout)
}

for (const [name, load] of Object.entries({
  import: `import('oauth4wasm')`,
  require: `new Promise((resolve) => resolve(require('oauth4wasm')))`,
  'import of the entry url': `import('./node_modules/oauth4wasm/url.js')`,
})) {
  test(`no WebAssembly: ${name} fails and says so`, { timeout: 20_000 }, async (t) => {
    // Node's own fetch is WebAssembly, too.
    const main = `globalThis.fetch = async () => ({ ok: true, headers: new Map([['content-type', 'application/wasm']]) })
delete globalThis.WebAssembly
${load}.then(() => console.log('null'), ${REPORT})`
    const error = await reported(t, { 'main.cjs': main }, 'main.cjs')
    assert.deepEqual(error, {
      name: 'UnsupportedOperationError',
      code: 'OAUTH_UNSUPPORTED_OPERATION',
      message: 'oauth4wasm needs WebAssembly, which this runtime does not have',
    })
  })
}

test('a bundle in which the import of the .wasm is something else: the first call names the file', { timeout: 20_000 }, async (t) => {
  const main = `
import useModule, { calculatePKCECodeChallenge } from './node_modules/oauth4wasm/wasm/core.js'
useModule(() => '/assets/oauth4wasm-1a2b3c.wasm')
calculatePKCECodeChallenge('a').then(() => console.log('null'), ${REPORT})`
  const { name, code, message } = await reported(t, { 'main.mjs': main }, 'main.mjs')
  assert.deepEqual({ name, code }, { name: 'UnsupportedOperationError', code: 'OAUTH_UNSUPPORTED_OPERATION' })
  assert.match(message, /oauth4wasm\.wasm: .*workerd or edge-light, and the file in its bundle$/)
})
