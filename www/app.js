// The page: form, push, sign-in, and back. What it shows is what the package sends: customFetch notes it on its way to fetch.
import { $, facts, milliseconds } from './dom.js'
import { explain } from './failures.js'
import { choice, prepare, recall, remembered } from './form.js'
import { push } from './push.js'
import { comeBack, remember } from './round-trip.js'
import * as wire from './wire.js'

const button = $('push')
let busy = true

try {
  const [oauth, demo] = await Promise.all([import('./oauth4wasm/index.js'), embeddedServer()])
  prepare(demo)
  const form = comeBack(oauth)
  if (form) recall(form, demo)
  $('form').addEventListener('submit', (event) => {
    event.preventDefault()
    if (!busy) submit(oauth, demo)
  })
  setBusy(false)
} catch (error) {
  fail({ title: 'The page could not start', words: error.message }, error)
}

/** @returns {Promise<import('./form.js').Demo | undefined>} nothing where the page is only files */
async function embeddedServer() {
  const response = await fetch('demo.json').catch(() => undefined)
  return response?.ok ? response.json() : undefined
}

async function submit(oauth, demo) {
  setBusy(true)
  $('failed').hidden = $('returned').hidden = true
  wire.reset()
  showWire()
  const where = { issuer: '', method: '', step: 'server' }
  const started = performance.now()
  try {
    const chosen = choice(demo)
    Object.assign(where, { issuer: chosen.issuer, method: chosen.method })
    const observer = wire.observer(chosen)
    const pushed = await push(oauth, chosen, {
      server: (...seen) => ((where.step = 'request'), observer.server(...seen)),
      request: (...seen) => ((where.step = 'answer'), observer.request(...seen)),
      answer: observer.answer,
    })
    remember(pushed, remembered())
    wire.authorizationUrl(pushed, announce)
    announce(`Pushed in ${milliseconds(performance.now() - started)}. The authorization URL is ready.`)
  } catch (error) {
    announce('')
    fail(explain(oauth, error, where), error)
  } finally {
    setBusy(false)
  }
}

// Not `disabled`: that would take the focus from whoever pressed it.
function setBusy(value) {
  busy = value
  button.setAttribute('aria-disabled', String(value))
  if (value) announce('Pushing…')
}

function announce(words) {
  $('status').textContent = words
}

function fail({ title, words }, error) {
  $('failed-title').textContent = title
  $('failed-words').textContent = words
  facts($('failed-facts'), { name: error.name, code: error.code, status: error.status, hint: error.hint })
  $('failed').hidden = false
  const field = error.field && $('form').elements[error.field]
  field?.focus()
}

// On a phone the steps are below the form.
function showWire() {
  const wire = $('wire')
  if (wire.getBoundingClientRect().top < innerHeight / 2) return
  wire.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
}
