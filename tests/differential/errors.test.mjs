// The error classes, made by a user and thrown by the package (par.md §16.1).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { same, sameAll } from './harness.mjs'
import { bomb, MISFITS, throwing, THROWN } from './inputs.mjs'
import { entry, oracleEntry } from './modules.mjs'

const CLASSES = ['OperationProcessingError', 'UnsupportedOperationError', 'ResponseBodyError', 'WWWAuthenticateChallengeError', 'AuthorizationResponseError']
const sound = (t, name, more) => ({
  ResponseBodyError: () => ({ cause: t.mark('cause', { error: 'x', error_description: 'd', z: 1 }), response: t.mark('response', new Response('x', { status: 418 })) }),
  WWWAuthenticateChallengeError: () => ({ cause: t.mark('cause', [{ scheme: 'basic', parameters: {} }]), response: t.mark('response', new Response('x', { status: 401 })) }),
  AuthorizationResponseError: () => ({ cause: t.mark('cause', new URLSearchParams('error=x&error_description=d&error=y&state=s')) }),
}[name] ?? (() => ({ cause: t.mark('cause', { any: 'thing' }), code: 'MY_CODE' })))(more)
/** The error, and what a user reads of it. */
const made = (error) => [error, error.message, error.name, String(error), typeof error.stack, error.code, error.cause, JSON.stringify(Object.entries(error).filter(([key]) => key !== 'cause'))]

for (const name of CLASSES) {
  const build = (m, ...args) => made(new m[name](...args))
  same(`${name} as it should be made`, (m, t) => build(m, 'text', sound(t, name)), 'returned')
  same(`${name} called without new`, (m, t) => t.step('the call', () => m[name]('text', sound(t, name))), 'resolved')
  same(`${name} without arguments`, (m) => build(m))
  same(`${name} without options`, (m) => build(m, 'text'))
  same(`${name} with empty options`, (m) => build(m, 'text', {}))
  sameAll(`${name}: message`, MISFITS.map(([label, make]) => [label, (m, t) => build(m, make(t), sound(t, name))]))
  sameAll(`${name}: options`, MISFITS.map(([label, make]) => [label, (m, t) => build(m, 'text', make(t))]))
  for (const member of ['cause', 'code', 'response']) {
    sameAll(`${name}: options.${member}`, MISFITS.map(([label, make]) => [label, (m, t) => build(m, 'text', { ...sound(t, name), [member]: make(t) })]))
    same(`${name}: without options.${member}`, (m, t) => { const options = sound(t, name); delete options[member]; return build(m, 'text', options) })
    same(`${name}: options.${member} inherited`, (m, t) => build(m, 'text', Object.create(sound(t, name))))
    sameAll(`${name}: options.${member} throws`, THROWN.map(([label, make]) => [label, (m, t) => build(m, 'text', bomb(sound(t, name), member, make(t, m)))]))
  }
  sameAll(`${name}: unusual options`, [
    ['frozen', (m, t) => build(m, 'text', Object.freeze(sound(t, name))), 'returned'],
    ['more members', (m, t) => build(m, 'text', { ...sound(t, name), name: 'Other', message: 'other', status: 1, error: 'other', stack: 'other' }), 'returned'],
    ['third argument', (m, t) => build(m, 'text', sound(t, name), { code: 'third' }), 'returned'],
    ['throwing proxy', (m, t) => build(m, 'text', throwing(t)), 'RangeError'],
  ])
  same(`${name}: reading order of options`, (m, t) => new m[name]('text', t.trace('options', sound(t, name))), 'returned')

  same(`${name}: what it is`, (m, t) => {
    const error = new m[name]('text', sound(t, name))
    return [error instanceof Error, error instanceof TypeError, CLASSES.map((other) => error instanceof m[other]), error instanceof t.other[name], Object.prototype.toString.call(error), error.constructor === m[name], Object.keys(error).filter((key) => key !== 'cause')]
  }, 'returned')
  same(`${name}: its members can be changed`, (m, t) => {
    const error = new m[name]('text', sound(t, name))
    Object.assign(error, { name: 'Renamed', code: 'CHANGED', cause: 5, message: 'changed', more: 1 })
    return made(error)
  }, 'returned')
  same(`${name}: a subclass`, (m, t) => made(new (class Mine extends m[name] {})('text', sound(t, name))), 'returned')
  same(`${name}: a subclass with fields`, (m, t) => {
    class Mine extends m[name] { extra = 1; constructor(...args) { super(...args); this.late = 2 } }
    const error = new Mine('text', sound(t, name))
    return [made(error), error instanceof Mine, error instanceof m[name], error instanceof Error]
  }, 'returned')
  same(`${name}: a hundred of them`, (m, t) => { let error; for (let i = 0; i < 100; i++) error = new m[name](String(i), sound(t, name)); return made(error) }, 'returned')
  same(`${name}: stackTraceLimit 0`, (m, t) => { t.patch(Error, 'stackTraceLimit', 0); return new m[name]('text', sound(t, name)) }, 'returned')
}

const memberOf = (name, cause) => (m, t) => made(new m[name]('text', { cause, response: t.mark('response', new Response('x', { status: 400 })) }))
sameAll('ResponseBodyError: causes', [
  {}, { error: '' }, { error: 7 }, { error: 'x' }, { error: 'x', error_description: 7 }, { error: 'x', error_description: null }, { error: 'x', error_description: undefined }, { error: 'x', status: 9, code: 9, name: 9, response: 9 },
  Object.create({ error: 'inherited' }), Object.freeze({ error: 'x' }), [], 'text',
].map((cause) => [JSON.stringify(cause), memberOf('ResponseBodyError', cause)]))
sameAll('AuthorizationResponseError: causes', ['', 'error=x', 'error=x&error_description=d', 'error=&error_description=', 'error=x&error=y&error_description=a&error_description=b', 'state=s&iss=i'].map((text) =>
  [text, (m) => made(new m.AuthorizationResponseError('text', { cause: new URLSearchParams(text) })), 'returned']))
sameAll('statuses', [undefined, null, 'x', 200, NaN, {}].flatMap((status) => ['ResponseBodyError', 'WWWAuthenticateChallengeError'].map((name) =>
  [`${name} ${status}`, (m, t) => made(new m[name]('text', { cause: { error: 'x' }, response: t.mark('response', { status }) })), 'returned'])))

// The layout of par.md §16.1, in a thread that has not yet made any such error (see FORGETFUL in snapshot.mjs).
const SCRIPT = `
const { parentPort, workerData } = require('node:worker_threads')
const layout = (error) => Reflect.ownKeys(error).filter((key) => key !== 'stack' && key !== 'message')
  .map((key) => key + (Object.getOwnPropertyDescriptor(error, key).enumerable ? ' E' : '')).join(', ')
import(workerData).then(async (m) => {
  const process = (init, body) => m.processPushedAuthorizationResponse({ issuer: 'i' }, { client_id: 'c' }, new Response(body, init)).then(() => 'resolved', (error) => error)
  const response = new Response('x', { status: 400 })
  const errors = {
    'made OperationProcessingError': new m.OperationProcessingError('m', { cause: 1, code: 'C' }),
    'made OperationProcessingError, bare': new m.OperationProcessingError('m'),
    'made UnsupportedOperationError': new m.UnsupportedOperationError('m', { cause: 1 }),
    'made UnsupportedOperationError, bare': new m.UnsupportedOperationError('m'),
    'made ResponseBodyError': new m.ResponseBodyError('m', { cause: { error: 'x' }, response }),
    'made WWWAuthenticateChallengeError': new m.WWWAuthenticateChallengeError('m', { cause: [], response }),
    'made AuthorizationResponseError': new m.AuthorizationResponseError('m', { cause: new URLSearchParams('error=x') }),
    'thrown ResponseBodyError': await process({ status: 400, headers: { 'content-type': 'application/json' } }, '{"error":"x"}'),
    'thrown WWWAuthenticateChallengeError': await process({ status: 401, headers: { 'www-authenticate': 'Basic' } }, ''),
    'thrown OperationProcessingError': await process({ status: 500 }, ''),
    'thrown TypeError': await m.pushedAuthorizationRequest().catch((error) => error),
  }
  return Object.fromEntries(Object.entries(errors).map(([name, error]) => [name, [error.constructor.name, layout(error)]]))
}).then((found) => parentPort.postMessage(found), (error) => parentPort.postMessage(String(error)))`
const cold = (url) => new Promise((resolve, reject) => {
  const worker = new Worker(SCRIPT, { eval: true, workerData: url.href })
  worker.once('message', (found) => { worker.terminate(); resolve(found) })
  worker.once('error', reject)
})
const LAYOUTS = {
  'made OperationProcessingError': 'cause, code E, name E',
  'made OperationProcessingError, bare': 'code E, name E',
  'made UnsupportedOperationError': 'cause, code E, name E',
  'made UnsupportedOperationError, bare': 'code E, name E',
  'made ResponseBodyError': 'cause E, code E, error E, status E, error_description E, response, name E',
  'made WWWAuthenticateChallengeError': 'cause E, code E, response, status E, name E',
  'made AuthorizationResponseError': 'cause E, code E, error E, error_description E, name E',
  'thrown ResponseBodyError': 'cause E, code E, error E, status E, error_description E, response, name E',
  'thrown WWWAuthenticateChallengeError': 'cause E, code E, response, status E, name E',
  'thrown OperationProcessingError': 'cause, code E, name E',
  'thrown TypeError': 'cause, code E',
}
const both = Promise.all([cold(oracleEntry), cold(entry)])
for (const [name, layout] of Object.entries(LAYOUTS)) {
  test(`layout of a first error: ${name}`, async () => {
    const [theirs, ours] = await both
    assert.deepEqual(theirs[name], [name.match(/ (\w+)/)[1], layout], 'the oracle is not as par.md says')
    assert.deepEqual(ours[name], theirs[name])
  })
}
