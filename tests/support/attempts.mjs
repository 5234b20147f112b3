// Pushes once to each URL of a hostile server and notes what became of the call. Web APIs only.

export const SECRET = 'client-secret-4f1d9c27ab'
const VERIFIER = 'verifier-dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1gFWFOEjXk'
/** Chromium has six connections to a host: a call that waits for one has not begun. */
const AT_ONCE = 5

const client = { client_id: 'client' }

/**
 * @param {typeof import('oauth4webapi')} oauth
 * @param {{who: string, honest: string, attempts: {name: string, url: string, dpop?: boolean, heavy?: boolean, signal?: number}[]}} input
 * @returns {Promise<Record<string, {outcome: string, milliseconds: number, request_uri?: string, cause?: string}>>}
 */
export async function run(oauth, { who, honest, attempts }) {
  const keyPair = await oauth.generateKeyPair('ES256')
  const outcomes = {}

  const one = async (attempt) => {
    const started = performance.now()
    let result
    try {
      const { request_uri } = await (attempt.dpop ? withNonce : push)(attempt)
      result = { outcome: 'resolves', request_uri }
    } catch (error) {
      const cause = error?.cause
      result = { outcome: [error?.name, typeof error?.code === 'string' && error.code].filter(Boolean).join(' '), cause: cause?.name, text: describe(error) }
    }
    outcomes[attempt.name] = { ...result, milliseconds: performance.now() - started }
    if (attempt.heavy) await check('a heavy answer')
  }

  function push({ url, signal = 5000 }, DPoP) {
    const server = { issuer: 'https://as.example', pushed_authorization_request_endpoint: url }
    const options = { signal: AbortSignal.timeout(signal), DPoP, [oauth.allowInsecureRequests]: true }
    const parameters = { response_type: 'code', state: VERIFIER }
    return oauth
      .pushedAuthorizationRequest(server, client, oauth.ClientSecretPost(SECRET), parameters, options)
      .then((response) => oauth.processPushedAuthorizationResponse(server, client, response))
  }

  /** One retry where the server demands a nonce: in one call, or by hand where there is no such call. */
  async function withNonce({ url, signal = 5000 }) {
    const DPoP = oauth.DPoP(client, keyPair)
    if (oauth.pushedAuthorizationUrl) {
      const server = { issuer: 'https://as.example', authorization_endpoint: 'https://as.example/authorize', pushed_authorization_request_endpoint: url }
      const options = { signal: AbortSignal.timeout(signal), DPoP, [oauth.allowInsecureRequests]: true }
      return oauth.pushedAuthorizationUrl(server, client, oauth.ClientSecretPost(SECRET), { response_type: 'code', state: VERIFIER }, options)
    }
    try {
      return await push({ url, signal }, DPoP)
    } catch (error) {
      if (!oauth.isDPoPNonceError(error)) throw error
      return push({ url, signal }, DPoP)
    }
  }

  async function check(when) {
    const { request_uri } = await push({ url: honest })
    if (request_uri !== 'urn:example:1') throw new Error(`after ${when}: ${request_uri}`)
  }

  const light = attempts.filter(({ heavy }) => !heavy).map((attempt) => ({ ...attempt, url: attempt.url + '/' + who }))
  honest += `/${who}`
  for (let first = 0; first < light.length; first += AT_ONCE) {
    await Promise.all(light.slice(first, first + AT_ONCE).map(one))
    await check(light[first].name)
  }
  for (const attempt of attempts.filter(({ heavy }) => heavy)) await one({ ...attempt, url: `${attempt.url}/${who}` })
  return outcomes
}

/** All that an error says of itself. */
function describe(error, depth = 0) {
  if (!(error instanceof Error) || depth > 5) return String(error)
  return [String(error), error.stack, JSON.stringify(error), describe(error.cause, depth + 1)].join('\n')
}
