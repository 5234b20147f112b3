// Measures in the runtime that runs it: Node, Deno or Bun. `node bench/in-process.mjs --help`
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import process from 'node:process'
import { casesNamed, namesFor, prepared } from './call.mjs'
import { entries } from './entries.mjs'
import { makeKeys } from './fixtures.mjs'
import { ownCost } from './processes.mjs'
import { MODES, compare, repeat } from './rounds.mjs'
import * as table from './table.mjs'

const HELP = `Measures our package against oauth4webapi in this process.

  --cases a,b          only the cases whose names contain one of these words
  --mode M             sequential or concurrent (100 calls at a time); both by default
  --rounds N           rounds per case (15)
  --milliseconds N     time of one implementation's part of a round (30)
  --only a,b           implementations beside oauth4webapi: oauth4wasm, other, control, floor
  --json               one JSON object per line instead of a table

OAUTH4WASM_ENTRY=file        our entry module, instead of target/packed/entry.mjs
OAUTH4WASM_OTHER_ENTRY=file  another build of ours, measured in the same rounds as "other"`

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '' },
    mode: { type: 'string', default: '' },
    rounds: { type: 'string', default: '15' },
    milliseconds: { type: 'string', default: '30' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (options.help) {
  console.log(HELP)
  process.exit()
}

const words = (text) => text.split(',').map((word) => word.trim()).filter(Boolean)
const only = words(options.only)
const wanted = (name) => name === 'oauth4webapi' || only.length === 0 || only.includes(name)

const files = entries()
const implementations = {}
for (const [name, file] of Object.entries(files)) {
  if (wanted(name)) implementations[name] = await import(pathToFileURL(file).href)
}
const keys = await makeKeys()

const say = (text) => console.log(text)
if (!options.json) say(table.head())
for (const chosen of casesNamed(words(options.cases))) {
  const names = namesFor(chosen, Object.keys(implementations)).filter(wanted)
  const calls = {}
  for (const name of names) calls[name] = await prepared(chosen, implementations[name], keys)
  for (const [mode, batch] of Object.entries(MODES)) {
    if (options.mode && mode !== options.mode) continue
    const run = (name, count) => ownCost(() => repeat(calls[name], count, batch))
    const measured = await compare({ names, run, batch, rounds: Number(options.rounds), milliseconds: Number(options.milliseconds) })
    const result = { name: chosen.name, mode, ...measured }
    say(options.json ? JSON.stringify(result) : table.lines(result))
  }
}
