// The package's declarations as text. They are written by hand, so their form can be relied on: what does not have it is refused.
import { readFileSync } from 'node:fs'

/** @param {string} file of pkg/ */
export function declared(file) {
  const lines = readFileSync(new URL(`../../pkg/${file}`, import.meta.url), 'utf8').split('\n')

  /** The exports: `{ name, kind, value, line, comment }`. */
  const declarations = lines.flatMap((text, index) => {
    if (!/^(export|declare|import)\b/.test(text) || text === 'export {}' || /^(import type|export \*) /.test(text)) return []
    const [, kind, name, value] = /^export (?:declare (?=function|const|class)|(?=interface|type))(\w+) (\w+)(?:(?:: | = )(unique symbol|'\w+')$)?/.exec(text)
      ?? fail(index, 'an export of a form that this test does not know')
    return [{ name, kind, value, line: index + 1, comment: commentBefore(index) }]
  })

  /** The members of the interfaces and classes: `{ text, line, comment }`. */
  const members = lines.flatMap((text, index) =>
    /^  (readonly |\[|\w+\(|\w+\??: )/.test(text) && !text.endsWith(',') ? [{ text: text.trim(), line: index + 1, comment: commentBefore(index) }] : [])

  /** The code blocks of the comments: `{ code, line }`. */
  const examples = lines.flatMap((text, index) => {
    const [, margin] = /^( *\* )```ts$/.exec(text) ?? []
    if (!margin) return []
    const end = lines.indexOf(`${margin}\`\`\``, index)
    return [{ line: index + 2, code: lines.slice(index + 1, end).map((line) => line.slice(margin.length)).join('\n') }]
  })

  /** Links that a line break cuts in two, which `links` and editors miss. */
  const brokenLinks = lines.flatMap((text, index) => (/\{@link(?![^{]*\})/.test(text) ? [{ line: index + 1 }] : []))

  /** What the comments refer to: `{ name, line }`. */
  const links = lines.flatMap((text, index) => [...text.matchAll(/\{@link ([^}]+)\}/g)].map(([, name]) => ({ name, line: index + 1 })))

  return { file, declarations, members, examples, links, brokenLinks }

  function commentBefore(index) {
    if (/^ *\/\/ @ts-ignore/.test(lines[index - 1])) index--
    if (!lines[index - 1].trim().endsWith('*/')) return undefined
    let start = index - 1
    while (!lines[start].trim().startsWith('/**')) start--
    return lines.slice(start, index).join('\n')
  }

  function fail(index, reason) {
    throw new Error(`pkg/${file}:${index + 1}: ${reason}`)
  }
}
