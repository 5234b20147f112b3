import { join } from 'node:path'
import { test } from 'node:test'
import { build, createServer } from 'vite'
import { app, program, pushFromFiles, pushFromNode, pushFromPage, server } from './support.mjs'

const quiet = { logLevel: 'error', configFile: false }
const dev = async (t, root) => {
  const vite = await createServer({ root, ...quiet, server: { host: '127.0.0.1', port: 0 } })
  t.after(() => vite.close())
  await vite.listen()
  await pushFromPage(t, vite.resolvedUrls.local[0].replace(/\/$/, ''))
}
const built = async (t, root) => {
  await build({ root, ...quiet })
  await pushFromFiles(t, join(root, 'dist'))
}

test('Vite, dev server', { timeout: 60_000 }, async (t) => dev(t, await app(t)))
test('Vite, build', { timeout: 60_000 }, async (t) => built(t, await app(t)))
test('Vite, build of the entry url', { timeout: 60_000 }, async (t) => built(t, await app(t, {}, 'oauth4wasm/url')))
test('Vite, dev server, the entry url', { timeout: 60_000 }, async (t) => dev(t, await app(t, {}, 'oauth4wasm/url')))

for (const noExternal of [undefined, true]) {
  test(`Vite, SSR build, ${noExternal ? 'the package inside' : 'the package outside'}`, { timeout: 60_000 }, async (t) => {
    const to = await server(t)
    const root = await app(t, { 'server.mjs': program(to) })
    await build({ root, ...quiet, build: { ssr: 'server.mjs' }, ssr: { noExternal } })
    await pushFromNode(t, root, 'dist/server.js', to)
  })
}
