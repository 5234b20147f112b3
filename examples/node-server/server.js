// A server on Node 20 or newer, without a framework:
//
//   ISSUER=https://as.example CLIENT_ID=my-server PRIVATE_JWK="$(cat key.jwk)" npm start
//
// PRIVATE_JWK is a P-256 key (ES256), of which the server knows the public half by its `kid`; http://127.0.0.1:3000/callback must be a
// redirect_uri of the client. PORT takes another port than 3000.
import { createServer } from 'node:http'
import * as oauth from 'oauth4wasm'

const { ISSUER, CLIENT_ID, PRIVATE_JWK, PORT = '3000' } = process.env
if (!ISSUER || !CLIENT_ID || !PRIVATE_JWK) throw new Error('ISSUER, CLIENT_ID and PRIVATE_JWK must be set.')

const issuer = new URL(ISSUER)
const client = { client_id: CLIENT_ID }
// Plain http is refused, but for a server on this machine that you are trying things with.
const options = { [oauth.allowInsecureRequests]: issuer.hostname === '127.0.0.1' }

const { kid, ...jwk } = JSON.parse(PRIVATE_JWK)
const key = { kid, key: await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']) }
const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))

// State and code verifier of users who are at the authorization server, by the value of their cookie.
const signIns = new Map()

// Tell the server what is wanted, then send the user there.
async function login(request, response) {
  const state = oauth.generateRandomState()
  const codeVerifier = oauth.generateRandomCodeVerifier()
  const { url, expires_in } = await oauth.pushedAuthorizationUrl(
    as,
    client,
    oauth.PrivateKeyJwt(key),
    {
      response_type: 'code',
      redirect_uri: `http://${request.headers.host}/callback`,
      scope: 'openid',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    },
    // Signed, so that the server can prove later what was asked for.
    { ...options, requestObject: key, signal: AbortSignal.timeout(10_000) },
  )
  const id = crypto.randomUUID()
  signIns.set(id, { state, codeVerifier })
  setTimeout(() => signIns.delete(id), 600_000 + expires_in * 1000).unref()
  // Over https add Secure.
  response.writeHead(303, { location: url.href, 'set-cookie': `sign-in=${id}; HttpOnly; SameSite=Lax; Path=/callback` }).end()
}

// The server sent the user back, with a code or an error in the address.
async function callback(request, response) {
  const [, id] = /(?:^|; )sign-in=([\w-]+)/.exec(request.headers.cookie ?? '') ?? []
  const signIn = signIns.get(id)
  signIns.delete(id)
  if (!signIn) return response.writeHead(400).end('This browser did not ask for a sign-in.')
  // Throws if it is not the answer to our request, not from our server, or an error.
  const parameters = oauth.validateAuthResponse(as, client, new URL(request.url, 'http://127.0.0.1'), signIn.state)
  response.end(`Signed in: a code of ${parameters.get('code').length} characters, for the token request.`)
}

const notFound = async (_, response) => response.writeHead(404).end('Go to /login.')
const pages = { '/login': login, '/callback': callback }
const server = createServer((request, response) => {
  const page = pages[request.url.split('?')[0]] ?? notFound
  page(request, response).catch((error) => response.writeHead(400).end(error.error_description ?? error.message))
})
server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/login`))
