import { test } from 'node:test'
import { app, server, succeeds, tool } from './support.mjs'

test('Vitest', { timeout: 60_000 }, async (t) => {
  const { issuer, client_id } = await server(t)
  const root = await app(t, {
    'push.spec.mjs': `
import { expect, test } from 'vitest'
import { push } from './push.mjs'
test('push', async () => {
  const { authorizationUrl } = await push({ issuer: '${issuer}', client_id: '${client_id}' })
  expect(authorizationUrl).toMatch(/request_uri=urn/)
})`,
  })
  await succeeds(t, root, [tool('vitest/vitest.mjs'), 'run', '--root', root])
})
