// Ways to a fetch for Node that trusts `ca` and presents a client certificate.
import { once } from 'node:events'
import { request as httpsRequest } from 'node:https'
import { Agent, fetch } from 'undici'

/** The ways by name. */
export const waysForNode = { 'undici Agent': undici, 'node:https': httpsFetch }

/** By undici, as users do it. Agent and fetch of one undici: the one inside Node may be of another version. */
function undici(tls) {
  const dispatcher = new Agent({ connect: tls })
  return { fetch: (url, init) => fetch(url, { ...init, dispatcher }), close: () => dispatcher.destroy() }
}

/** By Node's own https module; every request has a connection of its own. */
export function httpsFetch(tls) {
  const fetch = async (url, { method = 'GET', headers, body, signal } = {}) => {
    const request = httpsRequest(url, { method, headers, ...tls, signal, agent: false })
    request.end(body?.toString())
    const [message] = await once(request, 'response')
    const chunks = []
    for await (const chunk of message) chunks.push(chunk)
    const pairs = Object.entries(message.headersDistinct).flatMap(([name, values]) => values.map((value) => [name, value]))
    return new Response(chunks.length ? Buffer.concat(chunks) : null, { status: message.statusCode, headers: pairs })
  }
  return { fetch, close() {} }
}
