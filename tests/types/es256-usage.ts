// The entry oauth4wasm/es256 as a user would use it. It is compiled for each of hosts/*.json and never run.
import * as oauth from 'oauth4wasm/es256'
import type { GenerateSoftwareKeyPairOptions, ImportSoftwareKeyOptions, SoftwareJWK, SoftwareKey, SoftwareKeyPair } from 'oauth4wasm/es256'

export async function everyForm(as: oauth.AuthorizationServer, client: oauth.Client, jwk: { kty?: string; crv?: string; x?: string; d?: string; key_ops?: string[] }, bytes: Uint8Array) {
  const options: ImportSoftwareKeyOptions = { extractable: true }
  const pairs: SoftwareKeyPair[] = [
    await oauth.importSoftwareKey(jwk),
    await oauth.importSoftwareKey(bytes, options),
    await oauth.importSoftwareKey(bytes.buffer as ArrayBuffer, {}),
    await oauth.importSoftwareKey('-----BEGIN PRIVATE KEY-----'),
  ]
  for (const { privateKey, publicKey } of pairs) {
    const key: SoftwareKey = privateKey
    const anywhere: oauth.CryptoKey = key
    const named: oauth.PrivateKey = { key, kid: 'k' }
    const exported: SoftwareJWK = await oauth.exportSoftwareKey(key)
    const again: SoftwareKeyPair = await oauth.importSoftwareKey(exported)
    const DPoP: oauth.DPoPHandle = oauth.DPoP(client, { privateKey, publicKey })
    const request: string = await oauth.issueRequestObject(as, client, {}, key)
    await oauth.pushedAuthorizationUrl(as, client, oauth.PrivateKeyJwt(named), { request }, { DPoP, requestObject: { key: again.privateKey } })
    console.log(anywhere.type, key.algorithm.namedCurve, oauth.PrivateKeyJwt(key))
  }
}

export async function bothKinds(): Promise<[SoftwareKeyPair, oauth.CryptoKeyPair, oauth.CryptoKeyPair]> {
  const options: GenerateSoftwareKeyPairOptions = { software: true, extractable: true }
  return [await oauth.generateKeyPair('ES256', options), await oauth.generateKeyPair('ES256'), await oauth.generateKeyPair('PS256', { modulusLength: 4096 })]
}
