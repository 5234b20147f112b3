// Folders over http on loopback, with no bundler and no cache.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'
import { listen, close } from './listen.mjs'

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/**
 * @param {object} options
 * @param {Record<string, string>} options.mounts URL prefix (ends with /) to folder; the longest prefix wins
 * @param {Record<string, () => unknown>} [options.json] URL path to a value made for each request
 * @param {Record<string, [type: string, text: string]>} [options.texts] URL path to a file that is in no folder
 * @param {(path: string) => Record<string, string>} [options.headers] sent with the answer for a URL path
 * @param {number} [options.port] 0 takes any free one
 */
export async function start({ mounts, json = {}, texts = {}, headers = () => ({}), port = 0 }) {
  const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length)

  const server = createServer(async (request, response) => {
    let path = '/'
    const reply = (status, type, body) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers(path) })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') return reply(405, 'text/plain', 'Only GET.')
      path = decodeURIComponent(new URL(request.url, 'http://host').pathname)
      if (Object.hasOwn(json, path)) return reply(200, TYPES['.json'], JSON.stringify(json[path]()))
      if (Object.hasOwn(texts, path)) return reply(200, ...texts[path])
      const file = fileFor(path)
      const type = file && TYPES[extname(file)]
      if (!type) return reply(404, 'text/plain', 'Not found.')
      reply(200, type, await readFile(file))
    } catch {
      reply(404, 'text/plain', 'Not found.')
    }
  })

  function fileFor(path) {
    const prefix = prefixes.find((prefix) => path.startsWith(prefix))
    if (!prefix) return undefined
    const folder = mounts[prefix]
    const file = join(folder, path.slice(prefix.length) || 'index.html')
    return file.startsWith(folder + sep) ? file : undefined
  }

  const origin = await listen(server, port)
  return { origin, close: () => close(server) }
}
