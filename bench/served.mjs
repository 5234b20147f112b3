// What runs inside workerd and Chromium: makes the calls that it is asked for. Neither can measure CPU time, and
// workerd's clocks stand still while it computes, so both are measured from outside.
import { cases } from './cases.mjs'
import { prepared } from './call.mjs'
import { makeKeys } from './fixtures.mjs'
import { repeat } from './rounds.mjs'

/**
 * @param {Record<string, object>} implementations
 * @returns {(job: {case: string, name: string, calls: number, batch: number}) => Promise<void>} `name` is an implementation or 'floor'
 */
export function performer(implementations) {
  let keys
  return async ({ case: wanted, name, calls, batch }) => {
    keys ??= await makeKeys()
    const call = await prepared(cases.find((one) => one.name === wanted), implementations[name], keys)
    await repeat(call, calls, batch)
  }
}
