// The results as SVG that can be read on light and dark pages.

const STYLE = `
  svg { --ink: #1f2328; --faint: #59636e; --rule: #d1d9e0; --paper: #ffffff; --ours: #0969da; --theirs: #bc4c00; --good: #dafbe1 }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #f0f6fc; --faint: #9198a1; --rule: #3d444d; --paper: #0d1117; --ours: #4493f8; --theirs: #f0883e; --good: #12261e }
  }
  text { font: 12px system-ui, sans-serif; fill: var(--ink) }
  .title { font-size: 16px; font-weight: 600 } .head { font-weight: 600 } .faint { fill: var(--faint); font-size: 11px }
  .paper { fill: var(--paper) } .good { fill: var(--good) } .rule { stroke: var(--rule) } .one { stroke: var(--ink); stroke-width: 1.5 }
  .ours { stroke: var(--ours) } .theirs { stroke: var(--theirs) } .control { stroke: var(--faint) }
  .full.ours { fill: var(--ours) } .hollow { fill: var(--paper); stroke-width: 1.5 } .full.theirs { fill: var(--theirs) }
  polyline { fill: none; stroke-width: 2 } .whisker { stroke-width: 2; opacity: 0.45 }`

const escaped = (text) => String(text).replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign])
const text = (x, y, content, { className = '', anchor = 'start' } = {}) =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${className && ` class="${className}"`}>${escaped(content)}</text>`
const line = (x1, y1, x2, y2, className) => `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${className}"/>`
const dot = (x, y, className) => `<circle cx="${round(x)}" cy="${round(y)}" r="4" class="${className}"/>`
const round = (number) => Math.round(number * 10) / 10

const drawing = (width, height, title, description, parts) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">${escaped(title)}</title>
<desc id="description">${escaped(description)}</desc>
<style>${STYLE}
</style>
<rect width="${width}" height="${height}" class="paper"/>
${parts.flat(Infinity).join('\n')}
</svg>
`

/** Logarithmic, so that half and double are as far from 1 as each other. */
const scale = (low, high, start, end) => (value) =>
  start + (Math.log(Math.min(Math.max(value, low), high) / low) / Math.log(high / low)) * (end - start)

const LABELS_OF_RATIOS = { 0.125: '⅛', 0.25: '¼', 0.5: '½', 1: '1.0' }
/** What is less is drawn here: one case that is fifty times as fast would leave no room for the others. */
const LEAST_RATIO = 0.125
const ROW = 24
const LABELS = 300
const PANEL = 170
const GAP = 28

/** @param {Record<string, {version: string, cases: object[]}>} runtimes CPU ratios, one panel per runtime */
export function ratioChart(runtimes, { subtitle }) {
  const names = [...new Set(Object.values(runtimes).flatMap(({ cases }) => cases.map(({ name }) => name)))]
  const shown = Object.values(runtimes).flatMap(({ cases }) => cases.flatMap(({ results }) => results.oauth4wasm.cpuRatio[1] ?? []))
  const marks = powersOfTwo(Math.max(LEAST_RATIO, Math.min(0.5, ...shown)), Math.max(2, ...shown))
  const top = 96
  const bottom = top + names.length * ROW
  const width = LABELS + Object.keys(runtimes).length * (PANEL + GAP) + 12
  const title = 'CPU time of a call, oauth4wasm by oauth4webapi'
  const parts = [text(16, 28, title, { className: 'title' }), text(16, 48, subtitle, { className: 'faint' })]
  names.forEach((name, i) => parts.push(text(16, top + i * ROW + ROW / 2 + 4, name)))
  Object.entries(runtimes).forEach(([runtime, { version, cases }], column) => {
    const left = LABELS + column * (PANEL + GAP)
    const x = scale(marks[0], marks.at(-1), left, left + PANEL)
    parts.push(text(left, top - 28, `${runtime} ${version}`, { className: 'head' }))
    parts.push(`<rect x="${left}" y="${top}" width="${round(x(1) - left)}" height="${bottom - top}" class="good"/>`)
    for (const ratio of marks) {
      parts.push(line(x(ratio), top, x(ratio), bottom, ratio === 1 ? 'one' : 'rule'))
      parts.push(text(x(ratio), top - 8, LABELS_OF_RATIOS[ratio] ?? ratio, { className: 'faint', anchor: 'middle' }))
    }
    for (const { name, mode, results } of cases) {
      const y = top + names.indexOf(name) * ROW + ROW / 2 + (mode === 'sequential' ? -4 : 4)
      const { control, oauth4wasm } = results
      if (oauth4wasm.cpuRatio.includes(null)) continue // no CPU time from outside without /proc
      if (control && mode === 'sequential') parts.push(line(x(control.cpuRatio[1]), y - 5, x(control.cpuRatio[1]), y + 13, 'control'))
      const [low, median, high] = oauth4wasm.cpuRatio
      parts.push(line(x(low), y, x(high), y, 'ours whisker'), dot(x(median), y, `ours ${mode === 'sequential' ? 'full' : 'hollow'}`))
    }
  })
  const y = bottom + 28
  parts.push(dot(24, y - 4, 'ours full'), text(34, y, 'one call after the other'))
  parts.push(dot(204, y - 4, 'ours hollow'), text(214, y, '100 at a time'))
  parts.push(line(324, y - 12, 324, y + 4, 'control'), text(332, y, 'the same shortcuts in plain JavaScript'))
  parts.push(text(16, y + 22, 'Left of the line is better. Dots are medians of per-round ratios; the bars behind them join the quartiles. Less than ⅛ is drawn at ⅛.', { className: 'faint' }))
  return drawing(width, bottom + 66, title, 'For each case and runtime the ratio of CPU times on a logarithmic axis with a line at 1.0; the figures stand in latest.json.', parts)
}

/** Those between which the values lie. */
function powersOfTwo(low, high) {
  const first = Math.floor(Math.log2(low))
  return Array.from({ length: Math.ceil(Math.log2(high)) - first + 1 }, (_, i) => 2 ** (first + i))
}

const CELL = { width: 270, height: 190, columns: 4 }

/** @param {{title: string, input: string, points: object[]}[]} growths */
export function growthChart(growths, { subtitle }) {
  const rows = Math.ceil(growths.length / CELL.columns)
  const width = CELL.columns * CELL.width + 16
  const height = 72 + rows * CELL.height + 30
  const title = 'CPU time of a call as its input grows'
  const parts = [text(16, 28, title, { className: 'title' }), text(16, 48, subtitle, { className: 'faint' })]
  growths.forEach((growth, i) => parts.push(growthPanel(growth, 16 + (i % CELL.columns) * CELL.width, 72 + Math.floor(i / CELL.columns) * CELL.height)))
  const y = height - 14
  parts.push(dot(24, y - 4, 'ours full'), text(34, y, 'oauth4wasm'), dot(134, y - 4, 'theirs full'), text(144, y, 'oauth4webapi'))
  parts.push(text(250, y, 'Both axes are logarithmic; the dashed line is in proportion to the input.', { className: 'faint' }))
  return drawing(width, height, title, 'Panels of cost against size of input, on logarithmic axes; the figures stand in latest.json.', parts)
}

function growthPanel({ title, input, unused, points }, left, top) {
  const box = { left: left + 48, right: left + CELL.width - 18, top: top + 36, bottom: top + CELL.height - 36 }
  const costs = points.flatMap(({ oauth4webapi, oauth4wasm }) => [oauth4webapi, oauth4wasm])
  const [low, high] = [10 ** Math.floor(Math.log10(Math.min(...costs))), 10 ** Math.ceil(Math.log10(Math.max(...costs)))]
  const x = scale(points[0].size, points.at(-1).size, box.left, box.right)
  const y = scale(low, high, box.bottom, box.top)
  const parts = [text(left, top + 8, title, { className: 'head' }), text(left, top + 23, `by ${input}`, { className: 'faint' })]
  for (let cost = low; cost <= high * 1.001; cost *= 10) {
    parts.push(line(box.left, y(cost), box.right, y(cost), 'rule'))
    parts.push(text(box.left - 6, y(cost) + 4, cost >= 1000 ? `${cost / 1000} ms` : `${cost} µs`, { className: 'faint', anchor: 'end' }))
  }
  for (const { size } of [points[0], points.at(-1)]) {
    parts.push(text(x(size), box.bottom + 16, size.toLocaleString('en'), { className: 'faint', anchor: size === points[0].size ? 'start' : 'end' }))
  }
  if (!unused) parts.push(`<polyline class="control" stroke-dasharray="3 4" style="stroke-width: 1" points="${path(inProportion(points, low))}"/>`)
  for (const [name, className] of [['oauth4webapi', 'theirs'], ['oauth4wasm', 'ours']]) {
    parts.push(`<polyline class="${className}" points="${path(points.map((point) => [point.size, point[name]]))}"/>`)
    for (const point of points) parts.push(`<circle cx="${round(x(point.size))}" cy="${round(y(point[name]))}" r="2.5" class="full ${className}"/>`)
  }
  return parts

  function path(pairs) {
    return pairs.map(([size, cost]) => `${round(x(size))},${round(y(cost))}`).join(' ')
  }
}

/** What the cost would be if it were in proportion to the input, drawn from the largest input down. */
function inProportion(points, low) {
  const last = points.at(-1)
  return points.map(({ size }) => [size, (last.oauth4wasm * size) / last.size]).filter(([, cost]) => cost >= low)
}
