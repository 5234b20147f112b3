import { join } from 'node:path'
import { test } from 'node:test'
import { app, pushFromFiles, succeeds, tool } from './support.mjs'

for (const entry of ['oauth4wasm', 'oauth4wasm/url']) {
  test(`Parcel, ${entry}`, { timeout: 90_000 }, async (t) => {
    const root = await app(t, {}, entry)
    await succeeds(t, root, [tool('parcel/lib/bin.js'), 'build', 'index.html', '--no-cache', '--cache-dir', '.parcel-cache', '--no-source-maps', '--no-autoinstall', '--log-level', 'warn'])
    await pushFromFiles(t, join(root, 'dist'))
  })
}
