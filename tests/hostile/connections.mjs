// The connection ends, or stalls, at every stage.
import { drip, flood, GOOD, JSON_TYPE, NETWORK, SIGNAL, TIMED_OUT, UNREADABLE } from './answers.mjs'
import { head } from '../support/raw-server.mjs'

const half = head(201, { ...JSON_TYPE, 'content-length': '1000' })
/** Chromium sends a request again when a connection that it kept ends before the answer: not asked. */
const inBrowser = false
const soon = (run) => setTimeout(run, 20)

export const connections = [
  { name: 'never reads and never answers', atAccept: true, inBrowser, signal: SIGNAL, expected: TIMED_OUT, behave: (socket) => socket.pause() },
  { name: 'speaks first, as an SSH server does', atAccept: true, inBrowser, expected: NETWORK, behave: (socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n') },
  { name: 'speaks TLS on a plain port', atAccept: true, inBrowser, expected: NETWORK, behave: (socket) => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 0x28])) },
  { name: 'resets after the request', inBrowser, expected: NETWORK, behave: (socket) => socket.resetAndDestroy() },
  { name: 'ends after the request', inBrowser, expected: NETWORK, behave: (socket) => socket.end() },
  { name: 'is silent', signal: SIGNAL, expected: TIMED_OUT, behave: () => {} },
  { name: 'ends in the status line', inBrowser, expected: NETWORK, behave: (socket) => socket.end('HTTP/1.1 20') },
  { name: 'resets in the status line', inBrowser, expected: NETWORK, behave: (socket) => {
    socket.write('HTTP/1.1 20')
    soon(() => socket.resetAndDestroy())
  } },
  { name: 'ends in a header', inBrowser, expected: NETWORK, behave: (socket) => socket.end('HTTP/1.1 201 Created\r\ncontent-ty') },
  { name: 'resets in a header', inBrowser, expected: NETWORK, behave: (socket) => {
    socket.write('HTTP/1.1 201 Created\r\ncontent-ty')
    soon(() => socket.resetAndDestroy())
  } },
  { name: 'stalls in a header', signal: SIGNAL, expected: TIMED_OUT, behave: (socket) => socket.write('HTTP/1.1 201 Created\r\ncontent-ty') },
  { name: 'drips a header for ever', signal: SIGNAL, expected: TIMED_OUT, behave: (socket) => {
    socket.write('HTTP/1.1 201 Created\r\nx-drip: ')
    drip(socket, () => '.')
  } },
  { name: 'sends headers for ever', inBrowser, signal: SIGNAL, expected: NETWORK, behave: (socket) => {
    socket.write('HTTP/1.1 201 Created\r\n')
    flood(socket, () => 'x-flood: y\r\n'.repeat(2000))
  } },
  { name: 'resets in the body', expected: UNREADABLE, behave: (socket) => {
    socket.write(`${half}{"request_uri":`)
    soon(() => socket.resetAndDestroy())
  } },
  { name: 'ends in the body', expected: UNREADABLE, behave: (socket) => socket.end(`${half}{"request_uri":`) },
  { name: 'ends after the JSON, before the length that it gave', expected: UNREADABLE, behave: (socket) => socket.end(`${half}${GOOD}`) },
  { name: 'stalls in the body', signal: SIGNAL, expected: UNREADABLE, behave: (socket) => socket.write(`${half}{"request_uri":`) },
  { name: 'drips a body for ever', signal: SIGNAL, expected: UNREADABLE, behave: (socket) => {
    socket.write(`${head(201, JSON_TYPE)}{"padding":"`)
    drip(socket, () => '.')
  } },
  { name: 'sends a body for ever', heavy: true, signal: SIGNAL, expected: UNREADABLE, behave: (socket) => {
    socket.write(`${head(201, JSON_TYPE)}{"padding":"`)
    flood(socket, () => '.'.repeat(16_384))
  } },
  { name: 'sends chunks for ever', heavy: true, signal: SIGNAL, expected: UNREADABLE, behave: (socket) => {
    socket.write(head(201, { ...JSON_TYPE, 'transfer-encoding': 'chunked' }))
    flood(socket, () => '1000\r\n' + ' '.repeat(0x1000) + '\r\n')
  } },
  { name: 'sends a refusal\'s body for ever', heavy: true, signal: SIGNAL, expected: 'OperationProcessingError OAUTH_RESPONSE_IS_NOT_CONFORM', behave: (socket) => {
    socket.write(`${head(400, JSON_TYPE)}{"error":"`)
    flood(socket, () => '.'.repeat(16_384))
  } },
]
