// Messages that are no HTTP, or strange HTTP.
import { flood, GOOD, JSON_TYPE, NETWORK, NOT_CONFORM, NOT_JSON, SIGNAL, TIMED_OUT, UNREADABLE, answering, answer } from './answers.mjs'
import { head } from '../support/raw-server.mjs'

const inBrowser = false
const raw = (name, expected, text, more) => ({ name, expected, inBrowser, behave: (socket) => socket.end(text), ...more })
const framed = (name, expected, headers, body, more) => raw(name, expected, head(201, { ...JSON_TYPE, ...headers }) + body, more)
const length = `${GOOD.length}`
const manyHeaders = (count, size) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, '.'.repeat(size)]))

export const messages = [
  raw('HTTP/0.9', NETWORK, GOOD),
  raw('HTTP/2 preface', NETWORK, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  raw('HTTP/1.0, to the end of the connection', 'resolves', `HTTP/1.0 201 Created\r\ncontent-type: application/json\r\n\r\n${GOOD}`),
  raw('no status', NETWORK, 'HTTP/1.1\r\n\r\n'),
  raw('status abc', NETWORK, 'HTTP/1.1 abc Created\r\n\r\n'),
  raw('status -201', NETWORK, 'HTTP/1.1 -201 Created\r\n\r\n'),
  raw('status 000', NETWORK, 'HTTP/1.1 000 None\r\ncontent-length: 0\r\n\r\n'),
  raw('status 999', NOT_CONFORM, 'HTTP/1.1 999 Beyond\r\ncontent-length: 0\r\n\r\n'),
  raw('status 2010', NETWORK, 'HTTP/1.1 2010 Beyond\r\ncontent-length: 0\r\n\r\n'),
  raw('101 nobody asked for', NETWORK, 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
  raw('a header without a colon', NETWORK, 'HTTP/1.1 201 Created\r\nnocolon\r\n\r\n'),
  raw('a header with NUL', NETWORK, 'HTTP/1.1 201 Created\r\nx: a\0b\r\n\r\n'),
  raw('a header with a name of blanks', NETWORK, 'HTTP/1.1 201 Created\r\n bad name : a\r\n\r\n'),
  framed('length: too short', UNREADABLE, { 'content-length': '10' }, GOOD),
  framed('length: none, to the end of the connection', 'resolves', {}, GOOD),
  framed('length: negative', NETWORK, { 'content-length': '-1' }, GOOD),
  framed('length: no number', NETWORK, { 'content-length': 'many' }, GOOD),
  framed('length: two that differ', NETWORK, { 'content-length': [length, '10'] }, GOOD),
  framed('length: beyond 64 bits', NETWORK, { 'content-length': '99999999999999999999999' }, GOOD),
  framed('length: with transfer-encoding', NETWORK, { 'content-length': length, 'transfer-encoding': 'chunked' }, '0\r\n\r\n'),
  framed('chunk: size that is no number', UNREADABLE, { 'transfer-encoding': 'chunked' }, `zz\r\n${GOOD}`),
  framed('chunk: size beyond 64 bits', UNREADABLE, { 'transfer-encoding': 'chunked' }, `ffffffffffffffffff\r\n${GOOD}`),
  framed('chunk: no last one', UNREADABLE, { 'transfer-encoding': 'chunked' }, `${GOOD.length.toString(16)}\r\n${GOOD}\r\n`),
  framed('chunk: longer than its size', UNREADABLE, { 'transfer-encoding': 'chunked' }, `5\r\n${GOOD}\r\n0\r\n\r\n`),
  framed('chunk: an extension of 1 MiB', UNREADABLE, { 'transfer-encoding': 'chunked' }, `5;${'x'.repeat(1 << 20)}\r\n`),
  framed('10,000 headers', NETWORK, { ...manyHeaders(10_000, 10), 'content-length': length }, GOOD),
  framed('a header of 1 MiB', NETWORK, { ...manyHeaders(1, 1 << 20), 'content-length': length }, GOOD),
  { name: '200 headers', expected: 'resolves', behave: (socket) => answer(socket, 201, GOOD, { ...JSON_TYPE, ...manyHeaders(200, 10) }) },
  { name: 'a storm of 100 Continue that nobody asked for, then the answer', expected: NETWORK, inBrowser, behave: (socket) => {
    socket.write('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000))
    answer(socket, 201, GOOD)
  } },
  { name: 'a storm of 103 Early Hints, then the answer', expected: 'resolves', inBrowser, behave: (socket) => {
    socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n'.repeat(100))
    answer(socket, 201, GOOD)
  } },
  { name: '102 Processing for ever', signal: SIGNAL, inBrowser, expected: TIMED_OUT, behave: (socket) => flood(socket, () => 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(100)) },
  { name: 'a second answer that nobody asked for', expected: 'resolves', behave: (socket) => {
    const evil = '{"request_uri":"urn:example:evil","expires_in":60}'
    socket.write(`${head(201, { ...JSON_TYPE, 'content-length': length })}${GOOD}${head(201, { ...JSON_TYPE, 'content-length': `${evil.length}` })}${evil}`)
  } },
  answering('200 instead of 201', NOT_CONFORM, 200, GOOD),
  answering('202', NOT_CONFORM, 202, GOOD),
  { name: '204', expected: NOT_CONFORM, behave: (socket) => socket.end(head(204, JSON_TYPE)) },
  { name: '304', expected: NOT_CONFORM, behave: (socket) => socket.end(head(304, JSON_TYPE)) },
  answering('500 with an OAuth error', NOT_CONFORM, 500, '{"error":"invalid_request"}'),
  answering('503 with a page', NOT_CONFORM, 503, '<h1>Down</h1>', { 'content-type': 'text/html', 'retry-after': '1' }),
  answering('201 with a login page', NOT_JSON, 201, '<!doctype html><form action=/login>', { 'content-type': 'text/html' }),
  answering('200 with a login page', NOT_CONFORM, 200, '<!doctype html><form action=/login>', { 'content-type': 'text/html' }),
  answering('201 without a media type, no JSON', NOT_JSON, 201, 'request_uri=urn:x', {}),
]
