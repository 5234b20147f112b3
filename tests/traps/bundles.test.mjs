// The package as a user's bundler leaves it: in one file with the user's code, names shortened.
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { build as esbuild } from 'esbuild'
import { bundlerTool, packedTrap } from '../support/paths.mjs'
import { project } from '../support/project.mjs'
import { subtests } from '../support/report.mjs'
import { browser, chromiumIn, node } from '../support/runtimes.mjs'
import * as staticServer from '../support/static-server.mjs'

const scenario = 'trap-scenario.mjs'
const PAGE = {
  'index.html': '<!doctype html><link rel="icon" href="data:,"><script type="module" src="./main.mjs"></script>',
  'main.mjs': `import * as oauth from 'oauth4wasm'
import { run } from './${scenario}'
globalThis.run = (input) => run(oauth, input)`,
}

/** Each makes `dist` of a project: from index.html for a page, from the file for Node. */
const BUNDLERS = {
  async esbuild(cwd, file) {
    const options = file ? { platform: 'node' } : { outfile: 'dist/main.mjs' }
    const outfile = 'dist/main.mjs'
    const { warnings } = await esbuild({ absWorkingDir: cwd, entryPoints: [file ?? 'main.mjs'], bundle: true, minify: true, format: 'esm', outfile, logLevel: 'silent', ...options })
    assert.deepEqual(warnings, [])
    if (!file) await writeFile(join(cwd, 'dist/index.html'), PAGE['index.html'])
    return outfile
  },
  async Vite(cwd, file) {
    const { build } = await import(bundlerTool('vite'))
    const forNode = { ssr: file, minify: true, rollupOptions: { output: { entryFileNames: 'main.mjs' } } }
    await build({ root: cwd, configFile: false, logLevel: 'error', build: file ? forNode : {}, ssr: { noExternal: true } })
    return 'dist/main.mjs'
  },
}

for (const [name, bundle] of Object.entries(BUNDLERS)) {
  test(`a bundle of ${name}'s, on Node: a trap is contained`, { timeout: 60_000 }, async (t) => {
    const bundled = async (cwd, source) => {
      const file = await bundle(cwd, source)
      const text = await readFile(join(cwd, file), 'utf8')
      assert.doesNotMatch(text, /from ?["']oauth4wasm/, 'the package is inside')
      return file
    }
    await subtests(t, await node(t, { packed: packedTrap, scenario }, { bundled }), { atLeast: 24 })
  })

  test(`a bundle of ${name}'s, in Chromium: a trap is contained`, { timeout: 60_000 }, async (t) => {
    const cwd = await project(t, packedTrap, PAGE)
    await bundle(cwd)
    const site = await staticServer.start({ mounts: { '/': join(cwd, 'dist') } })
    t.after(() => site.close())
    const page = await (await browser(t)).newPage({ baseURL: site.origin })
    await subtests(t, await chromiumIn(page, 'page'), { atLeast: 23 })
  })
}
