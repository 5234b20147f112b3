// cargo xtask demo [--once] [--port N]: one pushed authorization request in the terminal, then the page.
import { existsSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const DEFAULT_PORT = 9126

const colour = process.stdout.isTTY && !process.env.NO_COLOR
const bold = (text) => (colour ? `\x1b[1m${text}\x1b[22m` : text)
const faint = (text) => (colour ? `\x1b[2m${text}\x1b[22m` : text)
const say = (...lines) => console.log(lines.join('\n'))
// `demo | head` closes the pipe early.
process.stdout.on('error', () => process.exit(1))

const { once, port } = options()
const { packed } = await import('../tests/support/paths.mjs').catch(needsInstall)
const entry = join(packed, 'entry.mjs')
if (!existsSync(entry)) stop(`The package is not built: there is no ${entry}.`, 'Run: cargo xtask build')

const { serve } = await import('./serve.mjs').catch(needsInstall)
const oauth = await import(pathToFileURL(entry))

const site = await serve({ packed, port: once ? 0 : port }).catch((error) => {
  if (error.code === 'EADDRINUSE') stop(`Port ${port} is in use by another program.`, 'Choose another: cargo xtask demo --port 8000 (0 takes any free one)')
  if (error.code === 'EACCES') stop(`Port ${port} needs more rights than this program has.`, 'Choose one above 1023: cargo xtask demo --port 8000')
  throw error
})

const accepted = await push().catch((error) => {
  say('', `${bold('Failed:')} ${error.message} (${error.code ?? error.name})`, ...(error.cause ? [String(error.cause.message ?? error.cause)] : []))
  return false
})

if (once) {
  await site.close()
  process.exitCode = accepted ? 0 : 1
} else {
  say(bold('The same in a browser'), `   ${site.origin}/`, '', faint('   Ctrl-C ends it.'))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => site.close().then(() => process.exit(0)))
}

/** Sends one request and prints it; true when the server accepted it. */
async function push() {
  const client = site.clients.client_secret_basic
  const insecure = { [oauth.allowInsecureRequests]: true }
  const issuer = new URL(site.issuer)
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))

  const parameters = {
    response_type: 'code',
    scope: 'openid',
    redirect_uri: `${site.origin}/`,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
    code_challenge_method: 'S256',
  }

  say(
    '',
    bold('oauth4wasm: a pushed authorization request (RFC 9126)'),
    faint(`An authorization server, oidc-provider, runs inside this program: ${site.issuer}`),
    '',
    bold('1  The request, as it was sent'),
  )
  const response = await oauth.pushedAuthorizationRequest(server, client, oauth.ClientSecretBasic(client.client_secret), parameters, {
    ...insecure,
    [oauth.customFetch]: (url, init) => {
      const headers = Object.entries(init.headers).map(([name, value]) => `   ${name}: ${value}`)
      const body = String(init.body).split('&').map((pair, index) => `   ${index ? '&' : ' '}${pair}`)
      say(`   ${init.method} ${url}`, ...headers, '', ...body, '')
      say(
        faint('   The body is one line, broken here at each &.'),
        faint('   The authorization header is shown in full: its secret is a demo secret, known to this server only.'),
      )
      return fetch(url, init)
    },
  })

  const text = await response.clone().text()
  say('', bold('2  The answer'), `   ${response.status} ${STATUS_CODES[response.status] ?? ''}`, `   ${text}`)
  const { request_uri, expires_in } = await oauth.processPushedAuthorizationResponse(server, client, response)
  say(faint(`   The server keeps the request for ${expires_in} seconds.`))

  const url = new URL(server.authorization_endpoint)
  url.searchParams.set('client_id', client.client_id)
  url.searchParams.set('request_uri', request_uri)
  say('', bold('3  The authorization URL: client_id and request_uri, nothing else'), `   ${url.href}`, '')
  return response.status === 201
}

function options() {
  const USAGE = 'Usage: cargo xtask demo [--once] [--port N]'
  try {
    const { values } = parseArgs({ options: { once: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
    if (values.help) {
      say(USAGE, '', '  --once    push one request, print it and end: exit code 0 if the server accepted it', `  --port N  port of the page, ${DEFAULT_PORT} unless told; 0 takes any free one`)
      process.exit(0)
    }
    const port = Number(values.port ?? DEFAULT_PORT)
    if (!Number.isInteger(port) || port < 0 || port > 65535) stop(`--port ${values.port}: a port is a number from 0 to 65535.`, USAGE)
    return { once: values.once ?? false, port }
  } catch (error) {
    return stop(error.message, USAGE)
  }
}

function needsInstall(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  stop(`A package that the demo needs is not installed. ${error.message.split('\n')[0]}`, 'Run: npm ci')
}

function stop(...lines) {
  console.error(lines.join('\n'))
  process.exit(1)
}
