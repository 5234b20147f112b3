// The exports of the build for these tests: all of the package's, and one that traps on purpose.
import { start } from '../../src/web/guard.js'

/** The number of src/web/operations.rs. */
const TRAP = 22

export * from '../../src/web/api.js'
export { default } from '../../src/web/api.js'
export function trap(kind, promise, hook) { return start(TRAP, kind, promise, hook) }
