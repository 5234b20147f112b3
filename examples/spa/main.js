// A single-page app. Copy .env.example to .env, write your server and client into it, then: npm run dev
//
// The server must know the client as public (no authentication), this page's address as its redirect_uri, and let this origin call
// it (CORS).
import * as oauth from 'oauth4wasm'

const issuer = new URL(import.meta.env.VITE_ISSUER)
const client = { client_id: import.meta.env.VITE_CLIENT_ID }
const redirectUri = location.origin + '/'
// Plain http is refused, but for a server on this machine that you are trying things with.
const options = { [oauth.allowInsecureRequests]: issuer.hostname === '127.0.0.1' }

const result = document.getElementById('result')
document.getElementById('sign-in').onclick = () => signIn().catch(show)
if (/[?&](code|error)=/.test(location.search)) comeBack().catch(show)

// First visit: tell the server what is wanted, then send the user there.
async function signIn() {
  const as = await discover()
  const state = oauth.generateRandomState()
  const codeVerifier = oauth.generateRandomCodeVerifier()
  // The code that comes back is bound to this key: stolen, it is worth nothing. Your token request needs the same key, so a real app
  // keeps the pair in IndexedDB, which can hold keys that no script can read.
  const keyPair = await oauth.generateKeyPair('ES256')

  const { url } = await oauth.pushedAuthorizationUrl(
    as,
    client,
    oauth.None(),
    {
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    },
    { ...options, DPoP: oauth.DPoP(client, keyPair) },
  )
  sessionStorage.setItem('sign-in', JSON.stringify({ state, codeVerifier }))
  location.assign(url)
}

// Second visit: the server sent the user back, with a code or an error in the address.
async function comeBack() {
  const address = new URL(location.href)
  history.replaceState(null, '', '/')
  const { state } = JSON.parse(sessionStorage.getItem('sign-in') ?? '{}')
  sessionStorage.removeItem('sign-in')
  if (!state) throw new Error('This tab did not ask for a sign-in.')

  // Throws if it is not the answer to our request, not from our server, or an error.
  const parameters = oauth.validateAuthResponse(await discover(), client, address, state)
  result.textContent = `Signed in: a code of ${parameters.get('code').length} characters, for the token request.`
}

async function discover() {
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))
}

function show(error) {
  result.textContent = error.error_description ?? error.message
}
