// A customFetch that notes each request and gives the answers it was told, in their order.

/**
 * @param {...(Response | Error | (() => Response | Promise<Response>))} answers
 * @returns {{fetch: typeof fetch, requests: {url: string, headers: Record<string, string>, body: URLSearchParams, signal?: AbortSignal}[]}}
 */
export function scripted(...answers) {
  const requests = []
  const fetch = async (url, { headers, body, signal }) => {
    // A copy: what is sent is what is there now.
    requests.push({ url, headers: { ...headers }, body: new URLSearchParams(body), signal })
    signal?.throwIfAborted()
    const answer = answers.shift()
    if (answer === undefined) throw new Error(`request ${requests.length} was not expected`)
    if (answer instanceof Error) throw answer
    return typeof answer === 'function' ? answer() : answer
  }
  return { fetch, requests }
}

export const REQUEST_URI = 'urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c'

/** RFC 9126 section 2.2. */
export const pushed = ({ expires_in = 60, ...headers } = {}) =>
  Response.json({ request_uri: REQUEST_URI, expires_in }, { status: 201, headers })

/** RFC 9449 section 8: without `nonce`, as a page sees an answer whose headers CORS hides. */
export const nonceDemanded = (nonce) =>
  Response.json({ error: 'use_dpop_nonce' }, { status: 400, headers: nonce === undefined ? {} : { 'dpop-nonce': nonce } })

/** The same demand as a challenge, as some servers make it. */
export const nonceChallenged = (nonce) =>
  new Response(null, { status: 401, headers: { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': nonce } })

export const refused = (error, status = 400) => Response.json({ error }, { status })
