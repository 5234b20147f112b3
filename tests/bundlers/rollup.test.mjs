import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'
import { app, pushFromFiles } from './support.mjs'

test('Rollup', { timeout: 60_000 }, async (t) => {
  const root = await app(t)
  const bundle = await rollup({ input: join(root, 'main.mjs'), plugins: [nodeResolve({ browser: true })], onwarn: (warning) => { throw new Error(warning.message) } })
  await bundle.write({ file: join(root, 'dist/main.mjs'), format: 'es' })
  await bundle.close()
  await cp(join(root, 'index.html'), join(root, 'dist/index.html'))
  await pushFromFiles(t, join(root, 'dist'))
})
