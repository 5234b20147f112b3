// What the page shows is what the package sends: the request is noted in customFetch, on its way to fetch.
const $ = (id) => document.getElementById(id)
const form = $('form')

try {
  const [oauth, demo] = await Promise.all([
    import('./oauth4wasm/index.js'),
    fetch('demo.json').then((response) => response.json()),
  ])
  start(oauth, demo)
} catch (error) {
  fail('The page could not start', error.message, error)
}

function start(oauth, { issuer, clients }) {
  $('issuer').textContent = issuer
  form.redirect_uri.value = `${location.origin}/`
  form.secret.value = clients.client_secret_post.client_secret
  const showSecret = () => ($('secret-field').hidden = form.method.value === 'none')
  form.addEventListener('change', showSecret)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = $('push')
    button.disabled = true
    reset()
    showWire()
    try {
      await push(oauth, issuer, clients[form.method.value])
    } catch (error) {
      explain(oauth, error)
    } finally {
      button.disabled = false
    }
  })
  showSecret()
  showAuthorizationResponse()
  $('push').disabled = false
}

async function push(oauth, issuer, client) {
  const options = {
    // The demo's server has no certificate; it is on loopback.
    [oauth.allowInsecureRequests]: true,
    signal: () => AbortSignal.timeout(10_000),
  }
  const url = new URL(issuer)
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, options))

  const authentication = {
    none: () => oauth.None(),
    client_secret_basic: () => oauth.ClientSecretBasic(form.secret.value),
    client_secret_post: () => oauth.ClientSecretPost(form.secret.value),
  }[client.token_endpoint_auth_method]()

  const state = oauth.generateRandomState()
  const verifier = oauth.generateRandomCodeVerifier()
  sessionStorage.setItem('state', state)

  const response = await oauth.pushedAuthorizationRequest(
    server,
    client,
    authentication,
    {
      response_type: 'code',
      scope: form.scope.value,
      redirect_uri: form.redirect_uri.value,
      state,
      nonce: oauth.generateRandomNonce(),
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    },
    { ...options, [oauth.customFetch]: (url, init) => (showRequest(url, init), fetch(url, init)) },
  )
  await showAnswer(response.clone())
  const { request_uri, expires_in } = await oauth.processPushedAuthorizationResponse(server, client, response)
  $('answer-note').textContent = `The server keeps the request for ${expires_in} seconds.`

  const authorization = new URL(server.authorization_endpoint)
  authorization.searchParams.set('client_id', client.client_id)
  authorization.searchParams.set('request_uri', request_uri)
  const link = $('authorization-url')
  link.href = link.textContent = authorization.href
  link.parentElement.hidden = false
  done('step-url')
}

function showRequest(url, { method, headers, body }) {
  const lines = [[element('b', method), ` ${url}`]]
  for (const [name, value] of Object.entries(headers)) lines.push([element('span', `${name}: `, 'name'), value])
  lines.push([])
  String(body).split('&').forEach((pair, index) => {
    const [name, value] = pair.split('=')
    lines.push([element('span', `${index ? '&' : ''}${name}=`, 'name'), value])
  })
  fill($('request'), lines)
  $('request-note').textContent = `The body is one line, broken here at each &.${
    headers.authorization || body.has('client_secret') ? ' The secret is a demo secret: yours belongs on a server.' : ''
  }`
  done('step-request')
}

async function showAnswer(response) {
  const text = await response.text()
  const status = element('span', `${response.status} ${response.statusText}`.trim(), response.ok ? 'good' : 'bad')
  fill($('answer'), [[status], ...pretty(text).split('\n').map((line) => [line])])
  done('step-answer', !response.ok)
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function explain(oauth, error) {
  const { error: code, error_description: description } = error.cause?.[0]?.parameters ?? error
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError) {
    const hint = code === 'invalid_client' ? ' Is the secret right?' : ''
    return fail(`The server refused: ${code}`, `${description ? sentence(description) : 'It gave no reason.'}${hint}`, error)
  }
  if (error.name === 'TimeoutError') return fail('The server did not answer', 'Nothing came within 10 seconds. Is the demo still running?', error)
  if (error instanceof TypeError && error.code === undefined)
    return fail('The server could not be reached', `It is not running, or it does not allow pages from ${location.origin} (CORS).`, error)
  if (error instanceof TypeError) return fail('Something is missing in the form', error.message, error)
  fail('The push failed', error.message, error)
}

function fail(title, words, error) {
  $('failed-title').textContent = title
  $('failed-words').textContent = words
  facts($('failed-facts'), { name: error.name, code: error.code, status: error.status })
  $('failed').hidden = false
}

function showAuthorizationResponse() {
  const answer = new URLSearchParams(location.search)
  if (!answer.has('code') && !answer.has('error')) return
  const ours = answer.get('state') === sessionStorage.getItem('state')
  history.replaceState(null, '', '/')
  $('returned-words').textContent = answer.has('code')
    ? `The server issued a code for the request that was pushed. ${ours ? 'The state is the one this page sent.' : 'The state is not one that this page sent: a real client stops here.'}`
    : `The server ended the request: ${answer.get('error_description') ?? answer.get('error')}`
  facts($('returned-parameters'), Object.fromEntries(answer))
  $('returned').hidden = false
}

function reset() {
  for (const id of ['returned', 'failed']) $(id).hidden = true
  for (const step of document.querySelectorAll('#wire li')) step.className = 'waiting'
  for (const shown of document.querySelectorAll('#wire pre, #wire p:has(a)')) shown.hidden = true
  $('answer-note').textContent = ''
}

// On a phone the steps are below the form.
function showWire() {
  const wire = $('wire')
  if (wire.getBoundingClientRect().top < innerHeight / 2) return
  wire.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
}

function done(step, bad = false) {
  $(step).className = bad ? 'bad' : ''
  $(step).querySelector('pre')?.removeAttribute('hidden')
}

function facts(list, values) {
  const known = Object.entries(values).filter(([, value]) => value !== undefined)
  list.replaceChildren(...known.flatMap(([name, value]) => [element('dt', name), element('dd', value)]))
}

function fill(target, lines) {
  target.replaceChildren(...lines.flatMap((line) => [...line, '\n']))
}

function element(name, text, className = '') {
  const made = document.createElement(name)
  made.textContent = text
  if (className) made.className = className
  return made
}

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`
