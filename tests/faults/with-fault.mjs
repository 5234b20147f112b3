// A thread of its own, with globals of its own: one fault of the host, all kinds of calls, and the same calls when the fault is gone.
import process from 'node:process'
import { parentPort, workerData } from 'node:worker_threads'
import { faults } from './host-faults.mjs'

const SECRET = 'a-client-secret-91b2'
const PENDING = Symbol('pending')
const WITHIN = 700
const fault = faults[workerData.index]
const Post = Response
const setTimer = setTimeout

const raised = []
process.on('unhandledRejection', (error) => raised.push(`rejection: ${error?.stack ?? error}`))
process.on('uncaughtException', (error) => raised.push(`exception: ${error?.stack ?? error}`))

const requests = []
globalThis.fetch = async (url, init) => {
  requests.push({ url, method: init?.method, redirect: init?.redirect, body: `${init?.body ?? ''}`, headers: { ...init?.headers } })
  const text = url.endsWith('/par') ? '{"request_uri":"urn:x","expires_in":60}' : '{"issuer":"https://as.example"}'
  return new Post(text, { status: url.endsWith('/par') ? 201 : 200, headers: { 'content-type': 'application/json' } })
}

// What a polluter may not see: an object with the secret in it, or the secret itself.
const seen = new Set()
let watching = false
const holds = (value) => {
  if (typeof value === 'string') return value.includes(SECRET)
  if (value === null || typeof value !== 'object') return false
  return Object.getOwnPropertyNames(value).some((name) => {
    const own = Object.getOwnPropertyDescriptor(value, name).value
    return typeof own === 'string' && own.includes(SECRET)
  })
}
const see = (name, self, values) => {
  if (!watching) return
  watching = false
  if (holds(self)) seen.add(`this of ${String(name)}`)
  for (let index = 0; index < values.length; index++) if (holds(values[index])) seen.add(`argument of ${String(name)}`)
  watching = true
}

let repair
if (fault.early) repair = fault.spoil(see)
const oauth = await import(workerData.entry)
const server = { issuer: 'https://as.example', pushed_authorization_request_endpoint: 'https://as.example/par' }
const client = { client_id: 'client' }
const keyPair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])

const push = (authentication, options) =>
  oauth.pushedAuthorizationRequest(server, client, authentication(), { state: 's' }, options).then((response) => oauth.processPushedAuthorizationResponse(server, client, response))
const calls = {
  none: () => push(() => oauth.None()),
  basic: () => push(() => oauth.ClientSecretBasic(SECRET)),
  post: () => push(() => oauth.ClientSecretPost(SECRET)),
  private_key_jwt: () => push(() => oauth.PrivateKeyJwt(keyPair.privateKey)),
  client_secret_jwt: () => push(() => oauth.ClientSecretJwt(SECRET)),
  dpop: () => push(() => oauth.None(), { DPoP: oauth.DPoP(client, keyPair) }),
  'request object': () => oauth.issueRequestObject(server, client, { state: 's' }, keyPair.privateKey),
  'key pair': () => oauth.generateKeyPair('ES256'),
  challenge: () => oauth.calculatePKCECodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
  random: async () => oauth.generateRandomState(),
  thumbprint: () => oauth.DPoP(client, keyPair).calculateThumbprint(),
  discovery: async () => oauth.processDiscoveryResponse(new URL(server.issuer), await oauth.discoveryRequest(new URL(server.issuer))),
}

async function attempt(call) {
  let late
  const timeout = new Promise((resolve) => (late = setTimer(resolve, WITHIN, PENDING)))
  try {
    const value = await Promise.race([call(), timeout])
    return value === PENDING ? 'pending' : 'resolves'
  } catch (error) {
    return `${error?.name ?? typeof error} ${error?.code ?? ''} ${error?.message ?? ''}`
  } finally {
    clearTimeout(late)
  }
}
async function round() {
  const names = Object.keys(calls)
  const outcomes = []
  // By hand: what a fault spoils must not spoil the test.
  const running = []
  for (let index = 0; index < names.length; index++) Object.defineProperty(running, index, { value: attempt(calls[names[index]]), configurable: true, enumerable: true, writable: true })
  for (let index = 0; index < names.length; index++) Object.defineProperty(outcomes, index, { value: `${names[index]}: ${await running[index]}`, configurable: true, enumerable: true, writable: true })
  return outcomes
}

// A first call, so that an instance is there; with a fault of the import itself there is none before it.
if (!fault.early) await oauth.calculatePKCECodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')
repair ??= fault.spoil(see)
watching = true
const during = await round()
watching = false
repair()
const sent = requests.length
const afterwards = await round()
await new Promise((resolve) => setTimer(resolve, 20))
parentPort.postMessage({ during, afterwards, raised, seen: [...seen], requests: requests.slice(0, sent) })
