// Responses that several case files share: real, streamed and look-alike ones. Each is marked, so that what becomes of it
// (bodyUsed, lock) is compared.
import { foreignClass } from './inputs.mjs'

/** A real Response; `type` is its content-type, null for none. */
export function reply(t, body, { status = 201, type = 'application/json', headers = {} } = {}) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body // a string body would bring its own type
  return t.mark('response', new Response(bytes, { status, headers: { ...(type === null ? {} : { 'content-type': type }), ...headers } }))
}

/** A Response whose body is a stream that logs what is done to it; `parts` are strings, or errors to fail with. */
export function streamed(t, parts, init = {}) {
  const rest = [...parts]
  const stream = new ReadableStream({
    async pull(controller) {
      if (rest.length === 0) return controller.close()
      const part = rest.shift()
      if (typeof part === 'string') controller.enqueue(new TextEncoder().encode(part))
      else if (part instanceof Uint8Array) controller.enqueue(part)
      else controller.error(part)
    },
    cancel(reason) { t.log('stream cancelled', reason) },
  }, { highWaterMark: 0 })
  return reply(t, stream, init)
}

/** An object that passes for a Response by its prototype's tag; `members` are copied with their getters. Calls are logged. */
export function lookalike(t, members, { contentType = null, text = '{"request_uri":"u","expires_in":5}' } = {}) {
  const response = new (foreignClass('Response'))()
  const base = {
    status: 201,
    bodyUsed: false,
    headers: { get(name) { t.log('headers.get', name); return name === 'content-type' ? contentType : null } },
    json() { t.log('json()', this === response); return Promise.resolve(JSON.parse(text)) },
  }
  Object.defineProperties(response, { ...Object.getOwnPropertyDescriptors(base), ...Object.getOwnPropertyDescriptors(members) })
  return t.mark('look-alike', response, { after: false })
}

export const GOOD = '{"request_uri":"urn:ietf:params:oauth:request_uri:x","expires_in":60}'
