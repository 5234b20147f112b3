// Alternating rounds: every implementation makes the same number of calls in each round, and the ratios are those of
// a round, so that what slows the machine for a while slows both sides of a ratio.
import { spread } from './statistics.mjs'

export const MODES = { sequential: 1, concurrent: 100 }

/**
 * @typedef {{wall: number, cpu: number}} Cost microseconds
 * @param {object} options
 * @param {string[]} options.names of the implementations; the first is what the others are compared with
 * @param {(name: string, calls: number) => Promise<Cost>} options.run
 * @param {number} options.batch calls come in multiples of it
 * @param {number} options.rounds
 * @param {number} options.milliseconds that a round of one implementation takes, about
 */
export async function compare({ names, run, batch, rounds, milliseconds }) {
  const calls = await callsPerRound(names, run, batch, milliseconds)
  const samples = names.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const which = (i + round) % names.length
      samples[which].push(await run(names[which], calls))
    }
  }
  const of = (which, what) => samples[which].map((cost) => cost[what])
  const ratios = (which, what) => spread(of(which, what).map((cost, round) => cost / of(0, what)[round]))
  return {
    calls,
    rounds,
    results: Object.fromEntries(names.map((name, which) => [name, {
      cpu: spread(of(which, 'cpu').map((cost) => cost / calls)),
      wall: spread(of(which, 'wall').map((cost) => cost / calls)),
      cpuRatio: ratios(which, 'cpu'),
      wallRatio: ratios(which, 'wall'),
    }])),
  }
}

/** Microseconds of the slowest. */
const WARM_UP = 300_000

/** How many calls take that long, found while the implementations are warmed up. */
async function callsPerRound(names, run, batch, milliseconds) {
  let calls = batch
  let spent = 0
  for (;;) {
    let slowest = 0
    for (const name of names) {
      const { wall, cpu } = await run(name, calls)
      slowest = Math.max(slowest, Number.isNaN(cpu) ? wall : cpu)
    }
    spent += slowest
    if (spent >= WARM_UP && slowest >= milliseconds * 500) return Math.max(batch, Math.round((calls * milliseconds * 1000) / slowest / batch) * batch)
    if (slowest < milliseconds * 500) calls *= 2
  }
}

/** Makes the calls, one after the other or `batch` at a time. */
export async function repeat(call, calls, batch) {
  if (batch === 1) {
    for (let i = 0; i < calls; i++) await call()
    return
  }
  for (let i = 0; i < calls; i += batch) await Promise.all(Array.from({ length: batch }, call))
}
