// To the sign-in and back: what must be remembered of a request, and the check of what comes back.
import { $, element, facts } from './dom.js'
import { sentence } from './failures.js'

const KEPT = 'oauth4wasm request'

/** Keeps what the check needs. No secret, no key. */
export function remember({ as, client, state }, form) {
  const { issuer, authorization_response_iss_parameter_supported } = as
  sessionStorage.setItem(KEPT, JSON.stringify({ as: { issuer, authorization_response_iss_parameter_supported }, client, state, form }))
}

/**
 * Judges the authorization response in the address bar, if there is one, and shows what was found.
 * @returns {object | undefined} the form as it was when the request was pushed
 */
export function comeBack(oauth) {
  const url = new URL(location.href)
  if (!['code', 'error', 'response'].some((name) => url.searchParams.has(name))) return undefined
  // A code in the address bar would be in the history, too, and be judged again by a reload.
  history.replaceState(null, '', location.pathname)
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null')
  sessionStorage.removeItem(KEPT)
  show(kept ? judged(oauth, kept, url) : { bad: true, words: 'This tab has no request that this could be the answer to. A client stops here.', checks: [] })
  facts($('returned-parameters'), Object.fromEntries(url.searchParams))
  return kept?.form
}

function judged(oauth, { as, client, state }, url) {
  try {
    const parameters = oauth.validateAuthResponse(as, client, url, state)
    const checks = [['state', 'is the one that this page sent.'], ['iss', parameters.has('iss') ? `is the server that the request was pushed to: ${as.issuer}` : 'was not sent, and the server did not say that it would be.']]
    return { words: 'The server issued a code for the request that was pushed. The token request would be next.', checks }
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError)
      return { bad: true, words: `The server ended the request: ${sentence(error.error_description ?? error.error)}`, checks: [['state', 'is the one that this page sent.']] }
    const { parameters, expected } = error.cause ?? {}
    const name = parameters && expected !== undefined ? (parameters.get('state') === state ? 'iss' : 'state') : undefined
    const found = name === 'iss' ? 'is not the server that the request was pushed to.' : 'is not the one that this page sent.'
    return { bad: true, words: `This is not the answer to our request: a client stops here. ${sentence(error.message)}`, checks: name ? [[name, found]] : [] }
  }
}

function show({ bad = false, words, checks }) {
  $('returned').className = bad ? 'failed' : ''
  $('returned-words').textContent = words
  $('returned-checks').replaceChildren(...checks.map(([name, found]) => element('li', [element('code', name), ` ${found}`])))
  $('returned').hidden = false
  $('returned-title').focus()
}
