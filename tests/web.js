// What tests/web.rs needs of JavaScript: frames to call operations in, as src/web/guard.js makes them.
import { Frame, at, keepIn, within } from '../src/web/frame.js'

export const inFrame = (memory, values, run) => {
  const frame = new Frame(memory, values)
  within(frame, () => run(frame.kinds))
}

export const valueOf = at

/** Does what the guard does for an asynchronous operation. */
export async function drive(memory, values, start, resume) {
  const frame = new Frame(memory, values)
  const id = within(frame, () => start())
  let answer = frame.kinds
  for (;;) {
    const outcome = within(frame, () => resume(id, answer))
    if (outcome > 0) return frame.values[outcome >> 3]
    if (outcome === -1) throw frame.thrown
    answer = await Promise.resolve(frame.values[-outcome >> 3]).then(
      (value) => keepIn(frame, value),
      (error) => {
        frame.thrown = error
        return 0
      },
    )
  }
}
