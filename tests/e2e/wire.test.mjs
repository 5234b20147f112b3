// Independent eyes: every assertion, proof and request object of the matrix, as the server received it, judged by jose and by PyJWT.
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as matrix from '../support/matrix-scenario.mjs'
import { allCells, matrixServer } from '../support/matrix-server.mjs'
import { httpsFetch } from '../support/mtls-fetch.mjs'
import { packed } from '../support/paths.mjs'
import { python } from '../support/python.mjs'
import { captured, judge } from '../support/wire-jose.mjs'
import { forgeries } from './forgeries.mjs'

const oauth = await import(pathToFileURL(join(packed, 'entry.mjs')))
const here = (name) => fileURLToPath(new URL(name, import.meta.url))

test('no python3: a failure that says what to install', async () => {
  const folder = join(tmpdir(), `oauth4wasm-no-python-${process.pid}`)
  await assert.rejects(python(here('requirements.txt'), { command: 'no-such-python', folder }), /apt-get install python3 python3-venv/)
})

test('what goes over the wire', { timeout: 180_000 }, async (t) => {
  // First, since the assertions live for a minute only.
  const run = await python(here('requirements.txt'))

  const server = await matrixServer(t, { demand: true })
  const { issuer, clients, ca, clientCertificate } = server
  const cells = allCells(clients)
  const results = await matrix.run(oauth, { issuer, clients, cells }, httpsFetch({ ca, ...clientCertificate }).fetch)
  assert.deepEqual(results.filter(({ ok }) => !ok).map(({ name }) => name), [], 'cells that failed')

  const capture = captured(server, results)
  const forged = await forgeries(capture, clients)
  const all = [capture, ...Object.values(forged)]
  const judges = {
    jose: await Promise.all(all.map(judge)),
    PyJWT: JSON.parse(await run([here('judge.py')], JSON.stringify(all))),
  }

  // Two pushes for each cell, and two requests for each push where a nonce is demanded.
  const count = (matches, requests) => cells.filter(matches).length * requests
  const dpop = ([, variation]) => variation.includes('DPoP')
  const perCell = (matches) => count((cell) => matches(cell) && dpop(cell), 4) + count((cell) => matches(cell) && !dpop(cell), 2)
  const expected = {
    assertions: perCell(([client]) => client.includes('_jwt')),
    proofs: perCell(dpop),
    requestObjects: perCell(([, variation]) => variation.includes('request object')),
  }

  for (const [name, [{ problems, verified }, ...ofForged]] of Object.entries(judges)) {
    await t.test(`${name} finds nothing wrong`, () => {
      assert.deepEqual(problems, [])
      assert.deepEqual(verified, expected)
    })
    await t.test(`${name} finds what is wrong in a forgery`, async (t) => {
      for (const [index, what] of Object.keys(forged).entries()) {
        await t.test(what, () => assert.equal(ofForged[index].problems.length, 1, ofForged[index].problems.join('; ') || 'nothing was found'))
      }
    })
  }
})
