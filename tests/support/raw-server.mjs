// A server that speaks HTTP by hand: what it answers need not be HTTP at all.
import { createServer } from 'node:net'
import { once } from 'node:events'

const CORS = 'access-control-allow-origin: *\r\naccess-control-allow-headers: authorization, dpop, content-type\r\naccess-control-expose-headers: *, dpop-nonce, www-authenticate\r\n'
const PREFLIGHT = `HTTP/1.1 204 No Content\r\n${CORS}access-control-allow-methods: POST\r\nconnection: close\r\n\r\n`

/** The head of an answer that a page may read. @param {number} status @param {Record<string, string | string[]>} headers */
export function head(status, headers) {
  const lines = Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => `${name}: ${value}\r\n`))
  return `HTTP/1.1 ${status} Whatever\r\n${CORS}${lines.join('')}\r\n`
}

/**
 * @typedef {object} Received a request that arrived
 * @property {string} name of the misbehaviour that it met
 * @property {string} who asked: the end of the path
 * @property {string} method
 * @property {string} text all of it
 *
 * @param {{name: string, atAccept?: boolean, behave: (socket: import('node:net').Socket, context: {elsewhere: string, count: number}) => void}[]} misbehaviours
 */
export async function start(misbehaviours) {
  const sockets = new Set()
  const servers = []
  const received = []
  const strays = []
  const elsewhere = await open((socket) => {
    strays.push('a connection')
    socket.on('data', (data) => strays.push(String(data))).end()
  })
  const byPath = await open((socket) => serve(socket))
  const urls = {}
  for (const [index, misbehaviour] of misbehaviours.entries()) {
    const { name, atAccept } = misbehaviour
    if (atAccept) urls[name] = (await open((socket) => misbehaviour.behave(socket, { elsewhere: elsewhere.origin, count: 0 }))).origin
    else urls[name] = `${byPath.origin}/${index}`
  }

  function serve(socket) {
    let bytes = Buffer.alloc(0)
    socket.on('data', (data) => {
      bytes = Buffer.concat([bytes, data])
      const end = bytes.indexOf('\r\n\r\n')
      if (end < 0) return
      const text = bytes.toString('latin1')
      const [method, path] = text.split(' ', 2)
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0)
      if (bytes.length < end + 4 + length) return
      bytes = Buffer.alloc(0)
      if (method === 'OPTIONS') return socket.end(PREFLIGHT)
      const [, index, who] = path.split('/')
      const misbehaviour = misbehaviours[index]
      if (!misbehaviour) {
        strays.push(text)
        return socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      }
      const { name } = misbehaviour
      received.push({ name, who, method, text })
      const count = received.filter((other) => other.name === name && other.who === who).length
      misbehaviour.behave(socket, { elsewhere: elsewhere.origin, count })
    })
  }

  async function open(serve) {
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => sockets.delete(socket))
      serve(socket)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    servers.push(server)
    return { origin: `http://127.0.0.1:${server.address().port}` }
  }

  return {
    urls,
    received,
    strays,
    elsewhere: elsewhere.origin,
    close() {
      for (const server of servers) server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
