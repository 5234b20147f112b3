// The edge runtime that Vercel and Next.js develop against: a VM of its own realm, which may compile nothing while it runs.
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { EdgeVM } from '@edge-runtime/vm'
import { build } from 'esbuild'
import { project } from './project.mjs'

const MODULES = '__modules'

/** @param {import('./runtimes.mjs').Job} job @param {string[]} [conditions] of the bundler */
export async function edgeVm(t, { packed, scenario, input = null, entry = 'oauth4wasm' }, conditions = ['edge-light', 'worker']) {
  const cwd = await project(t, packed, {
    'main.mjs': `
import * as oauth from '${entry}'
import { run } from './${scenario}'
addEventListener('fetch', (event) => event.respondWith(
  event.request.json().then((input) => run(oauth, input)).then((results) => new Response(JSON.stringify(results))),
))`,
  })
  const modules = {}
  const { outputFiles } = await build({
    absWorkingDir: cwd,
    entryPoints: ['main.mjs'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions,
    plugins: [compiledModules(modules)],
    logLevel: 'silent',
  })
  const vm = new EdgeVM({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, { [MODULES]: modules }),
    initialCode: outputFiles[0].text,
  })
  const response = await vm.dispatchFetch('http://worker.example/', { method: 'POST', body: JSON.stringify(input) })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`the edge function answers ${response.status} ${text}`)
  return { results: JSON.parse(text), modules: Object.keys(modules) }
}

/** What the bundlers of edge functions do: an import that ends in ?module becomes a module compiled ahead of time. */
const compiledModules = (modules) => ({
  name: 'compiled-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace('?module', '')),
      namespace: 'compiled-module',
    }))
    onLoad({ filter: /.*/, namespace: 'compiled-module' }, async ({ path }) => {
      modules[basename(path)] = await WebAssembly.compile(await readFile(path))
      return { contents: `export default ${MODULES}[${JSON.stringify(basename(path))}]` }
    })
  },
})
