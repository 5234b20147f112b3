import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { app, arrived, server, work } from './support.mjs'

// Read when wrangler is imported.
process.env.WRANGLER_SEND_METRICS = 'false'
process.env.WRANGLER_LOG = 'error'
process.env.WRANGLER_LOG_PATH = join(work, 'wrangler')
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
const { unstable_dev } = await import('wrangler')

test('wrangler dev, which is miniflare', { timeout: 60_000 }, async (t) => {
  const to = await server(t)
  const root = await app(t, {
    'worker.mjs': `import { push } from './push.mjs'\nexport default { fetch: async (request) => Response.json(await push(await request.json())) }`,
    'wrangler.json': '{ "name": "app", "main": "worker.mjs", "compatibility_date": "2025-01-01" }',
  })
  const worker = await unstable_dev(join(root, 'worker.mjs'), {
    config: join(root, 'wrangler.json'),
    ip: '127.0.0.1',
    experimental: { disableExperimentalWarning: true, disableDevRegistry: true, testMode: true },
  })
  try {
    const response = await worker.fetch('http://worker.example/', { method: 'POST', body: JSON.stringify(to) })
    const text = await response.text()
    assert.equal(response.status, 200, text)
    await arrived(t, JSON.parse(text), to)
  } finally {
    // Before the project goes, which wrangler watches.
    await worker.stop()
  }
})
