import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { registry } from '../support/npm-registry.mjs'
import { deno as program, packed } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'
import { project } from '../support/project.mjs'
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

const CHALLENGE = `import { calculatePKCECodeChallenge } from 'SPECIFIER'; console.log(await calculatePKCECodeChallenge('a'))`

for (const [name, specifier] of [
  ['npm: specifier', 'npm:oauth4wasm@0.1.0'],
  ['npm: specifier of the entry url', 'npm:oauth4wasm@0.1.0/url'],
  ['a file', './node_modules/oauth4wasm/index.js'],
]) {
  test(`Deno, ${name}, no permission at all`, { timeout: 20_000 }, async (t) => {
    const cwd = await project(t, packed, {
      'main.mjs': CHALLENGE.replace('SPECIFIER', specifier),
      // Deno shall take the package from the registry, not from the folder of another package manager.
      'deno.json': specifier.startsWith('npm:') ? '{ "nodeModulesDir": "none" }' : '{}',
    })
    const env = { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1', DENO_DIR: join(cwd, 'deno'), NPM_CONFIG_REGISTRY: await registry(t, packed) }
    const { code, stdout, stderr } = await run(t, program(), ['run', '--no-prompt', '--quiet', 'main.mjs'], { cwd, env })
    assert.deepEqual({ code, stderr, length: stdout.trim().length }, { code: 0, stderr: '', length: 43 })
  })
}
