// Calls that fail, in a page. `page` is the one without a policy, or `/policy`, which may connect to its own origin only.

/** Runs in the page. @returns {Promise<object>} what became of the call */
export async function attempt({ origin, entry, path, auth = 'None', fetch: kind, DPoP = false, abort }) {
  const oauth = await import(entry)
  const keyPair = await oauth.generateKeyPair('ES256')
  const client = { client_id: 'client' }
  const as = { issuer: 'https://as.example', authorization_endpoint: `${origin}/authorize`, pushed_authorization_request_endpoint: `${origin}/${path}` }
  const authentication = auth === 'key' ? oauth.PrivateKeyJwt(keyPair.privateKey) : oauth.None()
  const own = globalThis.fetch
  const controller = new AbortController()
  const frozen = Object.freeze(new TypeError('frozen'))
  const hinted = Object.assign(new TypeError('hinted'), { hint: 'of the host' })
  let thrown
  const noted = (promise) => promise.catch((error) => { throw (thrown = error) })
  const fetches = {
    host: (...args) => noted(own(...args)),
    frozen: () => noted(Promise.reject(frozen)),
    hinted: () => noted(Promise.reject(hinted)),
  }
  const options = { [oauth.allowInsecureRequests]: true, signal: controller.signal }
  if (kind === 'custom') options[oauth.customFetch] = fetches.host
  else globalThis.fetch = fetches[kind ?? 'host']
  if (DPoP) options.DPoP = oauth.DPoP(client, keyPair)
  try {
    if (abort) setTimeout(() => controller.abort(abort === 'TypeError' ? new TypeError('of the caller') : undefined))
    await oauth.pushedAuthorizationUrl(as, client, authentication, {}, options)
    return {}
  } catch (error) {
    const { name, code, hint } = error
    return { name, code, hint, isTheHosts: error === thrown, enumerable: Object.keys(error).includes('hint') }
  } finally {
    globalThis.fetch = own
  }
}

const BODY = 'ResponseBodyError OAUTH_RESPONSE_BODY_ERROR'

export const browserCases = [
  { name: 'CORS', hint: 'network', expected: 'TypeError', isTheHosts: true, input: { path: 'no-cors' } },
  { name: 'CORS, with a proof', hint: 'network', expected: 'TypeError', isTheHosts: true, input: { path: 'no-cors', DPoP: true } },
  { name: 'a content security policy', hint: 'network', expected: 'TypeError', isTheHosts: true, page: '/policy', input: { path: 'good' } },
  { name: 'a fetch of the caller', expected: 'TypeError', isTheHosts: true, input: { path: 'no-cors', fetch: 'custom' } },
  { name: 'an abort', expected: 'AbortError 20', isTheHosts: true, input: { path: 'hang', abort: 'plain' } },
  { name: 'an abort with a TypeError of the caller', expected: 'TypeError', isTheHosts: true, input: { path: 'hang', abort: 'TypeError' } },
  { name: 'an error that cannot be extended', expected: 'TypeError', isTheHosts: true, input: { path: 'good', fetch: 'frozen' } },
  { name: 'an error that has a hint', expected: 'TypeError', isTheHosts: true, theirs: 'of the host', input: { path: 'good', fetch: 'hinted' } },
  { name: 'a redirect, hidden', hint: 'redirect', text: /status 0/, expected: 'OperationProcessingError OAUTH_RESPONSE_IS_NOT_CONFORM', input: { path: 'redirect' } },
  { name: 'a nonce, hidden', hint: 'nonce-hidden', expected: BODY, input: { path: 'nonce', DPoP: true } },
  { name: 'a nonce, exposed', expected: BODY, input: { path: 'nonce-exposed', DPoP: true } },
  { name: 'a date, hidden', hint: 'assertion', text: /or its time$/, expected: BODY, input: { path: 'late-invalid_client', auth: 'key' } },
  { name: 'a date, exposed', hint: 'assertion', text: /of the client to 9[3-6]$/, expected: BODY, input: { path: 'late-invalid_client-exposed', auth: 'key' } },
]
