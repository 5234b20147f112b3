// A project without any of the host's types: index.d.ts compiles there too, and those types are `any`.
import * as oauth from 'oauth4wasm'

export async function push(as: oauth.AuthorizationServer, client: oauth.Client): Promise<string> {
  const clientAuth: oauth.ClientAuth = oauth.ClientSecretBasic('secret')
  const response = await oauth.pushedAuthorizationRequest(as, client, clientAuth, { response_type: 'code' })
  log(response.status, response.headers.get('date'))
  const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, response)
  // @ts-expect-error what is not the host's is checked as everywhere
  await oauth.pushedAuthorizationRequest(as, {}, clientAuth, { response_type: 'code' })
  return request_uri
}

declare function log(...values: unknown[]): void
