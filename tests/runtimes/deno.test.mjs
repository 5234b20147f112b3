import { test } from 'node:test'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'
import { deno } from '../support/runtimes.mjs'
import { servers } from '../support/servers.mjs'

test('Deno, permission for the network of loopback only', { timeout: 40_000 }, async (t) => {
  const input = await servers(t)
  const results = await deno(t, { packed, scenario: 'scenario.mjs', input }, ['--allow-net=127.0.0.1'])
  await subtests(t, results, { atLeast: 35 })
  await followed(t, results, input.issuer)
})

test('Deno, no permission at all', { timeout: 20_000 }, async (t) => {
  await subtests(t, await deno(t, { packed, scenario: 'offline-scenario.mjs' }, []), { atLeast: 3 })
})
