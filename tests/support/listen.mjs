import { once } from 'node:events'
import { Server as TlsServer } from 'node:tls'

/** Listens on loopback and resolves with the origin. */
export async function listen(server, port = 0) {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return `${server instanceof TlsServer ? 'https' : 'http'}://127.0.0.1:${server.address().port}`
}

/** Ends the server and every connection, kept alive or half answered. */
export async function close(server) {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
