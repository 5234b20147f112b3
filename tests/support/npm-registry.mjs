// A registry on loopback that knows one package: the packed one.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { close, listen } from './listen.mjs'

/** @param {import('node:test').TestContext} t it is stopped when this test ends @returns {Promise<string>} its URL */
export async function registry(t, packed) {
  const manifest = JSON.parse(await readFile(join(packed, 'node_modules/oauth4wasm/package.json'), 'utf8'))
  const tarball = await readFile(join(packed, 'package.tgz'))
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
  const server = createServer((request, response) => {
    if (request.url === '/package.tgz') return response.end(tarball)
    if (request.url !== `/${manifest.name}`) return response.writeHead(404).end()
    const dist = { tarball: `http://${request.headers.host}/package.tgz`, integrity }
    const versions = { [manifest.version]: { ...manifest, dist } }
    response.end(JSON.stringify({ name: manifest.name, 'dist-tags': { latest: manifest.version }, versions }))
  })
  const origin = await listen(server)
  t.after(() => close(server))
  return `${origin}/`
}
