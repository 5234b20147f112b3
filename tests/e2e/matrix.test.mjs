import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import * as matrix from '../support/matrix-scenario.mjs'
import { allCells, matrixServer } from '../support/matrix-server.mjs'
import { httpsFetch } from '../support/mtls-fetch.mjs'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'

const oauth = await import(pathToFileURL(join(packed, 'entry.mjs')))

test('every client authentication, with and without DPoP and request objects', { timeout: 60_000 }, async (t) => {
  const { issuer, clients, ca, clientCertificate } = await matrixServer(t, { demand: true })
  const cells = allCells(clients)
  const results = await matrix.run(oauth, { issuer, clients, cells }, httpsFetch({ ca, ...clientCertificate }).fetch)
  await subtests(t, results, { atLeast: 40 })
  await followed(t, results, issuer)
})
