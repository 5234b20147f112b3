// The declarations: they compile on every host, index.d.ts says what oauth4webapi's says, each entry exports what it declares, and
// the comments are complete and true to the compiler.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { deno, root } from '../support/paths.mjs'
import { declared } from './declarations.mjs'

const here = join(root, 'tests/types')
const index = declared('index.d.ts')
const es256 = declared('es256.d.ts')
const entries = { oauth4wasm: index, 'oauth4wasm/es256': es256 }
const namesIn = ({ declarations }, ...kinds) => [...new Set(declarations.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name))]
const names = (...kinds) => namesIn(index, ...kinds)

describe('the declarations compile', { concurrency: true }, () => {
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
      const files = ['usage', 'misuse', 'equality', 'es256-usage', 'es256-misuse'].map((name) => join(here, `${name}.ts`))
      const config = join(here, 'hosts/deno.json')
      await run(deno(), ['check', '--no-lock', '--config', config, ...files], { DENO_DIR: folder, NO_COLOR: '1' })
    }))

  test('the examples in its comments', () =>
    inFolder(async (folder) => {
      const context = (specifier) => `import * as oauth from '${specifier}'
declare const pem: string
declare const as: oauth.AuthorizationServer, client: oauth.Client, clientAuth: oauth.ClientAuth, parameters: Record<string, string>
declare const issuer: URL, response: Response, err: unknown
declare const jwk: JsonWebKey, privateKey: oauth.CryptoKey, keyPair: oauth.CryptoKeyPair, currentUrl: URL, state: string
`
      for (const [specifier, { file, examples }] of Object.entries(entries)) {
        for (const { line, code } of examples) {
          const body = code.replace(`import * as oauth from '${specifier}'\n`, '')
          await writeFile(join(folder, `${file}-line-${line}.mts`), `${context(specifier)}export async function example() {\n${body}\n}\n`)
        }
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
  test('es256-usage.ts and es256-misuse.ts do the same for the entry es256', async () => {
    await missing('es256-usage.ts', namesIn(es256, 'function', 'interface', 'type'))
    await missing('es256-misuse.ts', namesIn(es256, 'function'))
  })
  test('misuse.ts misuses every function that takes something', () => missing('misuse.ts', names('function').filter((name) => !/^generateRandom/.test(name))))
  // Values compare themselves by `keyof`; types cannot be enumerated.
  test('equality.ts compares every type', () => missing('equality.ts', names('interface', 'type', 'class')))
})

for (const { file, declarations, members, links, brokenLinks } of Object.values(entries)) describe(`comments of ${file}`, () => {
  const without = (list, condition) => list.filter((item) => !condition(item)).map(({ line }) => `pkg/${file}:${line}`)

  test('on every export', () => assert.deepEqual(without(declarations, ({ comment }) => comment), []))
  test('on every member', () => assert.deepEqual(without(members, ({ comment }) => comment), []))
  test('with an example for each', () => assert.deepEqual(without(declarations, ({ comment }) => comment?.includes('@example')), []))
  test('with links that lead somewhere', () => {
    const all = new Set(Object.values(entries).flatMap((entry) => namesIn(entry, 'function', 'const', 'class', 'interface', 'type')))
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
    for (const { name, kind, value } of index.declarations) {
      if (kind === 'function') assert.equal(typeof oauth[name], 'function', name)
      if (kind === 'class') assert.ok(oauth[name]?.prototype instanceof Error, name)
      if (kind === 'const' && value === 'unique symbol') assert.equal(typeof oauth[name], 'symbol', name)
      else if (kind === 'const') assert.equal(`'${oauth[name]}'`, value, name)
    }
  })

  test('its entry es256 exports the same and what that declares', async () => {
    const both = [...names('function', 'const', 'class'), ...namesIn(es256, 'function', 'const', 'class')]
    const software = await import(pathToFileURL(join(root, 'target/packed/es256.mjs')).href)
    assert.deepEqual(Object.keys(software).filter((name) => !internals.includes(name)).sort(), [...new Set(both)].sort())
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
