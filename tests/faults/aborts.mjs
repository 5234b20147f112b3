// A process of its own: a thousand pushes in flight, each aborted at a random moment.
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'

const [entry, origin, seed] = [process.argv[2], process.argv[3], Number(process.argv[4])]
const CALLS = 1000
const WITHIN = 2500
/** Some are left alone. */
const UNTOUCHED = 10
const raised = []
process.on('unhandledRejection', (error) => raised.push(String(error)))
process.on('uncaughtException', (error) => raised.push(String(error)))

const oauth = await import(entry)
const server = { issuer: 'https://as.example', pushed_authorization_request_endpoint: `${origin}/par` }
const client = { client_id: 'client' }
const keyPair = await oauth.generateKeyPair('ES256')
const DPoP = oauth.DPoP(client, keyPair)
const kinds = [
  [oauth.None(), undefined],
  [oauth.ClientSecretPost('secret'), DPoP],
  [oauth.PrivateKeyJwt(keyPair.privateKey), undefined],
  [oauth.ClientSecretJwt('secret'), DPoP],
]

/** mulberry32 */
let state = seed
function random() {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

async function push(number, signal) {
  const [authentication, DPoP] = kinds[number % kinds.length]
  const options = { DPoP, signal, [oauth.allowInsecureRequests]: true }
  const response = await oauth.pushedAuthorizationRequest(server, client, authentication, { state: `${number}` }, options)
  return oauth.processPushedAuthorizationResponse(server, client, response)
}

const outcomes = { resolved: 0, aborted: 0, abortedInBody: 0, others: [] }
async function one(number) {
  const controller = new AbortController()
  const reason = new Error(`abort of ${number}`)
  const moment = random() * WITHIN
  if (number % UNTOUCHED !== 0 && moment < WITHIN / 100) controller.abort(reason)
  else if (number % UNTOUCHED !== 0) setTimeout(() => controller.abort(reason), moment)
  try {
    const { request_uri } = await push(number, controller.signal)
    if (request_uri === `urn:${number}`) outcomes.resolved++
    else outcomes.others.push(`${number}: ${request_uri}`)
  } catch (error) {
    if (error === reason) outcomes.aborted++
    else if (error.code === 'OAUTH_PARSE_ERROR' && error.cause === reason) outcomes.abortedInBody++
    else outcomes.others.push(`${number}: ${error.stack} ${error.cause}`)
  }
}

const all = Promise.all(Array.from({ length: CALLS }, (_, number) => one(number))).then(() => true)
const settled = await Promise.race([all, delay(15_000, false)])
const afterwards = await Promise.all(Array.from({ length: 50 }, (_, number) => push(number).then(({ request_uri }) => request_uri === `urn:${number}`)))
await delay(50)
console.log(JSON.stringify({ settled, outcomes, afterwards, raised }))
process.exit()
