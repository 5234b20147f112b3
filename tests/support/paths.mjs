// Where things are: the package under test and the programs that run it.
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const modules = join(root, 'node_modules')

export const support = join(root, 'tests/support')
export const packed = resolve(root, process.env.OAUTH4WASM_PACKED ?? 'target/packed')
export const packedTrap = resolve(root, process.env.OAUTH4WASM_PACKED_TRAP ?? 'target/packed-trap')
export const screenshots = join(root, 'target/screenshots')

export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'

export const firefox = process.env.FIREFOX ?? '/usr/bin/firefox-esr'
export const webkitDriver = process.env.WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver'
export const xvfb = process.env.XVFB ?? 'Xvfb'

/** WebKitGTK's own small browser, which its driver starts. */
export function miniBrowser() {
  const libraries = readdirSync('/usr/lib').flatMap((name) => ['4.1', '6.0'].map((api) => `/usr/lib/${name}/webkit2gtk-${api}/MiniBrowser`))
  return process.env.WEBKIT_BROWSER ?? libraries.find(existsSync) ?? assert.fail('no MiniBrowser of WebKitGTK: install webkit2gtk-driver')
}

/** URL of a package that is installed for the bundler tests, to import. */
export const bundlerTool = (name) => pathToFileURL(createRequire(join(root, 'tests/bundlers/package.json')).resolve(name)).href

// The native program itself, not npm's launcher: what a time limit kills must be the runtime.
export const deno = () => native('@deno', 'deno')
export const bun = () => native('@oven', 'bin/bun')
export const workerd = () => native('@cloudflare', 'bin/workerd')

/** The oldest Node that the package promises to run on, and the newest there is. @param {'oldest' | 'newest'} which */
export function otherNode(which) {
  const file = join(modules, `node-${which}/bin/node`)
  if (!existsSync(file)) throw new Error(`no ${file}: run npm ci (on Linux, x64)`)
  return file
}

function native(scope, file) {
  const folder = join(modules, scope)
  const found = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, file)).find(existsSync) : undefined
  if (!found) throw new Error(`no ${file} under node_modules/${scope}: run npm ci`)
  return found
}
