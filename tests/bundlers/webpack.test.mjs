import assert from 'node:assert/strict'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import webpack from 'webpack'
import { app, program, pushFromFiles, pushFromNode, server } from './support.mjs'

async function build(root, options) {
  const stats = await promisify(webpack)({ context: root, mode: 'production', output: { path: join(root, 'dist') }, ...options })
  assert.deepEqual(stats.toJson().errors, [])
  assert.deepEqual(stats.toJson().warnings.filter(({ message }) => !/size limit/.test(message)), [])
}

for (const entry of ['oauth4wasm', 'oauth4wasm/url']) {
  test(`webpack, ${entry}`, { timeout: 60_000 }, async (t) => {
    const root = await app(t, {}, entry)
    await build(root, { entry: './main.mjs' })
    await cp(join(root, 'dist/main.js'), join(root, 'dist/main.mjs'))
    await cp(join(root, 'index.html'), join(root, 'dist/index.html'))
    await pushFromFiles(t, join(root, 'dist'))
  })
}

test('webpack, for Node', { timeout: 60_000 }, async (t) => {
  const to = await server(t)
  const root = await app(t, { 'server.mjs': program(to) })
  await build(root, { entry: './server.mjs', target: 'node', output: { path: join(root, 'dist'), filename: 'server.cjs' } })
  await pushFromNode(t, root, 'dist/server.cjs', to)
})
