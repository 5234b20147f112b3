// What a server may do to a client. `expected` is what becomes of the call: 'resolves', or the error's class and code.
// `inBrowser` says the same of Chromium where it differs, and is missing where a page cannot tell it from `expected`;
// false: a browser hides it or mends it, or is not asked again. `signal`: milliseconds until the call is aborted.
// `ofOracle`: what oauth4webapi makes of it, where the README says that we differ.
import { bodies } from './bodies.mjs'
import { connections } from './connections.mjs'
import { encodings } from './encodings.mjs'
import { messages } from './messages.mjs'
import { nonces } from './nonces.mjs'
import { redirects } from './redirects.mjs'
import { refusals } from './refusals.mjs'
import { answer, GOOD } from './answers.mjs'

/** The server at its best, asked after each of the others. */
export const honest = { name: 'an honest answer', expected: 'resolves', behave: (socket) => answer(socket, 201, GOOD) }

export const misbehaviours = [...connections, ...messages, ...encodings, ...redirects, ...bodies, ...refusals, ...nonces]
