// The servers that the scenario talks to, stopped when the test ends.
import * as authorizationServer from './authorization-server.mjs'
import * as hostileServer from './hostile-server.mjs'

/** @param {import('node:test').TestContext} t @param {string[]} [origins] of pages */
export async function servers(t, origins) {
  const server = await authorizationServer.start({ origins })
  t.after(() => server.close())
  const hostile = await hostileServer.start()
  t.after(() => hostile.close())
  return { issuer: server.issuer, clients: server.clients, hostile: hostile.origin, unreachable: await hostileServer.unreachable() }
}
