// The page, the package under /oauth4wasm/, and the authorization server that the page talks to.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as authorizationServer from '../tests/support/authorization-server.mjs'
import * as staticServer from '../tests/support/static-server.mjs'

const here = dirname(fileURLToPath(import.meta.url))

/** @param {{packed: string, port?: number}} options folder that holds node_modules/oauth4wasm; port of the page, 0 for any free one */
export async function serve({ packed, port = 0 }) {
  const server = await authorizationServer.start()
  const { issuer, clients } = server
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${issuer}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

  try {
    const page = await staticServer.start({
      port,
      mounts: { '/': here, '/oauth4wasm/': join(packed, 'node_modules/oauth4wasm') },
      json: { '/demo.json': () => ({ issuer, clients }) },
      headers: () => ({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer' }),
    })
    server.allowOrigin(page.origin)
    return { issuer, clients, origin: page.origin, close: () => Promise.all([page.close(), server.close()]) }
  } catch (error) {
    await server.close()
    throw error
  }
}
