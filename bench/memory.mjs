// What is in memory after many pushes, in a Node process per implementation.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { entries, root } from './entries.mjs'

const run = promisify(execFile)
export const CALLS = 10_000

/** @returns {Promise<object>} implementation to { 'after two calls', after }: kB of rss, heap, external and linear memory */
export async function memoryAfterCalls() {
  const results = {}
  for (const [name, file] of Object.entries(entries({ control: false }))) {
    const { stdout } = await run(process.execPath, ['--expose-gc', join(root, 'bench/memory-calls.mjs'), pathToFileURL(file).href, String(CALLS)])
    results[name] = JSON.parse(stdout)
  }
  return results
}
