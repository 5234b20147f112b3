// The table of runtimes and bundlers in README.md says with what the other tests of this run ran.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { bun, chromium, deno, firefox, otherNode, root } from '../support/paths.mjs'
import { webkit } from '../support/other-browsers.mjs'
import { run } from '../support/processes.mjs'

const json = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'))
const installed = (name, project = '.') => async () => (await json(join(project, 'node_modules', name, 'package.json'))).version
const printed = (program, pattern) => async (t) => {
  const { stdout, stderr } = await run(t, program(), ['--version'])
  const [, version] = pattern.exec(stdout) ?? assert.fail(`${program()} prints ${stdout}${stderr}`)
  return version
}
const ours = 'tests/bundlers'

/** What must stand in the table: name, the versions that ran, the test that they ran in. */
const ROWS = {
  Node: { versions: [printed(() => otherNode('oldest'), /v(.*)/), printed(() => otherNode('newest'), /v(.*)/)], test: 'tests/runtimes/node.test.mjs' },
  Deno: { versions: [printed(deno, /^deno (\S+)/)], test: 'tests/runtimes/deno.test.mjs' },
  Bun: { versions: [printed(bun, /(.*)/)], test: 'tests/runtimes/bun.test.mjs' },
  workerd: { versions: [async () => day((await installed('workerd')()).split('.')[1])], test: 'tests/runtimes/workerd.test.mjs' },
  'wrangler dev (miniflare)': { versions: [installed('wrangler', ours)], test: `${ours}/wrangler.test.mjs` },
  'edge-light (@edge-runtime/vm)': { versions: [installed('@edge-runtime/vm')], test: 'tests/runtimes/edge-light.test.mjs' },
  Chromium: { versions: [printed(() => chromium, /^\D+(\d+\.\S+)/)], orNewer: true, test: 'tests/runtimes/chromium.test.mjs' },
  Firefox: { versions: [printed(() => firefox, /^\D+(\d+\.\S+)/)], orNewer: true, test: 'tests/runtimes/firefox.test.mjs' },
  WebKitGTK: { versions: [async (t) => (await webkit(t, 'about:blank')).version], orNewer: true, test: 'tests/runtimes/webkit.test.mjs' },
  Vite: { versions: [installed('vite', ours)], test: `${ours}/vite.test.mjs` },
  webpack: { versions: [installed('webpack', ours)], test: `${ours}/webpack.test.mjs` },
  Rollup: { versions: [installed('rollup', ours)], test: `${ours}/rollup.test.mjs` },
  esbuild: { versions: [installed('esbuild')], test: `${ours}/esbuild.test.mjs` },
  Parcel: { versions: [installed('parcel', ours)], test: `${ours}/parcel.test.mjs` },
  'Next.js': { versions: [async () => (await json('tests/next/package.json')).devDependencies.next], test: 'tests/next/next.test.mjs' },
  Vitest: { versions: [installed('vitest', ours)], test: `${ours}/vitest.test.mjs` },
  Jest: { versions: [installed('jest', ours)], test: `${ours}/jest.test.mjs` },
  TypeScript: { versions: [installed('typescript-6'), installed('typescript')], test: 'tests/types/types.test.mjs' },
}

const readme = await readFile(join(root, 'README.md'), 'utf8')
const [, section] = /^## Runtimes and bundlers\n(.*?)^## /ms.exec(readme) ?? assert.fail('README.md has no section "Runtimes and bundlers"')
const table = Object.fromEntries(
  [...section.matchAll(/^\| (?!\||-)(.+?) \| ([\d., -]+) \|/gm)].map(([, name, versions]) => [name, versions.split(', ')]),
)

test('the table names everything that is tested, and nothing else', () => {
  assert.deepEqual(Object.keys(table), Object.keys(ROWS))
  for (const { test } of Object.values(ROWS)) assert.ok(existsSync(join(root, test)), test)
})

for (const [name, { versions, orNewer }] of Object.entries(ROWS)) {
  test(`${name}: the versions of the table are those that ran`, async (t) => {
    const actual = await Promise.all(versions.map((version) => version(t)))
    const stated = table[name] ?? assert.fail('not in the table')
    assert.equal(stated.length, actual.length, `${stated}; ran ${actual}`)
    for (const [index, version] of actual.entries()) assert.ok(agree(stated[index], version, orNewer), `the table says ${stated[index]}, ${version} ran`)
  })
}

/** `8` and `8.3` say 8.3.1. What the system brings, not our lock file, may be newer than what is said. */
function agree(stated, actual, orNewer) {
  if (stated === actual) return true
  const [said, ran] = [stated, actual].map((version) => version.split('.').map(Number))
  return orNewer ? ran[0] > said[0] || (ran[0] === said[0] && ran[1] >= (said[1] ?? 0)) : said.every((number, index) => number === ran[index])
}

function day(digits) {
  return digits.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
}
