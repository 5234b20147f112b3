// Mutual TLS, with certificates made here. The other suites talk http: these servers are https, and nothing insecure is allowed.
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { selfSigned } from '../support/certificates.mjs'
import { matrixServer } from '../support/matrix-server.mjs'
import { httpsFetch, waysForNode } from '../support/mtls-fetch.mjs'
import * as mtls from '../support/mtls-scenario.mjs'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'
import { bun, deno } from '../support/runtimes.mjs'

const oauth = await import(pathToFileURL(join(packed, 'entry.mjs')))

test('client certificates', { timeout: 60_000 }, async (t) => {
  const asking = await matrixServer(t, { tls: true })
  const demanding = await matrixServer(t, { tls: true, demand: true })
  const input = {
    asking: known(asking, 'self_signed_tls_client_auth'),
    demanding: known(demanding, 'tls_client_auth'),
    stranger: await selfSigned('client'),
  }

  async function judged(t, results) {
    await subtests(t, results, { atLeast: 8 })
    for (const server of [asking, demanding]) {
      const own = results.filter(({ detail }) => detail?.links?.every(({ authorizationUrl }) => authorizationUrl.startsWith(server.issuer)))
      await followed(t, own, server.issuer, httpsFetch({ ca: server.ca }).fetch)
    }
  }

  for (const [name, connect] of Object.entries(waysForNode)) {
    await t.test(`Node, ${name}`, async (t) => judged(t, await mtls.run(oauth, input, connect)))
  }
  await t.test('Deno', async (t) => judged(t, await deno(t, { packed, scenario: 'mtls-scenario.mjs', input }, ['--allow-net=127.0.0.1'])))
  await t.test('Bun', async (t) => judged(t, await bun(t, { packed, scenario: 'mtls-scenario.mjs', input })))
})

const known = ({ issuer, ca, clients, clientCertificate }, client) => ({ issuer, ca, clientCertificate, client: clients[client] })
