// A command line program that signs its user in:
//
//   deno run --allow-net sign-in.ts https://as.example my-program
//
// The server must know the client as public and native, with the redirect_uri http://127.0.0.1/callback on any port (RFC 8252 §7.3).
import * as oauth from 'oauth4wasm'

const [issuerArgument, clientId] = Deno.args
if (!issuerArgument || !clientId) {
  console.error('Usage: deno run --allow-net sign-in.ts ISSUER CLIENT_ID')
  Deno.exit(1)
}
const issuer = new URL(issuerArgument)
const client: oauth.Client = { client_id: clientId }
// Plain http is refused, but for a server on this machine that you are trying things with.
const options = { [oauth.allowInsecureRequests]: issuer.hostname === '127.0.0.1', signal: AbortSignal.timeout(10_000) }
const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))

// The user's browser comes back to this little server.
const state = oauth.generateRandomState()
const answer = Promise.withResolvers<URL>()
const server = Deno.serve({ hostname: '127.0.0.1', port: 0, onListen() {} }, (request) => {
  const url = new URL(request.url)
  if (url.pathname !== '/callback') return new Response('Not found.', { status: 404 })
  answer.resolve(url)
  return new Response('Done. You can close this page.')
})

const codeVerifier = oauth.generateRandomCodeVerifier() // for the token request
const { url, expires_in } = await oauth.pushedAuthorizationUrl(
  as,
  client,
  oauth.None(),
  {
    response_type: 'code',
    redirect_uri: `http://127.0.0.1:${server.addr.port}/callback`,
    scope: 'openid',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  },
  options,
)
console.log(`Open this in a browser, within ${expires_in} seconds:\n${url}`)

const callback = await answer.promise
await server.shutdown()
try {
  // Throws if it is not the answer to our request, not from our server, or an error.
  const parameters = oauth.validateAuthResponse(as, client, callback, state)
  console.log(`Signed in: a code of ${parameters.get('code')?.length} characters, for the token request.`)
} catch (error) {
  console.error(error instanceof oauth.AuthorizationResponseError ? error.error : (error as Error).message)
  Deno.exit(1)
}
