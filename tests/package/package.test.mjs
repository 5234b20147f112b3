// The tarball, judged by those who judge packages.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import * as attw from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { otherNode, packed, root } from '../support/paths.mjs'

const installed = join(packed, 'node_modules/oauth4wasm')
const tarball = new Uint8Array(await readFile(join(packed, 'package.tgz')))
const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))

test('publint finds nothing, strictly', async () => {
  const { messages } = await publint({ strict: true, pack: { tarball: tarball.buffer } })
  assert.deepEqual(messages.map((message) => formatMessage(message, manifest)), [])
})

test('@arethetypeswrong finds nothing, for any way of resolution', async () => {
  const { problems, entrypoints, types } = await attw.checkPackage(attw.createPackageFromTarballData(tarball))
  assert.ok(types, 'the package has types')
  assert.deepEqual(Object.keys(entrypoints), ['.', './url', './es256', './package.json'])
  assert.deepEqual(problems, [])
})

test('no dependency of any kind, no script, no invented address', () => {
  const wanted = ['name', 'version', 'description', 'keywords', 'license', 'type', 'sideEffects', 'engines', 'types', 'main', 'module', 'exports', 'files']
  assert.deepEqual(Object.keys(manifest), wanted)
  assert.ok(manifest.description.length > 0 && manifest.keywords.length > 0)
  assert.equal(manifest.license, 'MIT OR Apache-2.0')
})

test('every file that a condition names is there, and every module of the folder is named', async () => {
  const targets = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targets))
  const named = new Set(targets(manifest.exports).concat(manifest.main, manifest.module, manifest.types).map((path) => path.slice(2)))
  const files = await readdir(installed, { recursive: true })
  assert.deepEqual([...named].filter((path) => !files.includes(path)), [])
  assert.deepEqual(files.filter((path) => !path.includes('/') && /\.[cm]?js$/.test(path) && !named.has(path)), [])
})

test('what Node imports is one file: every other would cost it a millisecond or two', async () => {
  for (const entry of ['oauth4wasm', 'oauth4wasm/url', 'oauth4wasm/es256']) {
    const { stdout } = await promisify(execFile)(otherNode('newest'), ['--input-type=module', '-e', `process.stdout.write(import.meta.resolve('${entry}'))`], { cwd: packed })
    assert.doesNotMatch(await readFile(new URL(stdout), 'utf8'), /^(import|export) .*from/m, `${entry}: ${stdout}`)
  }
})

test('every entry is named as having side effects, or a bundler would drop what loads the module', () => {
  const entries = ['./index.js', './workerd.js', './edge-light.js', './node.js', './url.js', './wasm/index.mjs', './wasm/index.cjs', './es256.js', './es256-workerd.js', './es256-edge-light.js', './es256-node.js', './wasm/es256/index.mjs', './wasm/es256/index.cjs']
  assert.deepEqual([...manifest.sideEffects].sort(), entries.sort())
})

test('no source map, and no path of this machine', async () => {
  const files = await readdir(installed, { recursive: true, withFileTypes: true })
  for (const file of files.filter((file) => file.isFile())) {
    const path = join(file.parentPath ?? file.path, file.name)
    const text = await readFile(path, 'latin1')
    assert.ok(!file.name.endsWith('.map') && !text.includes('sourceMappingURL'), path)
    assert.ok(!text.includes(root), `${path} holds ${root}`)
    assert.doesNotMatch(text, /\/(home|Users|root)\/\S/, path)
  }
})
