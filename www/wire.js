// What went over the wire, and what is in it.
import { $, code, element, milliseconds, named } from './dom.js'

const HIDDEN = '(your secret, hidden)'
const JWTS = { client_assertion: 'Client assertion', request: 'Request object', dpop: 'DPoP proof' }
let countdown

export function reset() {
  clearInterval(countdown)
  $('continue-line').hidden = true
  for (const step of document.querySelectorAll('#wire li')) {
    step.className = 'waiting'
    step.querySelector('.shown').replaceChildren()
    step.querySelector('.time').textContent = ''
  }
}

/** A push that begins; each of its requests takes the place of the one before, which was refused for want of a nonce. */
export function observer({ ours }) {
  let requests = 0
  return {
    server(as, time) {
      const lines = [named('issuer ', as.issuer), named('pushed_authorization_request_endpoint ', as.pushed_authorization_request_endpoint ?? '(none)')]
      done('server', time, [code('server', lines)])
    },
    request(url, init, time) {
      requests += 1
      if (requests > 1) foldAway()
      done('request', `made in ${milliseconds(time)}`, [code('request', requestLines(url, init, ours)), ...decoded(init)], requests > 1)
    },
    answer(response, text, time) {
      const status = element('span', `${response.status} ${response.statusText}`.trim(), { class: response.ok ? 'good' : 'bad' })
      const nonce = response.headers.get('dpop-nonce')
      const lines = [[status], ...(nonce ? [named('dpop-nonce: ', nonce)] : []), ...pretty(text).split('\n').map((line) => [line])]
      done('answer', time, [code('answer', lines)], requests > 1, !response.ok)
    },
  }
}

/** The link, which goes stale. @param {{url: URL, expires_in: number, expires_at: Date, time: number}} pushed @param {(words: string) => void} announce */
export function authorizationUrl({ url, expires_in, expires_at, time }, announce) {
  const link = element('a', url.href, { href: url.href, id: 'authorization-url' })
  const expiry = element('p', [], { id: 'expiry', class: 'note' })
  const tick = () => {
    const left = Math.ceil((expires_at - Date.now()) / 1000)
    if (left > 0) return (expiry.textContent = `Follow it to sign in. The server keeps the request for ${expires_in} seconds: ${left} left.`)
    clearInterval(countdown)
    $('continue-line').hidden = true
    expiry.textContent = 'The request has expired: the server refuses this URL. Push again.'
    $('step-url').className = 'bad'
    announce('The request has expired. Push again.')
  }
  countdown = setInterval(tick, 1000)
  $('continue').href = url.href
  $('continue-line').hidden = false
  done('url', `judged in ${milliseconds(time)}`, [element('p', [link]), expiry])
  tick()
}

function done(step, time, content, keep = false, bad = false) {
  const item = $(`step-${step}`)
  item.className = bad ? 'bad' : ''
  item.querySelector('.time').textContent = typeof time === 'number' ? milliseconds(time) : time
  const shown = item.querySelector('.shown')
  if (!keep) shown.replaceChildren()
  shown.append(...content)
}

function foldAway() {
  for (const step of ['request', 'answer']) {
    const shown = $(`step-${step}`).querySelector('.shown')
    const summary = step === 'request' ? 'A first request, without the nonce that the server demands' : 'Its answer: use the nonce of this answer'
    shown.replaceChildren(element('details', [element('summary', summary), ...shown.childNodes], { class: 'folded' }))
  }
}

function requestLines(url, { method, headers, body }, ours) {
  const lines = [[element('b', method), ` ${url}`]]
  for (const [name, value] of Object.entries(headers)) lines.push(named(`${name}: `, !ours && name === 'authorization' ? `Basic ${HIDDEN}` : value))
  lines.push([])
  String(body).split('&').forEach((pair, index) => {
    const [name, value] = pair.split('=')
    lines.push(named(`${index ? '&' : ''}${name}=`, !ours && name === 'client_secret' ? HIDDEN : value))
  })
  return lines
}

/** The JWTs of a request, opened. Their signatures are for the server to verify. */
function decoded({ headers, body }) {
  const values = { dpop: headers.dpop, ...Object.fromEntries(body) }
  return Object.entries(JWTS).filter(([name]) => values[name]).map(([name, title]) => {
    const [header, payload] = values[name].split('.').slice(0, 2).map((part) => JSON.stringify(JSON.parse(fromBase64url(part)), null, 2))
    const lines = [named('header ', header), named('payload ', payload)]
    return element('details', [element('summary', `${title}, decoded`), code(`${title}, decoded`, lines)], { open: '', class: 'jwt' })
  })
}

function fromBase64url(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
