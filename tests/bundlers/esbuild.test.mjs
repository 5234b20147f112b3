import assert from 'node:assert/strict'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { build } from 'esbuild'
import { app, errorInFiles, program, pushFromFiles, pushFromNode, server } from './support.mjs'

async function bundle(root, options) {
  const { warnings } = await build({ absWorkingDir: root, bundle: true, minify: true, logLevel: 'silent', ...options })
  assert.deepEqual(warnings, [])
}

for (const format of ['esm', 'iife']) {
  test(`esbuild, ${format}`, { timeout: 60_000 }, async (t) => {
    const root = await app(t)
    await bundle(root, { entryPoints: ['main.mjs'], format, outfile: 'dist/main.mjs' })
    await cp(join(root, 'index.html'), join(root, 'dist/index.html'))
    await pushFromFiles(t, join(root, 'dist'))
  })
}

for (const format of ['esm', 'cjs']) {
  test(`esbuild, for Node, ${format}`, { timeout: 60_000 }, async (t) => {
    const to = await server(t)
    const root = await app(t, { 'server.mjs': program(to) })
    const file = format === 'esm' ? 'dist/server.mjs' : 'dist/server.cjs'
    await bundle(root, { entryPoints: ['server.mjs'], platform: 'node', format, outfile: file })
    await pushFromNode(t, root, file, to)
  })
}

test('esbuild, the entry url: the file is copied by hand, or the error names it', { timeout: 60_000 }, async (t) => {
  const root = await app(t, {}, 'oauth4wasm/url')
  await bundle(root, { entryPoints: ['main.mjs'], format: 'esm', outfile: 'dist/main.mjs' })
  await cp(join(root, 'index.html'), join(root, 'dist/index.html'))
  assert.match(await errorInFiles(t, join(root, 'dist')), /oauth4wasm\/url finds no WebAssembly module at http:\S+\/wasm\/oauth4wasm\.wasm: .*404/)
  await cp(join(root, 'node_modules/oauth4wasm/wasm/oauth4wasm.wasm'), join(root, 'dist/wasm/oauth4wasm.wasm'))
  await pushFromFiles(t, join(root, 'dist'))
})
