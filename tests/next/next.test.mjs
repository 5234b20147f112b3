import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch } from '../support/processes.mjs'
import { app, arrived, pushFromPage, server, succeeds } from '../bundlers/support.mjs'

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', CI: '1', NODE_TEST_CONTEXT: undefined }
const here = dirname(fileURLToPath(import.meta.url))
const next = join(here, 'node_modules/next/dist/bin/next')
const route = (runtime) => `import { push } from '../../push.mjs'
export const runtime = '${runtime}'
export const POST = async (request) => Response.json(await push(await request.json()))
`
const FILES = {
  'next.config.mjs': `export default { outputFileTracingRoot: '${here}', turbopack: { root: '${here}' } }`,
  'app/layout.jsx': 'export default ({ children }) => <html lang="en"><head><link rel="icon" href="data:," /></head><body>{children}</body></html>',
  'app/page.jsx': `'use client'
import { useEffect } from 'react'
import { push } from '../push.mjs'
export default function Page() {
  useEffect(() => { globalThis.push = push }, [])
  return <p>page</p>
}`,
  'app/node/route.js': route('nodejs'),
  'app/edge/route.js': route('edge'),
}

test('Next.js: page, Node and edge runtime', { timeout: 240_000 }, async (t) => {
  const root = await app(t, FILES, 'oauth4wasm', join(here, '.work'))
  await succeeds(t, root, [next, 'build'], { env, seconds: 180 })
  const { child } = launch(t, process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', '0'], { cwd: root, env })
  const origin = await printed(child.stdout, /http:\/\/127\.0\.0\.1:\d+/)
  for (const runtime of ['node', 'edge']) {
    await t.test(runtime, async (t) => {
      const to = await server(t)
      const response = await fetch(`${origin}/${runtime}`, { method: 'POST', body: JSON.stringify(to) })
      const text = await response.text()
      assert.equal(response.status, 200, text)
      await arrived(t, JSON.parse(text), to)
    })
  }
  await t.test('page', (t) => pushFromPage(t, origin))
})

function printed(stream, pattern) {
  return new Promise((resolve) => {
    let text = ''
    stream.setEncoding('utf8').on('data', (part) => {
      text += part
      const [found] = pattern.exec(text) ?? []
      if (found) resolve(found)
    })
  })
}
