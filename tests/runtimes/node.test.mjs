import assert from 'node:assert/strict'
import { test } from 'node:test'
import { otherNode, packed } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'
import { project } from '../support/project.mjs'
import { followed, subtests } from '../support/report.mjs'
import { node } from '../support/runtimes.mjs'
import { servers } from '../support/servers.mjs'

const newest = () => otherNode('newest')
const oldest = () => otherNode('oldest')
// Without it a Node does as those that cannot require() an ES module, whatever its version.
const NO_REQUIRE_OF_MODULES = '--no-experimental-require-module'

for (const [name, options] of Object.entries({
  'this Node': () => ({}),
  'this Node, require': () => ({ commonjs: true }),
  'this Node without require(esm), require': () => ({ commonjs: true, flags: [NO_REQUIRE_OF_MODULES] }),
  'oldest Node': () => ({ command: oldest() }),
  'oldest Node, require': () => ({ command: oldest(), commonjs: true }),
  'newest Node': () => ({ command: newest() }),
  'newest Node, require': () => ({ command: newest(), commonjs: true }),
})) {
  test(name, { timeout: 40_000 }, async (t) => {
    const input = await servers(t)
    const results = await node(t, { packed, scenario: 'scenario.mjs', input }, options())
    await subtests(t, results, { atLeast: 35 })
    await followed(t, results, input.issuer)
  })
}

const shared = (entry, other) => `
const required = require('${entry}')
const requiredOther = require('${other}')
Promise.all([import('${entry}'), import('${other}')]).then(([imported, importedOther]) => {
  // What newer Nodes add to every import of CommonJS.
  const names = Object.keys(imported).filter((name) => name !== 'module.exports').sort()
  console.log(JSON.stringify({
    exports: names.length,
    missing: names.filter((name) => !(name in required)),
    surplus: Object.keys(required).filter((name) => !(name in imported)),
    apart: names.filter((name) => new Set([imported, required, importedOther, requiredOther].map((one) => one[name])).size !== 1),
  }))
})`

for (const [name, command, flags] of [
  ['this Node', () => process.execPath, []],
  ['this Node without require(esm)', () => process.execPath, [NO_REQUIRE_OF_MODULES]],
  ['oldest Node', oldest, []],
  ['newest Node', newest, []],
]) {
  for (const [entry, other] of [['oauth4wasm', 'oauth4wasm/url'], ['oauth4wasm/es256', 'oauth4wasm/es256']]) {
    test(`${name}, ${entry}: import and require give the same classes, symbols and functions`, { timeout: 20_000 }, async (t) => {
      const cwd = await project(t, packed, { 'main.cjs': shared(entry, other) })
      const { code, stdout, stderr } = await run(t, command(), [...flags, 'main.cjs'], { cwd })
      assert.deepEqual({ code, stderr }, { code: 0, stderr: '' })
      const { exports, ...rest } = JSON.parse(stdout)
      assert.ok(exports > 50, `${exports} exports`)
      assert.deepEqual(rest, { missing: [], surplus: [], apart: [] })
    })
  }
}
