export const $ = (id) => document.getElementById(id)

/** @param {string} name @param {string | (Node | string)[]} content @param {Record<string, string>} [attributes] */
export function element(name, content = [], attributes = {}) {
  const made = document.createElement(name)
  made.append(...[content].flat())
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  return made
}

/** A block of code that the keyboard can scroll. @param {(Node | string)[][]} lines */
export function code(label, lines) {
  const content = lines.flatMap((line) => [...line, '\n'])
  return element('pre', [element('code', content)], { tabindex: '0', role: 'group', 'aria-label': label })
}

/** Name and value in a list of facts; what is undefined is left out. */
export function facts(list, values) {
  const known = Object.entries(values).filter(([, value]) => value !== undefined)
  list.replaceChildren(...known.flatMap(([name, value]) => [element('dt', name), element('dd', String(value))]))
}

export const named = (name, value) => [element('span', name, { class: 'name' }), value]

export function milliseconds(duration) {
  return duration < 10 ? `${duration.toFixed(1)} ms` : `${Math.round(duration)} ms`
}
