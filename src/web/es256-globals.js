// esbuild puts this in the place of the host's own, wherever the sources name it (xtask/src/build/bundle.rs).
export { subtle as 'crypto.subtle' } from './es256.js'
