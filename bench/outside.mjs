// workerd and Chromium: calls are made inside, on request; time is taken here.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { bundleForWorkerd, chromiumOptions, startWorkerd } from '../tests/support/runtimes.mjs'
import * as staticServer from '../tests/support/static-server.mjs'
import { casesNamed, namesFor } from './call.mjs'
import { entries, root } from './entries.mjs'
import { costOf } from './processes.mjs'
import { MODES, compare } from './rounds.mjs'

const STARTING = 2000

export const COMPATIBILITY_DATE = '2026-10-01'

/**
 * @param {'workerd' | 'chromium'} runtime
 * @param {{cases: string[], rounds: number, milliseconds: number}} options
 * @param {(measured: object) => void} tell
 */
export async function measureFromOutside(runtime, { cases, rounds, milliseconds }, tell) {
  await withCleanup(async (cleanup) => {
    const files = entries()
    const { pid, perform } = await { workerd: workerdPerformer, chromium: chromiumPerformer }[runtime](cleanup, files)
    for (const chosen of casesNamed(cases)) {
      const names = namesFor(chosen, Object.keys(files))
      for (const [mode, batch] of Object.entries(MODES)) {
        const run = (name, calls) => costOf(pid, () => perform({ case: chosen.name, name, calls, batch }))
        tell({ name: chosen.name, mode, ...(await compare({ names, run, batch, rounds, milliseconds })) })
      }
    }
  })
}

/** Runs something that leaves processes and folders, as a test would, and removes them. */
export async function withCleanup(work) {
  const steps = []
  try {
    return await work({ after: (step) => steps.unshift(step) })
  } finally {
    for (const step of steps) await step()
  }
}

const source = (files, performer) => `
${Object.entries(files).map(([name, file]) => `import * as ${name} from ${JSON.stringify(file)}`).join('\n')}
import { performer } from ${JSON.stringify(join(root, 'bench/served.mjs'))}
const perform = performer({ ${Object.keys(files).join(', ')} })
${performer}
`

export async function folderFor(cleanup, files) {
  const folder = await mkdtemp(join(tmpdir(), 'oauth4wasm-bench-'))
  cleanup.after(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

/** @param {{args?: string[], bundled?: (folder: string, files: string[]) => void}} [options] what is done with the bundle before it is served */
export async function workerdPerformer(cleanup, files, { args = [], bundled = () => {} } = {}) {
  const main = source(files, `export default {
  async fetch(request) {
    try {
      await perform(await request.json())
      return new Response('done')
    } catch (error) {
      return new Response(String(error?.stack ?? error), { status: 500 })
    }
  },
}`)
  const folder = await folderFor(cleanup, { 'main.mjs': main })
  const names = await bundleForWorkerd(folder)
  bundled(folder, names)
  const { origin, pid } = await startWorkerd(cleanup, folder, names, COMPATIBILITY_DATE, args)
  return { pid, perform: (job) => ask(origin, job) }
}

export async function ask(origin, job) {
  const response = await fetch(origin, { method: 'POST', body: JSON.stringify(job) })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`workerd answered ${response.status}: ${text}`)
  return text
}

async function chromiumPerformer(cleanup, files) {
  const folder = await folderFor(cleanup, {
    'main.mjs': source(files, 'globalThis.perform = perform'),
    'index.html': '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>',
  })
  await build({ absWorkingDir: folder, entryPoints: { page: 'main.mjs' }, bundle: true, format: 'esm', target: 'esnext', outdir: folder, logLevel: 'silent' })
  const server = await staticServer.start({ mounts: { '/': folder } })
  cleanup.after(() => server.close())
  const program = await chromium.launchServer(chromiumOptions)
  cleanup.after(() => program.close())
  const browser = await chromium.connect(program.wsEndpoint())
  const page = await browser.newPage()
  await page.goto(`${server.origin}/`, { waitUntil: 'load' })
  await page.waitForFunction(() => globalThis.perform)
  await setTimeout(STARTING) // the browser's other processes are still busy, and are measured with it
  return { pid: program.process().pid, perform: (job) => page.evaluate((job) => globalThis.perform(job), job) }
}
