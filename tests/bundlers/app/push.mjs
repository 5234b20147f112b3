// What a user writes: named imports, a push with DPoP.
import {
  DPoP,
  None,
  allowInsecureRequests,
  calculatePKCECodeChallenge,
  discoveryRequest,
  generateKeyPair,
  generateRandomCodeVerifier,
  generateRandomState,
  processDiscoveryResponse,
  pushedAuthorizationUrl,
} from 'oauth4wasm'

const insecure = { [allowInsecureRequests]: true }

/** @param {{issuer: string, client_id: string}} to @returns {Promise<{authorizationUrl: string, state: string}>} */
export async function push({ issuer, client_id }) {
  const url = new URL(issuer)
  const as = await processDiscoveryResponse(url, await discoveryRequest(url, insecure))
  const client = { client_id }
  const state = generateRandomState()
  const parameters = {
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    redirect_uri: 'http://127.0.0.1/callback',
    state,
    code_challenge: await calculatePKCECodeChallenge(generateRandomCodeVerifier()),
    code_challenge_method: 'S256',
  }
  const handle = DPoP(client, await generateKeyPair('ES256'))
  const pushed = await pushedAuthorizationUrl(as, client, None(), parameters, { ...insecure, DPoP: handle })
  return { authorizationUrl: pushed.url.href, state }
}
