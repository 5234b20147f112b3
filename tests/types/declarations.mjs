// pkg/index.d.ts as text. It is written by hand, so its form can be relied on: what does not have it is refused.
import { readFileSync } from 'node:fs'

export const file = new URL('../../pkg/index.d.ts', import.meta.url)
const lines = readFileSync(file, 'utf8').split('\n')

/** The exports: `{ name, kind, value, line, comment }`. */
export const declarations = lines.flatMap((text, index) => {
  if (!/^(export|declare|import)\b/.test(text) || text === 'export {}') return []
  const [, kind, name, value] = /^export (?:declare (?=function|const|class)|(?=interface|type))(\w+) (\w+)(?:(?:: | = )(unique symbol|'\w+')$)?/.exec(text)
    ?? fail(index, 'an export of a form that this test does not know')
  return [{ name, kind, value, line: index + 1, comment: commentBefore(index) }]
})

/** The members of the interfaces and classes: `{ text, line, comment }`. */
export const members = lines.flatMap((text, index) =>
  /^  (readonly |\[|\w+\(|\w+\??: )/.test(text) && !text.endsWith(',') ? [{ text: text.trim(), line: index + 1, comment: commentBefore(index) }] : [])

/** The code blocks of the comments: `{ code, line }`. */
export const examples = lines.flatMap((text, index) => {
  const [, margin] = /^( *\* )```ts$/.exec(text) ?? []
  if (!margin) return []
  const end = lines.indexOf(`${margin}\`\`\``, index)
  return [{ line: index + 2, code: lines.slice(index + 1, end).map((line) => line.slice(margin.length)).join('\n') }]
})

/** Links that a line break cuts in two, which `links` and editors miss. */
export const brokenLinks = lines.flatMap((text, index) => (/\{@link(?![^{]*\})/.test(text) ? [{ line: index + 1 }] : []))

/** What the comments refer to: `{ name, line }`. */
export const links = lines.flatMap((text, index) => [...text.matchAll(/\{@link ([^}]+)\}/g)].map(([, name]) => ({ name, line: index + 1 })))

function commentBefore(index) {
  if (!lines[index - 1].trim().endsWith('*/')) return undefined
  let start = index - 1
  while (!lines[start].trim().startsWith('/**')) start--
  return lines.slice(start, index).join('\n')
}

function fail(index, reason) {
  throw new Error(`pkg/index.d.ts:${index + 1}: ${reason}`)
}
