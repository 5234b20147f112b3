// A fresh project with the package installed, as a user has one.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { support } from './paths.mjs'

const SHARED = ['checks.mjs', 'scenario.mjs', 'offline-scenario.mjs', 'trap-scenario.mjs', 'matrix-scenario.mjs', 'mtls-scenario.mjs', 'without-subtle.mjs', 'attempts.mjs']

/**
 * @param {import('node:test').TestContext} t the folder is removed when this test ends
 * @param {string} packed folder that holds node_modules/oauth4wasm
 * @param {Record<string, string>} files name to text; the support files that every scenario imports lie beside them
 */
export async function project(t, packed, files) {
  if (!existsSync(join(packed, 'node_modules/oauth4wasm/package.json')))
    throw new Error(`the package is not in ${packed}: build it first (cargo xtask build)`)
  const folder = await mkdtemp(join(tmpdir(), 'oauth4wasm-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await cp(join(packed, 'node_modules/oauth4wasm'), join(folder, 'node_modules/oauth4wasm'), { recursive: true, dereference: true })
  for (const file of SHARED) await cp(join(support, file), join(folder, file))
  const all = { 'package.json': '{ "type": "module", "dependencies": { "oauth4wasm": "*" } }', ...files }
  for (const [name, text] of Object.entries(all)) await writeFile(join(folder, name), text)
  return folder
}

/** Path of the file, inside the project, that an import of the package means where no condition applies. */
export async function defaultEntry(folder, subpath = '.') {
  const { exports } = JSON.parse(await readFile(join(folder, 'node_modules/oauth4wasm/package.json'), 'utf8'))
  return join('node_modules/oauth4wasm', exports[subpath].default)
}
