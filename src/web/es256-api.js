// The list of exports of oauth4wasm/es256: the default entry's, and software keys.

import { generateKeyPair as generateHostKeyPair } from './api.js'
import { generateSoftwareKeyPair } from './es256.js'

export * from './api.js'
export { default } from './api.js'
export { exportSoftwareKey, importSoftwareKey } from './es256.js'

// A method keeps its name; a second function of this name in the bundle would not.
export const { generateKeyPair } = {
  async generateKeyPair(alg, options) {
    return options?.software ? generateSoftwareKeyPair(alg, options) : generateHostKeyPair(alg, options)
  },
}
