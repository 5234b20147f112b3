// The push itself: what a user of the package writes, and a note of all that passes through fetch.
import { FormError } from './failures.js'
import { privateKey } from './keys.js'

const TIMEOUT = 10_000
const LOOPBACK = ['127.0.0.1', 'localhost']

/**
 * @param {typeof import('oauth4wasm')} oauth
 * @param {import('./form.js').Choice} choice
 * @param {Observer} observer told of each step as it happens; times are milliseconds
 *
 * @typedef {object} Observer
 * @property {(as: object, time: number) => void} server
 * @property {(url: string, init: object, time: number) => void} request `time`: from the call, or the answer before, to fetch
 * @property {(response: Response, text: string, time: number) => void} answer
 */
export async function push(oauth, choice, observer) {
  const issuer = issuerOf(choice)
  const options = {
    // There is no certificate for a server on this machine.
    [oauth.allowInsecureRequests]: LOOPBACK.includes(issuer.hostname),
    signal: () => AbortSignal.timeout(TIMEOUT),
  }
  const client = { client_id: choice.client_id }
  const lap = stopwatch()
  const metadata = await oauth.discoveryRequest(issuer, { ...options, algorithm: choice.discovery })
  const as = await oauth.processDiscoveryResponse(issuer, metadata)
  observer.server(as, lap())

  const key = choice.needsKey ? await privateKey(choice.key) : undefined
  const authentication = authenticationOf(oauth, choice, key)
  const DPoP = choice.dpop ? oauth.DPoP(client, await oauth.generateKeyPair('ES256')) : undefined
  const state = oauth.generateRandomState()
  const pairs = [
    ['response_type', 'code'],
    ['scope', choice.scope],
    ['redirect_uri', choice.redirect_uri],
    ['state', state],
    ['nonce', oauth.generateRandomNonce()],
    ['code_challenge', await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier())],
    ['code_challenge_method', 'S256'],
    ...choice.more,
  ]

  const pushed = await oauth.pushedAuthorizationUrl(as, client, authentication, shaped(pairs, choice.shape), {
    ...options,
    DPoP,
    requestObject: choice.request_object ? key : undefined,
    async [oauth.customFetch](url, init) {
      observer.request(url, init, lap())
      const response = await fetch(url, init)
      observer.answer(response, await response.clone().text(), lap())
      return response
    },
  })
  return { ...pushed, as, client, state, time: lap() }
}

function issuerOf({ issuer }) {
  if (issuer === '') throw new FormError('Type the issuer of your server, such as https://as.example.', 'issuer')
  if (!URL.canParse(issuer)) throw new FormError(`"${issuer}" is not a URL. An issuer looks like https://as.example.`, 'issuer')
  return new URL(issuer)
}

function authenticationOf(oauth, { method, secret, client_id }, key) {
  if (client_id === '') throw new FormError('Type the client_id under which the server knows you.', 'client_id')
  if (method.startsWith('client_secret') && secret === '') throw new FormError(`${method} needs the client_secret.`, 'secret')
  const methods = {
    none: () => oauth.None(),
    client_secret_basic: () => oauth.ClientSecretBasic(secret),
    client_secret_post: () => oauth.ClientSecretPost(secret),
    client_secret_jwt: () => oauth.ClientSecretJwt(secret),
    private_key_jwt: () => oauth.PrivateKeyJwt(key),
  }
  return methods[method]()
}

function shaped(pairs, shape) {
  return { object: () => Object.fromEntries(pairs), URLSearchParams: () => new URLSearchParams(pairs), array: () => pairs }[shape]()
}

/** @returns {() => number} milliseconds since its last call */
function stopwatch() {
  let last = performance.now()
  return () => {
    const before = last
    last = performance.now()
    return last - before
  }
}
