// What the package says of its errors: the tables of its ERRORS.md, as it is installed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packed } from '../support/paths.mjs'

const text = readFileSync(join(packed, 'node_modules/oauth4wasm/ERRORS.md'), 'utf8')
const rows = (heading) => text.split(`\n## ${heading}\n`)[1].split('\n## ')[0].split('\n')
  .map((line) => /^\| <a id="([^"]+)"><\/a>`([^`]+)` \| (.+) \|$/.exec(line)).filter(Boolean)
  .map(([, anchor, name, cells]) => ({ anchor, name, cells: cells.split(' | ') }))

export const codes = rows('Codes')
export const hints = rows('Hints')
export const reserved = /\nExported as constants[^:]*: (.*)\.\n/.exec(text)[1].split(', ').map((code) => code.slice(1, -1))

// What of a text depends on the case: where a redirect leads to, what the clocks differ by.
const without = (text) => text
  .replace(/(one leads to ).+(: check)/, '$1…$2')
  .replace(/ The clocks differ, in seconds: set \[clockSkew\] of the client to -?\d+$/, '').replace(/\.$/, '')

/** The id of the hint that an error has, undefined where it has none. */
export function idOf(error) {
  const { hint } = error
  if (hint === undefined) return undefined
  return hints.find(({ cells }) => without(cells.at(-1)) === without(hint))?.name ?? `no row has "${hint}"`
}
