// Which modules are measured. OAUTH4WASM_ENTRY names another entry module than the packed package's, and
// OAUTH4WASM_OTHER_ENTRY a second build of ours to compare in the same run.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(fileURLToPath(new URL('..', import.meta.url)))

/** Implementation to file. The first is what the others are compared with. */
export function entries({ control = true } = {}) {
  const { OAUTH4WASM_ENTRY: ours, OAUTH4WASM_OTHER_ENTRY: other } = process.env
  const files = {
    oauth4webapi: join(root, 'bench/oauth4webapi.mjs'),
    oauth4wasm: chosen(ours ?? join(root, 'target/packed/entry.mjs')),
  }
  if (other) files.other = chosen(other)
  if (control) files.control = join(root, 'bench/control.mjs')
  for (const [name, file] of Object.entries(files)) {
    if (!existsSync(file)) throw new Error(`no ${name} at ${file}: build and pack it (cargo xtask pack), or set OAUTH4WASM_ENTRY`)
  }
  return files
}

const chosen = (entry) => (entry.startsWith('file:') ? fileURLToPath(entry) : resolve(entry))
