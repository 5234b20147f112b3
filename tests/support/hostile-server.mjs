// Answers that no honest authorization server gives.
import { createServer } from 'node:http'
import { listen, close } from './listen.mjs'

const JSON_TYPE = { 'content-type': 'application/json' }
const MiB = 1024 * 1024
const NESTING = 100_000

const answers = {
  '/silent': () => {},
  '/never-ends': (response) => {
    response.writeHead(201, JSON_TYPE).write('{"request_uri":"urn:x","expires_in":60,"padding":"')
    const timer = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(timer))
  },
  '/large': (response) =>
    response.writeHead(201, JSON_TYPE).end(JSON.stringify({ request_uri: 'urn:x', expires_in: 60, padding: '.'.repeat(2 * MiB) })),
  '/invalid-utf8': (response) =>
    response.writeHead(201, JSON_TYPE).end(Buffer.from('{"request_uri":"urn:\xff\xc0\xaf","expires_in":60}', 'latin1')),
  '/nested': (response) =>
    response.writeHead(201, JSON_TYPE).end(`{"request_uri":"urn:x","expires_in":60,"deep":${'['.repeat(NESTING)}${']'.repeat(NESTING)}}`),
  '/truncated': (response) => response.writeHead(201, JSON_TYPE).end('{"request_uri":"urn:x","expi'),
  '/cut': (response) => {
    response.writeHead(201, { ...JSON_TYPE, 'content-length': 1000 }).write('{"request_uri":')
    setTimeout(() => response.destroy(), 20)
  },
  '/page': (response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>'),
  '/redirect': (response) => response.writeHead(302, { location: '/page' }).end(),
}

/** @returns {Promise<{origin: string, close: () => Promise<void>}>} */
export async function start() {
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*')
    request.resume()
    const answer = answers[request.url]
    return answer ? answer(response) : response.writeHead(404).end()
  })
  const origin = await listen(server)
  return { origin, close: () => close(server) }
}

/** An origin on which nothing listens. */
export async function unreachable() {
  const server = createServer()
  const origin = await listen(server)
  await close(server)
  return origin
}
