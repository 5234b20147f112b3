import { test } from 'node:test'
import { app, server, succeeds, tool } from './support.mjs'

const FETCHES = { testEnvironment: 'node', testMatch: ['**/*.spec.*'], transform: {} }

test('Jest, require', { timeout: 60_000 }, async (t) => {
  const root = await app(t, { 'jest.config.json': JSON.stringify(FETCHES), 'push.spec.cjs': specification(await server(t), "const oauth = require('oauth4wasm')") })
  await succeeds(t, root, [tool('jest/bin/jest.js'), '--ci'])
})

test('Jest, import', { timeout: 60_000 }, async (t) => {
  const root = await app(t, { 'jest.config.json': JSON.stringify(FETCHES), 'push.spec.mjs': specification(await server(t), "import * as oauth from 'oauth4wasm'") })
  // Jest's own flag for ES modules.
  await succeeds(t, root, ['--experimental-vm-modules', '--no-warnings', tool('jest/bin/jest.js'), '--ci'])
})

const specification = ({ issuer, client_id }, load) => `${load}
test('push', async () => {
  const insecure = { [oauth.allowInsecureRequests]: true }
  const url = new URL('${issuer}')
  const as = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure))
  const client = { client_id: '${client_id}' }
  const parameters = { response_type: 'code', redirect_uri: 'http://127.0.0.1/callback', code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
  const { request_uri } = await oauth.pushedAuthorizationUrl(as, client, oauth.None(), parameters, { ...insecure, DPoP })
  expect(request_uri).toMatch(/^urn:ietf:params:oauth:request_uri:/)
  await expect(oauth.pushedAuthorizationUrl(as, client, oauth.None(), {}, { ...insecure, DPoP })).rejects.toThrow(oauth.ResponseBodyError)
})
`
