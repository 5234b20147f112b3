// Cold starts and memory as lines of text.

const milliseconds = ({ median }) => median.toFixed(2).padStart(9)
const ratio = ({ median, low, high }) => `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}]`.padStart(20)

/** @param {object} byName implementation to what to { wall, cpu, wallRatio, cpuRatio } */
export function coldLines(byName) {
  const whats = Object.keys(byName.oauth4webapi)
  const head = `${''.padEnd(16)} ${'CPU'.padStart(9)} ${'wall'.padStart(9)} ${'CPU ratio'.padStart(20)} ${'wall ratio'.padStart(20)}`
  const rows = (what) => Object.entries(byName).map(([name, { [what]: { wall, cpu, wallRatio, cpuRatio } }]) =>
    `  ${name.padEnd(14)} ${milliseconds(cpu)} ${milliseconds(wall)} ${name === 'oauth4webapi' ? '' : `${ratio(cpuRatio)} ${ratio(wallRatio)}`}`.trimEnd())
  return [head, ...whats.flatMap((what) => [what, ...rows(what)])].join('\n')
}

export function memoryLines(byName) {
  const columns = ['rss', 'heap', 'external', 'linear']
  const row = (label, cells) => label.padEnd(34) + cells.map((cell) => String(cell).padStart(10)).join('')
  const rows = Object.entries(byName).flatMap(([name, moments]) =>
    Object.entries(moments).map(([moment, memory]) => row(`${name}, ${moment}`, columns.map((column) => memory[column].toFixed(0)))))
  return [row('', columns), ...rows].join('\n')
}
