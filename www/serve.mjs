// The page, the package under /oauth4wasm/, and the authorization server that the page talks to.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as authorizationServer from '../tests/support/authorization-server.mjs'
import * as staticServer from '../tests/support/static-server.mjs'
import { demoClients } from './clients.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const FEATURES = {
  // A server that wants a nonce shows what a nonce is.
  dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
  requestObjects: { enabled: true },
}

/**
 * @param {object} options
 * @param {string} options.packed folder that holds node_modules/oauth4wasm
 * @param {number} [options.port] of the page, 0 for any free one
 * @param {boolean} [options.embedded] false: files only, as on any host of static pages
 */
export async function serve({ packed, port = 0, embedded = true }) {
  const { key, registrations } = await demoClients()
  const server = embedded ? await authorizationServer.start({ clients: registrations, features: FEATURES }) : undefined
  const issuer = server?.issuer
  const clients = Object.fromEntries(Object.entries(registrations).map(([method, { jwks, ...client }]) => [method, client]))
  const policy = `${await policyOfThePage()}; frame-ancestors 'none'`

  try {
    const page = await staticServer.start({
      port,
      mounts: { '/': here, '/oauth4wasm/': join(packed, 'node_modules/oauth4wasm') },
      json: embedded ? { '/demo.json': () => ({ issuer, clients, key }) } : {},
      headers: () => ({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer' }),
    })
    server?.allowOrigin(page.origin)
    return { issuer, clients, origin: page.origin, close: () => Promise.all([page.close(), server?.close()]) }
  } catch (error) {
    await server?.close()
    throw error
  }
}

/** The page brings its policy with it, so that it is as strict on any host. */
async function policyOfThePage() {
  const [, policy] = /http-equiv="content-security-policy" content="([^"]+)"/.exec(await readFile(join(here, 'index.html'), 'utf8')) ?? []
  if (!policy) throw new Error('www/index.html has no content security policy')
  return policy
}
