import { head } from '../support/raw-server.mjs'

export const JSON_TYPE = { 'content-type': 'application/json' }
export const GOOD = '{"request_uri":"urn:example:1","expires_in":60}'

export const NETWORK = 'TypeError'
export const TIMED_OUT = 'TimeoutError'
export const UNREADABLE = 'OperationProcessingError OAUTH_PARSE_ERROR'
export const NOT_CONFORM = 'OperationProcessingError OAUTH_RESPONSE_IS_NOT_CONFORM'
export const NOT_JSON = 'OperationProcessingError OAUTH_RESPONSE_IS_NOT_JSON'
export const INVALID = 'OperationProcessingError OAUTH_INVALID_RESPONSE'
export const BODY_ERROR = 'ResponseBodyError OAUTH_RESPONSE_BODY_ERROR'
export const CHALLENGE = 'WWWAuthenticateChallengeError OAUTH_WWW_AUTHENTICATE_CHALLENGE'
export const SIGNAL = 500

/** A whole answer with the right length, and the end of the connection. */
export function answer(socket, status, body, headers = JSON_TYPE) {
  const bytes = Buffer.from(body)
  socket.write(head(status, { ...headers, 'content-length': `${bytes.length}`, connection: 'close' }))
  socket.end(bytes)
}

/** The same, as a row of a table. */
export const answering = (name, expected, status, body, headers, more) =>
  ({ name, expected, behave: (socket) => answer(socket, status, body, headers), ...more })

/** Writes for ever, as fast as it is read, but leaves the reader's thread time for its timers. */
export function flood(socket, next) {
  const timer = setInterval(() => {
    if (!socket.writableNeedDrain) socket.write(next())
  }, 2)
  socket.on('close', () => clearInterval(timer))
}

/** Writes for ever, slowly. */
export function drip(socket, next) {
  const timer = setInterval(() => socket.write(next()), 20)
  socket.on('close', () => clearInterval(timer))
}
