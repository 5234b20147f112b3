// A host as a page from plain http finds it: random values and nothing else of WebCrypto. Imported for its effect, first.
delete globalThis.CryptoKey
delete globalThis.SubtleCrypto
Object.defineProperty(crypto, 'subtle', { value: undefined })
