// Content codings and character encodings.
import { deflateRawSync, gzipSync } from 'node:zlib'
import { flood, GOOD, JSON_TYPE, NETWORK, NOT_CONFORM, SIGNAL, UNREADABLE, answering } from './answers.mjs'
import { head } from '../support/raw-server.mjs'

const MiB = 1 << 20
const coded = (name, expected, coding, body, more) => answering(name, expected, 201, body, { ...JSON_TYPE, 'content-encoding': coding }, more)

/** A thousandth of what it becomes; a member after the other, it never ends. */
const blanks = gzipSync(' '.repeat(64 * MiB))
const bomb = (status) => (socket) => {
  socket.write(head(status, { ...JSON_TYPE, 'content-encoding': 'gzip' }))
  flood(socket, () => blanks)
}

export const encodings = [
  { name: 'a gzip bomb without end', heavy: true, signal: SIGNAL, expected: UNREADABLE, behave: bomb(201) },
  { name: 'a gzip bomb without end, as a refusal', heavy: true, signal: SIGNAL, expected: NOT_CONFORM, behave: bomb(400) },
  coded('a gzip bomb in a gzip bomb', UNREADABLE, 'gzip, gzip', gzipSync(blanks), { heavy: true }),
  coded('gzip that is none', UNREADABLE, 'gzip', GOOD),
  coded('gzip that is cut', UNREADABLE, 'gzip', gzipSync(GOOD).subarray(0, 30)),
  coded('gzip with a wrong checksum', UNREADABLE, 'gzip', Buffer.concat([gzipSync(GOOD).subarray(0, -8), Buffer.alloc(8)]), { inBrowser: 'resolves' }),
  coded('deflate that is none', UNREADABLE, 'deflate', '\xff\xff\xff\xff'),
  coded('deflate without its header', 'resolves', 'deflate', deflateRawSync(GOOD)),
  coded('br that is none', UNREADABLE, 'br', GOOD),
  coded('a coding that does not exist', 'resolves', 'x-none', GOOD),
  coded('a hundred codings', NETWORK, Array(100).fill('gzip').join(', '), GOOD, { inBrowser: false }),
  answering('a byte order mark', 'resolves', 201, `\u{FEFF}${GOOD}`),
  answering('UTF-16', UNREADABLE, 201, Buffer.from(GOOD, 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }),
  answering('invalid UTF-8', 'resolves', 201, Buffer.from('{"request_uri":"urn:\xff\xc0\xaf","expires_in":60}', 'latin1')),
  answering('invalid UTF-8 outside a text', UNREADABLE, 201, Buffer.from('\xff\xfe{}', 'latin1')),
]
