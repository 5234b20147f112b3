// What works without the network, and so without any permission.
import { equal, rejection, runChecks } from './checks.mjs'

/** @param {typeof import('oauth4webapi')} oauth the package under test */
export function run(oauth) {
  return runChecks({
    async 'PKCE challenge of RFC 7636 Appendix B'() {
      equal(
        await oauth.calculatePKCECodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
        'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        'challenge',
      )
    },
    async 'a fresh code verifier'() {
      equal(oauth.generateRandomCodeVerifier().length, 43, 'length')
    },
    async 'a push is refused by the runtime, and its error is handed out'() {
      const url = 'https://127.0.0.1:1/par'
      const server = { issuer: 'https://127.0.0.1:1', pushed_authorization_request_endpoint: url }
      const plain = await rejection(fetch(url))
      const error = await rejection(oauth.pushedAuthorizationRequest(server, { client_id: 'client' }, oauth.None(), {}))
      equal(error.name, plain.name, 'name')
      equal(error.message, plain.message, 'message')
    },
  })
}
