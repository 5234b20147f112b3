// What must not compile. A line below @ts-expect-error that compiles after all is an error.
import * as oauth from 'oauth4wasm/es256'

declare const hostKey: oauth.CryptoKeyPair

// @ts-expect-error a key is needed
oauth.importSoftwareKey()
// @ts-expect-error a number is none
oauth.importSoftwareKey(5)
// @ts-expect-error options that do not exist
oauth.importSoftwareKey('', { software: true })
// @ts-expect-error in software there is ES256 and nothing else
oauth.generateKeyPair('PS256', { software: true })
// @ts-expect-error a pair may be of the host
export const pair: Promise<oauth.SoftwareKeyPair> = oauth.generateKeyPair('ES256')
// @ts-expect-error text is no key
oauth.exportSoftwareKey('key')
export { hostKey }
