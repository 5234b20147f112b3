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

// Keys have a structure here, of which one that WebCrypto makes is an instance.
export async function sign(as: oauth.AuthorizationServer, client: oauth.Client): Promise<string> {
  const { privateKey, publicKey } = await oauth.generateKeyPair('ES256')
  const name: string = privateKey.algorithm.name
  const extractable: boolean = publicKey.extractable
  const DPoP = oauth.DPoP(client, { privateKey, publicKey })
  // @ts-expect-error a key is not its JWK
  oauth.PrivateKeyJwt({ kty: 'EC' })
  const { url } = await oauth.pushedAuthorizationUrl(as, client, oauth.PrivateKeyJwt(privateKey), {}, { DPoP })
  log(name, extractable, url)
  return oauth.issueRequestObject(as, client, {}, { key: privateKey, kid: 'key-1' })
}

declare function log(...values: unknown[]): void
