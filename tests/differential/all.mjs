// The whole suite in one process: half the time of `node --test tests/differential`, which starts a process for each file.
import { readdirSync } from 'node:fs'

for (const file of readdirSync(new URL('.', import.meta.url)).sort()) {
  if (file.endsWith('.test.mjs')) await import(`./${file}`)
}
