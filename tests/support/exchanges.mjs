// What went over the wire, as the server saw it: independent of the client and of its runtime.

/**
 * @typedef {object} Exchange a POST and its answer
 * @property {string} url without its fragment, which is never sent
 * @property {string} method
 * @property {Record<string, string>} headers
 * @property {string} body as it was sent
 * @property {number} time milliseconds of the epoch, when it had arrived
 * @property {number} status
 * @property {string | undefined} nonce the DPoP-Nonce of the answer
 */

/** Wraps a request listener: notes every POST, then lets the listener answer it. */
export function recording(listener, exchanges) {
  return async (request, response) => {
    if (request.method !== 'POST') return listener(request, response)
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    // oidc-provider takes the body from here when the stream has been read.
    request.body = Buffer.concat(chunks)
    const { method, headers, socket } = request
    const url = `${socket.encrypted ? 'https' : 'http'}://${headers.host}${request.url}`
    const exchange = { url, method, headers, body: request.body.toString(), time: Date.now() }
    exchanges.push(exchange)
    response.on('finish', () => Object.assign(exchange, { status: response.statusCode, nonce: response.getHeader('dpop-nonce') }))
    return listener(request, response)
  }
}
