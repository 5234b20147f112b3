// A fresh process: imports the named module, pushes once, and says what it cost. Run by cold-start.mjs.
import process from 'node:process'

const [entry] = process.argv.slice(2)
const spent = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}

const answered = () => new Response('{"request_uri":"urn:example:1","expires_in":60}', { status: 201, headers: { 'content-type': 'application/json' } })
// Node loads what answers with a Response, forty milliseconds of it, when one is first asked for.
answered()
new Headers()

const times = { start: performance.now() }
const before = spent()
const oauth = await import(entry)
times.imported = performance.now()
const imported = spent()
const server = { issuer: 'https://as.example', pushed_authorization_request_endpoint: 'https://as.example/par' }
const response = await oauth.pushedAuthorizationRequest(
  server,
  { client_id: 'client' },
  oauth.ClientSecretBasic('secret'),
  { response_type: 'code', redirect_uri: 'https://app.example/callback' },
  { [oauth.customFetch]: async () => answered() },
)
times.pushed = performance.now()
const pushed = spent()
if (response.status !== 201) throw new Error(`the push gave ${response.status}`)

// Milliseconds; performance.now() counts from the start of the process.
console.log(JSON.stringify({
  'process start to first push': { wall: times.pushed, cpu: pushed / 1000 },
  'import and first push': { wall: times.pushed - times.start, cpu: (pushed - before) / 1000 },
  'import alone': { wall: times.imported - times.start, cpu: (imported - before) / 1000 },
}))
