// The smallest test runner: web APIs only, so that it runs where node:test does not.

/**
 * Runs the checks one after the other, whatever becomes of each.
 * @param {Record<string, () => Promise<unknown>>} checks what a check resolves with becomes `detail`
 * @returns {Promise<{name: string, ok: boolean, detail: unknown}[]>}
 */
export async function runChecks(checks, seconds = 5) {
  const results = []
  for (const [name, check] of Object.entries(checks)) {
    let timer
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not settled after ${seconds} s`)), seconds * 1000)
    })
    try {
      results.push({ name, ok: true, detail: await Promise.race([check(), late]) })
    } catch (error) {
      results.push({ name, ok: false, detail: describe(error) })
    } finally {
      clearTimeout(timer)
    }
  }
  return results
}

export function assert(condition, message) {
  if (!condition) throw new Error(message)
}

export function equal(actual, expected, what) {
  assert(Object.is(actual, expected), `${what}: ${show(actual)}, expected ${show(expected)}`)
}

/** The error that the promise rejects with. */
export async function rejection(promise) {
  let value
  try {
    value = await promise
  } catch (error) {
    return error
  }
  throw new Error(`resolved with ${show(value)}, expected a rejection`)
}

export function describe(error) {
  if (!(error instanceof Error)) return show(error)
  const { name, code, message, stack, cause } = error
  return { name, code, message, stack, cause: cause instanceof Error ? String(cause) : cause && show(cause) }
}

export function show(value) {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}

export const delay = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
