// The calls of a case by one implementation, or its floor, made ready and tried once.
import { cases } from './cases.mjs'

/** The implementations that can do a case, in order; `floor` is one of them. */
export function namesFor({ control }, names) {
  return [...names.filter((name) => name !== 'control' || control), 'floor']
}

export const casesNamed = (words) => {
  const chosen = words.length === 0 ? cases : cases.filter(({ name }) => words.some((word) => name.toLowerCase().includes(word.toLowerCase())))
  if (chosen.length === 0) throw new Error(`no case is called ${words.join(' or ')}; there are: ${cases.map(({ name }) => name).join(', ')}`)
  return chosen
}

/** @param {import('./cases.mjs').Case} chosen @param {object | undefined} implementation undefined: the floor */
export async function prepared(chosen, implementation, keys) {
  const call = implementation ? chosen.prepare(implementation, keys) : chosen.floor(keys)
  for (let i = 0; i < 2; i++) {
    const result = await call()
    if (implementation && !chosen.done(result)) throw new Error(`${chosen.name}: a call did not do what it should`, { cause: result })
  }
  return call
}
