// What a call costs as its input grows. `node bench/growth.mjs [--json]`; main.mjs runs it.
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { entries } from './entries.mjs'
import { ANSWERS, ISSUER, makeKeys, metadata, parameters } from './fixtures.mjs'
import { ownCost } from './processes.mjs'
import { compare, repeat } from './rounds.mjs'

const ROUNDS = 7
const MILLISECONDS = 20
/** Nothing may grow faster than its input, nor what does not read it by more than this. */
const TOLERANCE = 1.35

const client = { client_id: 'client' }
const json = { status: 201, headers: { 'content-type': 'application/json', 'dpop-nonce': 'a-nonce' } }
const answered = async () => new Response(...ANSWERS.pushed)
const named = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`parameter_${i}`, `value ${i}`]))

/** Metadata of about that many bytes: a long list, and members that nobody knows. */
function metadataOf(bytes) {
  const server = { issuer: ISSUER, pushed_authorization_request_endpoint: `${ISSUER}/par`, claims_supported: [] }
  for (let i = 0, size = 150; size < bytes; i++) {
    server.claims_supported.push(`https://claims.example/${i}`)
    server[`extension_${i}`] = { supported: [i, 'yes'] }
    size += 75 + 2 * String(i).length
  }
  return server
}

function push(oauth, server, body, options = {}) {
  return oauth.pushedAuthorizationRequest(server, client, oauth.None(), body, { [oauth.customFetch]: answered, ...options })
}

/** A handle that knows the nonces of that many origins, and their URLs. */
function knowing(oauth, keys, count) {
  const handle = oauth.DPoP(client, keys.proof)
  const response = new Response('', json)
  const urls = Array.from({ length: count }, (_, i) => new URL(`https://as${i}.example/par`))
  for (const url of urls) handle.cacheNonce(response, url)
  return { handle, response, urls }
}

/** `unused`: the call does not read all of what grows, so its cost must not depend on it. */
const GROWTHS = [
  { title: 'push', input: 'parameters', sizes: [1, 3, 10, 30, 100, 300, 1000], prepare(oauth, size) {
    const body = named(size)
    return () => push(oauth, metadata, body)
  } },
  { title: 'request object', input: 'parameters', sizes: [1, 3, 10, 30, 100, 300, 1000], prepare(oauth, size, keys) {
    const body = named(size)
    return () => oauth.issueRequestObject(metadata, client, body, { key: keys.client })
  } },
  { title: 'discovery', input: 'bytes of metadata', sizes: [1e3, 3e3, 1e4, 3e4, 1e5, 2e5], prepare(oauth, size) {
    const text = JSON.stringify(metadataOf(size))
    const issuer = new URL(ISSUER)
    return () => oauth.processDiscoveryResponse(issuer, new Response(text, { headers: json.headers }))
  } },
  { title: 'push', input: 'bytes of metadata', unused: true, sizes: [1e3, 3e3, 1e4, 3e4, 1e5, 2e5], prepare(oauth, size) {
    const server = metadataOf(size)
    return () => push(oauth, server, parameters)
  } },
  { title: 'processing', input: 'bytes of response', sizes: [100, 1e3, 1e4, 1e5, 1e6], prepare(oauth, size) {
    const text = JSON.stringify({ request_uri: 'urn:example:1', expires_in: 60, padding: 'x'.repeat(Math.max(0, size - 66)) })
    return () => oauth.processPushedAuthorizationResponse(metadata, client, new Response(text, json))
  } },
  { title: 'processing a challenge', input: 'bytes of header', sizes: [100, 1e3, 3e3, 1e4, 3e4], prepare(oauth, size) {
    const header = Array.from({ length: Math.ceil(size / 50) }, (_, i) => `Basic realm="realm number ${i}", charset="UTF-8"`).join(', ')
    const answer = { status: 401, headers: { 'www-authenticate': header } }
    return () => oauth.processPushedAuthorizationResponse(metadata, client, new Response('', answer)).then(() => {}, (error) => error)
  } },
  { title: 'push with DPoP', input: 'origins with a nonce', unused: true, sizes: [1, 10, 100, 1000, 10000], prepare(oauth, size, keys) {
    const { handle } = knowing(oauth, keys, size)
    return () => push(oauth, metadata, parameters, { DPoP: handle })
  } },
  { title: 'cacheNonce', input: 'origins with a nonce', unused: true, sizes: [1, 10, 100, 1000, 10000], prepare(oauth, size, keys) {
    const { handle, response, urls } = knowing(oauth, keys, size)
    let next = 0
    return async () => handle.cacheNonce(response, urls[(next = (next + 7) % size)])
  } },
]

export async function measureGrowth(tell) {
  const files = entries({ control: false })
  const implementations = {}
  for (const [name, file] of Object.entries(files)) implementations[name] = await import(pathToFileURL(file).href)
  const keys = await makeKeys()
  const names = Object.keys(implementations)
  for (const { title, input, unused = false, sizes, prepare } of GROWTHS) {
    const points = []
    // The smallest size twice: the first time warms up.
    for (const size of [sizes[0], ...sizes]) {
      const calls = Object.fromEntries(names.map((name) => [name, prepare(implementations[name], size, keys)]))
      const run = (name, count) => ownCost(() => repeat(calls[name], count, 1))
      const { results } = await compare({ names, run, batch: 1, rounds: ROUNDS, milliseconds: MILLISECONDS })
      points.push({ size, ...Object.fromEntries(names.map((name) => [name, results[name].cpu.median])) })
    }
    points.shift()
    tell({ title, input, unused, points, remarks: names.flatMap((name) => remarks(name, points, unused)) })
  }
}

/** Where the growth is more than it may be, in words. */
function remarks(name, points, unused) {
  const found = []
  const [first] = points
  const last = points.at(-1)
  if (unused && last[name] > first[name] * TOLERANCE) {
    found.push(`${name} depends on what it does not use: ${first[name].toFixed(0)} → ${last[name].toFixed(0)} µs`)
  }
  for (let i = 1; i < points.length; i++) {
    const [smaller, larger] = [points[i - 1], points[i]]
    const cost = larger[name] / smaller[name]
    const input = larger.size / smaller.size
    if (!unused && cost > input * TOLERANCE) found.push(`${name} grows faster than its input from ${smaller.size} to ${larger.size}: ${cost.toFixed(1)} times for ${input.toFixed(1)}`)
  }
  return found
}

export const growthLines = ({ title, input, points, remarks }) => [
  `${title}, by ${input}`,
  ...points.map(({ size, ...costs }) => `${String(size).padStart(9)}  ${Object.entries(costs).map(([name, cost]) => `${name} ${cost.toFixed(1).padStart(8)} µs`).join('   ')}`),
  ...remarks.map((remark) => `    ! ${remark}`),
].join('\n')

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const asJson = process.argv.includes('--json')
  await measureGrowth((growth) => console.log(asJson ? JSON.stringify(growth) : growthLines(growth)))
}
