// What the package must do in every runtime. Web APIs only: this file runs in Node, Deno, Bun, workerd, pages and workers.
import { assert, delay, equal, rejection, runChecks, show } from './checks.mjs'

const REDIRECT_URI = 'http://127.0.0.1/callback'

/**
 * @param {typeof import('oauth4webapi')} oauth the package under test
 * @param {{issuer: string, clients: Record<string, object>, hostile: string, unreachable: string}} servers
 */
export function run(oauth, { issuer, clients, hostile, unreachable }) {
  const insecure = { [oauth.allowInsecureRequests]: true }
  const evil = (path) => ({ issuer: hostile, pushed_authorization_request_endpoint: hostile + path })
  let server

  const push = (client, authentication, parameters, options) =>
    oauth.pushedAuthorizationRequest(server, client, authentication, parameters, { ...insecure, ...options })

  const pushTo = async (path, options) => {
    const as = evil(path)
    const response = await oauth.pushedAuthorizationRequest(as, clients.none, oauth.None(), { a: 'b' }, { ...insecure, ...options })
    return { response, process: () => oauth.processPushedAuthorizationResponse(as, clients.none, response) }
  }

  const authentication = ({ token_endpoint_auth_method: method, client_secret: secret }) =>
    ({
      none: () => oauth.None(),
      client_secret_basic: () => oauth.ClientSecretBasic(secret),
      client_secret_post: () => oauth.ClientSecretPost(secret),
    })[method]()

  const forms = {
    'an object': (pairs) => Object.fromEntries(pairs),
    URLSearchParams: (pairs) => new URLSearchParams(pairs),
    'an array': (pairs) => pairs,
  }

  const checks = {
    async discovery() {
      const url = new URL(issuer)
      server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure))
      equal(server.issuer, issuer, 'issuer')
      equal(new URL(server.pushed_authorization_request_endpoint).origin, issuer, 'endpoint')
    },
  }

  for (const [kind, client] of Object.entries(clients)) {
    for (const [form, shape] of Object.entries(forms)) {
      checks[`push: ${kind}, parameters as ${form}`] = async () => {
        // prompt=none makes the server answer the authorization URL with this state, so that the outer test sees what arrived
        const state = `${oauth.generateRandomState()} ä & + = % 😀`
        const parameters = shape([
          ['response_type', 'code'],
          ['scope', 'openid'],
          ['prompt', 'none'],
          ['redirect_uri', REDIRECT_URI],
          ['state', state],
          ['nonce', oauth.generateRandomNonce()],
          ['code_challenge', await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier())],
          ['code_challenge_method', 'S256'],
        ])
        const before = show([...new URLSearchParams(parameters)])
        const response = await push(client, authentication(client), parameters)
        equal(response.status, 201, 'status')
        assert(response instanceof Response && !response.bodyUsed, 'the untouched Response of the host')
        equal(show([...new URLSearchParams(parameters)]), before, 'parameters of the caller')

        const answer = await oauth.processPushedAuthorizationResponse(server, client, response)
        assert(answer.request_uri.startsWith('urn:ietf:params:oauth:request_uri:'), `request_uri ${show(answer)}`)
        assert(Number.isInteger(answer.expires_in) && answer.expires_in > 0, `expires_in ${show(answer)}`)

        const url = new URL(server.authorization_endpoint)
        url.searchParams.set('client_id', client.client_id)
        url.searchParams.set('request_uri', answer.request_uri)
        equal(show([...url.searchParams.keys()]), '["client_id","request_uri"]', 'authorization URL')
        return { authorizationUrl: url.href, state }
      }
    }
  }

  return runChecks({
    ...checks,

    async 'ten pushes at once'() {
      const answers = await Promise.all(
        Array.from({ length: 10 }, async () => {
          const parameters = { response_type: 'code', redirect_uri: REDIRECT_URI, code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }
          const response = await push(clients.client_secret_basic, authentication(clients.client_secret_basic), parameters)
          return oauth.processPushedAuthorizationResponse(server, clients.client_secret_basic, response)
        }),
      )
      equal(new Set(answers.map(({ request_uri }) => request_uri)).size, 10, 'different request_uris')
    },

    async 'PKCE challenge of RFC 7636 Appendix B'() {
      equal(
        await oauth.calculatePKCECodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
        'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        'challenge',
      )
    },

    async 'random values are 43 characters of base64url and differ'() {
      const makers = [oauth.generateRandomCodeVerifier, oauth.generateRandomState, oauth.generateRandomNonce]
      const values = makers.flatMap((make) => [make(), make()])
      for (const value of values) assert(/^[\w-]{43}$/.test(value), show(value))
      equal(new Set(values).size, 6, 'different values')
    },

    async 'wrong secret in the body: ResponseBodyError'() {
      const client = clients.client_secret_post
      const response = await push(client, oauth.ClientSecretPost('wrong'), { response_type: 'code' })
      const error = await rejection(oauth.processPushedAuthorizationResponse(server, client, response))
      assert(error instanceof oauth.ResponseBodyError && error instanceof Error, `class ${error}`)
      equal(error.name, 'ResponseBodyError', 'name')
      equal(error.code, oauth.RESPONSE_BODY_ERROR, 'code')
      equal(error.error, 'invalid_client', 'error')
      equal(error.status, 401, 'status')
      equal(error.cause.error, 'invalid_client', 'cause')
    },

    async 'wrong secret in the header: WWWAuthenticateChallengeError'() {
      const client = clients.client_secret_basic
      const response = await push(client, oauth.ClientSecretBasic('wrong'), { response_type: 'code' })
      const error = await rejection(oauth.processPushedAuthorizationResponse(server, client, response))
      assert(error instanceof oauth.WWWAuthenticateChallengeError && error instanceof Error, `class ${error}`)
      equal(error.code, oauth.WWW_AUTHENTICATE_CHALLENGE, 'code')
      equal(error.status, 401, 'status')
      equal(error.cause[0].scheme, 'basic', 'scheme')
      equal(error.cause[0].parameters.error, 'invalid_client', 'error')
    },

    async 'a request that the server refuses: ResponseBodyError'() {
      const client = clients.none
      const response = await push(client, oauth.None(), { response_type: 'code', redirect_uri: 'https://elsewhere.example/' })
      const error = await rejection(oauth.processPushedAuthorizationResponse(server, client, response))
      equal(error.code, oauth.RESPONSE_BODY_ERROR, 'code')
      equal(error.error, 'invalid_request', 'error')
      equal(error.status, 400, 'status')
    },

    async 'arguments of the wrong type: TypeError with a code'() {
      const error = await rejection(oauth.pushedAuthorizationRequest(server, {}, oauth.None(), {}))
      assert(error instanceof TypeError, `class ${error}`)
      equal(error.code, 'ERR_INVALID_ARG_TYPE', 'code')
      try {
        oauth.ClientSecretPost('')
        assert(false, 'an empty secret was accepted')
      } catch (error) {
        equal(error.code, 'ERR_INVALID_ARG_VALUE', 'code')
      }
    },

    async 'plain http is refused unless allowed'() {
      const discovery = await rejection(oauth.discoveryRequest(new URL(issuer)))
      const request = await rejection(oauth.pushedAuthorizationRequest(server, clients.none, oauth.None(), {}))
      for (const error of [discovery, request]) {
        assert(error instanceof oauth.OperationProcessingError, `class ${error}`)
        equal(error.code, oauth.HTTP_REQUEST_FORBIDDEN, 'code')
      }
    },

    async 'unreachable server: the error of the fetch, untouched'() {
      const as = { issuer: unreachable, pushed_authorization_request_endpoint: `${unreachable}/par` }
      const plain = await rejection(fetch(`${unreachable}/par`, { method: 'POST', body: new URLSearchParams('a=b') }))
      const error = await rejection(oauth.pushedAuthorizationRequest(as, clients.none, oauth.None(), {}, insecure))
      equal(error.constructor, plain.constructor, 'class')
      equal(error.name, plain.name, 'name')
      equal(error.message, plain.message, 'message')
      equal(error.code, plain.code, 'code')
      equal(error.cause?.code, plain.cause?.code, 'code of the cause')
    },

    async 'the global fetch is looked up at each call'() {
      const original = globalThis.fetch
      const calls = []
      const answer = new Response()
      globalThis.fetch = async (...args) => (calls.push(args), answer)
      try {
        equal(await push(clients.none, oauth.None(), { a: 'b' }), answer, 'result')
      } finally {
        globalThis.fetch = original
      }
      const [[url, init], ...more] = calls
      equal(more.length, 0, 'further calls')
      equal(url, server.pushed_authorization_request_endpoint, 'URL')
      equal(show(Object.keys(init)), '["body","headers","method","redirect","signal"]', 'init')
      equal(init.body.toString(), `a=b&client_id=${clients.none.client_id}`, 'body')
      equal(init.redirect, 'manual', 'redirect')
      equal((await push(clients.none, oauth.None(), {})).status, 400, 'status from the real server')
    },

    async 'customFetch: its result is handed out as it is, what it throws too'() {
      const answer = { not: 'a Response' }
      equal(await push(clients.none, oauth.None(), {}, { [oauth.customFetch]: () => answer }), answer, 'result')
      const thrown = { not: 'an Error' }
      const throws = () => {
        throw thrown
      }
      equal(await rejection(push(clients.none, oauth.None(), {}, { [oauth.customFetch]: throws })), thrown, 'thrown')
      equal(await rejection(push(clients.none, oauth.None(), {}, { [oauth.customFetch]: () => Promise.reject(thrown) })), thrown, 'rejected')
      equal(await rejection(push(clients.none, throws, {})), thrown, 'thrown by a client authentication')
    },

    async 'a redirect is not followed'() {
      const { process } = await pushTo('/redirect')
      equal((await rejection(process())).code, oauth.RESPONSE_IS_NOT_CONFORM, 'code')
    },

    async 'an HTML page instead of an answer'() {
      const { process } = await pushTo('/page')
      equal((await rejection(process())).code, oauth.RESPONSE_IS_NOT_JSON, 'code')
    },

    async 'signal: aborted before the call'() {
      const signal = AbortSignal.abort()
      const plain = await rejection(fetch(`${hostile}/silent`, { signal }))
      const error = await rejection(pushTo('/silent', { signal }))
      equal(error.name, plain.name, 'name')
    },

    async 'signal: aborted while no answer comes'() {
      const controller = new AbortController()
      const request = pushTo('/silent', { signal: controller.signal })
      setTimeout(() => controller.abort(), 50)
      equal((await rejection(request)).name, 'AbortError', 'name')
    },

    async 'signal: aborted in a body that never ends'() {
      const controller = new AbortController()
      const { process } = await pushTo('/never-ends', { signal: controller.signal })
      const processed = rejection(process())
      await delay(50)
      controller.abort()
      const error = await processed
      if (error.name !== 'AbortError') typed(error)
    },

    async 'a connection cut in the middle of the body'() {
      const { process } = await pushTo('/cut')
      typed(await rejection(process()))
    },

    async 'truncated JSON'() {
      const { process } = await pushTo('/truncated')
      const error = await rejection(process())
      typed(error)
      equal(error.cause?.name, 'SyntaxError', 'cause')
    },

    async 'a body of 2 MiB'() {
      const { process } = await pushTo('/large')
      equal((await process()).padding.length, 2 * 1024 * 1024, 'length')
    },

    'invalid UTF-8': () => asTheHostParsesIt('/invalid-utf8'),
    'JSON nested 100,000 deep': () => asTheHostParsesIt('/nested'),
  })

  function typed(error) {
    assert(error instanceof oauth.OperationProcessingError, `class ${error}`)
    equal(error.code, oauth.PARSE_ERROR, 'code')
    assert(error.cause !== undefined, 'cause')
  }

  // Runtimes differ in what JSON they can read: ours must differ in the same way, and never otherwise.
  async function asTheHostParsesIt(path) {
    const plain = await fetch(hostile + path, { method: 'POST' }).then((response) => response.json()).catch(() => undefined)
    const { process } = await pushTo(path)
    if (plain === undefined) return typed(await rejection(process()))
    equal((await process()).request_uri, plain.request_uri, 'request_uri')
  }
}
