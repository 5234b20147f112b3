// The two packages under comparison. `oracle` is oauth4webapi as installed; `subject` is ours, from the packed tarball.
// OAUTH4WASM_ENTRY names another entry file. A second copy of oauth4webapi may stand in for the subject: its symbols
// and classes are as foreign to the oracle's as ours are, so the suite must be green against it.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const chosen = process.env.OAUTH4WASM_ENTRY
export const entry = chosen
  ? chosen.startsWith('file:') ? new URL(chosen) : pathToFileURL(resolve(chosen))
  : new URL('../../target/packed/entry.mjs', import.meta.url)
export const oracleEntry = new URL(import.meta.resolve('oauth4webapi'))

if (!existsSync(entry)) throw new Error(`no package under test at ${fileURLToPath(entry)}: build it, or set OAUTH4WASM_ENTRY`)

export const oracle = await import(oracleEntry.href)
export const subject = await import(entry.href)

/** Whether the subject is only a copy of the oracle; then no agreed difference applies. */
export const standIn = packageName(dirname(fileURLToPath(entry))) === 'oauth4webapi'

/** The version that our user-agent must carry. */
export const { version } = JSON.parse(readFileSync(new URL('../../pkg/package.json', import.meta.url), 'utf8'))

function packageName(directory) {
  const file = join(directory, 'package.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).name
  return directory === dirname(directory) ? undefined : packageName(dirname(directory))
}
