// pkg/index.d.ts: it compiles on every host, it says what oauth4webapi's says, the package exports what it declares, and its
// comments are complete and true to the compiler.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { deno, root } from '../support/paths.mjs'
import { brokenLinks, declarations, examples, links, members } from './declarations.mjs'

const here = join(root, 'tests/types')
const names = (...kinds) => declarations.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name)

describe('index.d.ts compiles', { concurrency: true }, () => {
  const hosts = {
    dom: 'a browser',
    webworker: 'a worker in a browser, with the library of ES2020',
    node: 'Node without DOM types',
    workers: 'Cloudflare Workers',
    bare: 'no types of a host at all',
  }
  for (const [host, label] of Object.entries(hosts)) test(label, () => tsc(join(here, `hosts/${host}.json`)))
  // With and without the DOM library.
  for (const host of ['dom', 'node']) test(`${hosts[host]}, TypeScript 6`, () => tsc(join(here, `hosts/${host}.json`), 'typescript-6'))

  test('Deno', () =>
    inFolder(async (folder) => {
      const files = ['usage', 'misuse', 'equality'].map((name) => join(here, `${name}.ts`))
      const config = join(here, 'hosts/deno.json')
      await run(deno(), ['check', '--no-lock', '--config', config, ...files], { DENO_DIR: folder, NO_COLOR: '1' })
    }))

  test('the examples in its comments', () =>
    inFolder(async (folder) => {
      const context = `import * as oauth from 'oauth4wasm'
declare const as: oauth.AuthorizationServer, client: oauth.Client, clientAuth: oauth.ClientAuth, parameters: Record<string, string>
declare const issuer: URL, response: Response, err: unknown
declare const privateKey: oauth.CryptoKey, keyPair: oauth.CryptoKeyPair, currentUrl: URL, state: string
`
      for (const { line, code } of examples) {
        const body = code.replace("import * as oauth from 'oauth4wasm'\n", '')
        await writeFile(join(folder, `line-${line}.mts`), `${context}export async function example() {\n${body}\n}\n`)
      }
      const config = { extends: join(here, 'hosts/base.json'), compilerOptions: { lib: ['es2022', 'dom'] }, include: ['*.mts'] }
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
      await tsc(join(folder, 'tsconfig.json'))
    }))
})

describe('the fixtures leave nothing out', () => {
  const missing = async (fixture, wanted) => {
    const text = await readFile(join(here, fixture), 'utf8')
    assert.deepEqual(wanted.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)), [])
  }
  test('usage.ts uses every export', () => missing('usage.ts', names('function', 'const', 'class', 'interface', 'type')))
  test('misuse.ts misuses every function that takes something', () => missing('misuse.ts', names('function').filter((name) => !/^generateRandom/.test(name))))
  // Values compare themselves by `keyof`; types cannot be enumerated.
  test('equality.ts compares every type', () => missing('equality.ts', names('interface', 'type', 'class')))
})

describe('comments', () => {
  const without = (list, condition) => list.filter((item) => !condition(item)).map(({ line }) => `pkg/index.d.ts:${line}`)

  test('on every export', () => assert.deepEqual(without(declarations, ({ comment }) => comment), []))
  test('on every member', () => assert.deepEqual(without(members, ({ comment }) => comment), []))
  test('with an example for every function, class and symbol', () => {
    const wanted = declarations.filter(({ kind, value }) => ['function', 'class'].includes(kind) || value === 'unique symbol')
    assert.deepEqual(without(wanted, ({ comment }) => comment?.includes('@example')), [])
  })
  test('with links that lead somewhere', () => {
    const all = new Set(names('function', 'const', 'class', 'interface', 'type'))
    assert.deepEqual(without(links, ({ name }) => all.has(name.split('.')[0])), [])
    assert.deepEqual(without(brokenLinks, () => false), [])
  })
})

// As in oauth4webapi: there for openid-client, which is built on it, and not declared.
const internals = ['_expectedIssuer', '_nodiscoverycheck', '_nopkce', 'formPostResponse', 'getContentType', 'resolveEndpoint']

const chosen = process.env.OAUTH4WASM_ENTRY
const entry = chosen?.startsWith('file:') ? fileURLToPath(chosen) : resolve(root, chosen ?? 'target/packed/entry.mjs')

describe('the package', () => {
  test('exports what is declared, and nothing else', async () => {
    const exported = Object.keys(await import(pathToFileURL(entry).href)).filter((name) => !internals.includes(name))
    assert.deepEqual(exported.sort(), names('function', 'const', 'class').sort())
  })

  test('exports it as what it is declared', async () => {
    const oauth = await import(pathToFileURL(entry).href)
    for (const { name, kind, value } of declarations) {
      if (kind === 'function') assert.equal(typeof oauth[name], 'function', name)
      if (kind === 'class') assert.ok(oauth[name]?.prototype instanceof Error, name)
      if (kind === 'const' && value === 'unique symbol') assert.equal(typeof oauth[name], 'symbol', name)
      else if (kind === 'const') assert.equal(`'${oauth[name]}'`, value, name)
    }
  })
})

function tsc(project, compiler = 'typescript') {
  return run(process.execPath, [join(root, `node_modules/${compiler}/bin/tsc`), '--pretty', 'false', '--project', project])
}

async function run(program, args, env = {}) {
  const { error, output } = await new Promise((settle) => {
    execFile(program, args, { cwd: root, env: { ...process.env, ...env }, timeout: 60_000 }, (error, out, err) => settle({ error, output: out + err }))
  })
  if (error) assert.fail(output.trim() || error.message)
}

async function inFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'oauth4wasm-types-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
