import { test } from 'node:test'
import { packed } from '../support/paths.mjs'
import { followed, subtests } from '../support/report.mjs'
import { bun } from '../support/runtimes.mjs'
import { servers } from '../support/servers.mjs'

for (const [name, options] of Object.entries({ Bun: {}, 'Bun, require': { commonjs: true } })) {
  test(name, { timeout: 40_000 }, async (t) => {
    const input = await servers(t)
    const results = await bun(t, { packed, scenario: 'scenario.mjs', input }, options)
    await subtests(t, results, { atLeast: 35 })
    await followed(t, results, input.issuer)
  })
}
