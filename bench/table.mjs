// A comparison as lines of text.

const WIDTHS = [16, 9, 9, 22, 22]
const row = (cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i]) : cell.padStart(WIDTHS[i]))).join(' ').trimEnd()

export const head = () => [
  row(['', 'CPU', 'wall', 'CPU ratio', 'wall ratio']),
  row(['', 'µs/call', 'µs/call', 'median [quartiles]', 'median [quartiles]']),
].join('\n')

// NaN is a time that could not be taken.
const microseconds = ({ median }) => (Number.isNaN(median) ? '–' : median >= 100 ? median.toFixed(0) : median.toFixed(1))
const ratio = ({ median, low, high }) => Number.isNaN(median) ? '–' : `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}]`

/** @param {{name: string, mode: string, results: object}} measured */
export function lines({ name, mode, results }) {
  const rows = Object.entries(results).map(([implementation, { cpu, wall, cpuRatio, wallRatio }], i) =>
    row([`  ${implementation}`, microseconds(cpu), microseconds(wall), i === 0 ? '' : ratio(cpuRatio), i === 0 ? '' : ratio(wallRatio)]))
  return [`${name}, ${mode}`, ...rows].join('\n')
}
