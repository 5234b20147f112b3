// A Cloudflare Worker. Write your server and client into wrangler.json, the secret into .dev.vars (CLIENT_SECRET=…), then: npm run dev
// For the deployed Worker: npx wrangler secret put CLIENT_SECRET
//
// The server must know <this Worker>/callback as a redirect_uri of the client.
import * as oauth from 'oauth4wasm'

export default {
  async fetch(request, env) {
    const url = new URL(request.url)
    if (url.pathname === '/login') return login(url, env)
    if (url.pathname === '/callback') return callback(url, request, env)
    return new Response('Go to /login.', { status: 404 })
  },
}

// Tell the server what is wanted, then send the user there.
async function login(url, env) {
  const state = oauth.generateRandomState()
  const codeVerifier = oauth.generateRandomCodeVerifier()
  const { url: authorizationUrl } = await oauth.pushedAuthorizationUrl(
    await discover(env),
    { client_id: env.CLIENT_ID },
    oauth.ClientSecretBasic(env.CLIENT_SECRET),
    {
      response_type: 'code',
      redirect_uri: new URL('/callback', url).href,
      scope: 'openid',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    },
    options(env),
  )
  // What this user's next request must bring. In the user's own browser is good enough: no script can read it.
  const cookie = `sign-in=${state}.${codeVerifier}; HttpOnly; Secure; SameSite=Lax; Path=/callback; Max-Age=600`
  return new Response(null, { status: 303, headers: { location: authorizationUrl.href, 'set-cookie': cookie } })
}

// The server sent the user back, with a code or an error in the address.
async function callback(url, request, env) {
  const [, state] = /(?:^|; )sign-in=([\w-]+)\.[\w-]+/.exec(request.headers.get('cookie') ?? '') ?? []
  if (!state) return new Response('This browser did not ask for a sign-in.', { status: 400 })
  try {
    // Throws if it is not the answer to our request, not from our server, or an error.
    const parameters = oauth.validateAuthResponse(await discover(env), { client_id: env.CLIENT_ID }, url, state)
    return new Response(`Signed in: a code of ${parameters.get('code').length} characters, for the token request.`)
  } catch (error) {
    return new Response(error.error_description ?? error.message, { status: 400 })
  }
}

async function discover(env) {
  const issuer = new URL(env.ISSUER)
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options(env)))
}

// Plain http is refused, but for a server on this machine that you are trying things with.
function options(env) {
  return { [oauth.allowInsecureRequests]: new URL(env.ISSUER).hostname === '127.0.0.1' }
}
