// The form: what is shown for which choice, what was chosen, and the same choice after the sign-in.
import { $ } from './dom.js'
import { FormError } from './failures.js'

const form = $('form')
const REMEMBERED = ['server', 'issuer', 'discovery', 'client_id', 'method', 'scope', 'redirect_uri', 'more', 'shape']
const TOGGLES = ['dpop', 'request_object']

/**
 * @typedef {object} Demo
 * @property {string} issuer
 * @property {Record<string, {client_id: string, client_secret?: string}>} clients by token_endpoint_auth_method
 * @property {JsonWebKey} key of each of them
 */

/** @param {Demo | undefined} demo the embedded server, if there is one */
export function prepare(demo) {
  $('origin').textContent = location.origin
  form.redirect_uri.value = new URL('.', location.href).href
  const embedded = form.querySelector('[value=embedded]')
  if (!demo) {
    embedded.disabled = true
    form.server.value = 'own'
  }
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'server') fill(demo)
    show(demo)
  })
  fill(demo)
  show(demo)
}

function fill(demo) {
  const ours = form.server.value === 'embedded'
  form.secret.value = ours ? demo.clients.client_secret_post.client_secret : ''
  form.key.value = ours ? JSON.stringify(demo.key) : ''
}

function show(demo) {
  const ours = form.server.value === 'embedded'
  $('issuer-field').hidden = ours
  $('secret-field').hidden = !form.method.value.startsWith('client_secret')
  $('key-field').hidden = !needsKey()
  form.secret.type = ours ? 'text' : 'password'
  $('server-hint').textContent = ours
    ? `oidc-provider, on this machine: ${demo.issuer}`
    : demo
      ? 'Any server with pushed authorization requests.'
      : 'Any server with pushed authorization requests. The embedded one comes with cargo xtask demo.'
  $('secret-hint').textContent = ours ? 'A demo secret. Change it to see the server refuse.' : 'It goes to that server only, and is not kept. Use one made for tests.'
  $('key-hint').textContent = ours ? 'A demo key, whose public half the server knows.' : 'It stays in this page, and is not kept. Use one made for tests.'
}

const needsKey = () => form.method.value === 'private_key_jwt' || form.request_object.checked

/**
 * What was chosen.
 * @param {Demo | undefined} demo
 */
export function choice(demo) {
  const text = (name) => form[name].value.trim()
  const method = form.method.value
  const ours = form.server.value === 'embedded'
  return {
    ours,
    issuer: ours ? demo.issuer : text('issuer'),
    discovery: ours ? 'oidc' : form.discovery.value,
    client_id: ours ? demo.clients[method].client_id : text('client_id'),
    method,
    secret: form.secret.value,
    key: form.key.value,
    needsKey: needsKey(),
    dpop: form.dpop.checked,
    request_object: form.request_object.checked,
    scope: text('scope'),
    redirect_uri: text('redirect_uri'),
    more: form.more.value.split('\n').map((line) => line.trim()).filter(Boolean).map(pair),
    shape: form.shape.value,
  }
}

function pair(line) {
  const at = line.indexOf('=')
  if (at < 1) throw new FormError(`"${line}" is not a parameter: write name=value.`, 'more')
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
}

/** Everything but secret and key. */
export const remembered = () =>
  Object.fromEntries([...REMEMBERED.map((name) => [name, form[name].value]), ...TOGGLES.map((name) => [name, form[name].checked])])

/** @param {ReturnType<typeof remembered>} values @param {Demo | undefined} demo */
export function recall(values, demo) {
  for (const name of REMEMBERED) if (demo || name !== 'server') form[name].value = values[name] ?? form[name].value
  for (const name of TOGGLES) form[name].checked = values[name] === true
  fill(demo)
  show(demo)
}
