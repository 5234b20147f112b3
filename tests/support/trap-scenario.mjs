// A trap inside the wasm rejects every call in flight, raises nothing else, and the next call works.
// Web APIs only, plus `process` where the runtime has one.
import { assert, delay, equal, runChecks } from './checks.mjs'

const FAULTS = ['panic', 'unreachable', 'oom', 'stack', 'recursion', 'throw']
const KINDS = [...FAULTS.flatMap((fault) => [`${fault}-before-await`, `${fault}-after-await`]), 'panic-after-hook', 'panic-during-hook']
const TRAPS_IN_A_ROW = 300
/** The last one may be in use, and what a collector finds on the stack it keeps. */
const INSTANCES_LEFT = 10
const STEPS_OF_STACK = 60
const GROWTH_OF_HEAP = 4_000_000
const MUCH = 64_000_000
const IN_FLIGHT = 50
const NEVER_SETTLING = 5

const server = { issuer: 'https://as.example', pushed_authorization_request_endpoint: 'https://as.example/par' }
const client = { client_id: 'client' }

/** @param {typeof import('oauth4webapi') & {trap(kind: string, promise: Promise<unknown>, hook?: () => unknown): Promise<never>}} oauth the test-only build */
export async function run(oauth) {
  const uncaught = watch()

  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
  const push = (customFetch, options) =>
    oauth.pushedAuthorizationRequest(server, client, oauth.ClientSecretBasic('secret'), { a: 'b' }, { ...options, [oauth.customFetch]: customFetch })

  const answer = (number) => Response.json({ request_uri: `urn:${number}`, expires_in: 60 }, { status: 201 })

  /** A hook whose promise rejects when its call is over. */
  async function rejectsLate() {
    await delay(60)
    throw new Error('late rejection of a hook')
  }

  async function contained(kind) {
    // Answers that come after the trap, every fifth a rejection: nobody awaits them any more, and nobody may hear of them.
    const late = async (number) => {
      await delay(100 + (number % 10) * 5)
      if (number % 5 === 0) throw new Error('late rejection of a customFetch')
      return answer(number)
    }
    // Without DPoP there is nothing left to do once the request is sent: such calls end as their fetch does.
    const sent = Promise.allSettled(Array.from({ length: IN_FLIGHT }, (_, number) => push(() => late(number))))
    await Promise.resolve()
    await Promise.resolve()
    const calls = [
      ...Array.from({ length: IN_FLIGHT }, (_, number) => push(() => late(number), { DPoP })),
      ...Array.from({ length: NEVER_SETTLING }, () => push(() => new Promise(() => {}), { DPoP })),
      oauth.trap(kind, delay(20), kind.endsWith('during-hook') ? rejectsLate : () => delay(20)),
    ]
    const outcomes = await Promise.allSettled(calls)
    equal(outcomes.length, IN_FLIGHT + NEVER_SETTLING + 1, 'calls')
    outcomes.forEach(({ status, reason }, index) => {
      equal(status, 'rejected', `call ${index}`)
      assert(reason instanceof oauth.OperationProcessingError, `call ${index}: ${reason}`)
      equal(reason.name, 'OperationProcessingError', `call ${index}: name`)
      equal(reason.code, 'OAUTH_INTERNAL_ERROR', `call ${index}: code`)
      assert(reason.cause !== undefined, `call ${index}: cause`)
    })

    ;(await sent).forEach(({ status, value, reason }, number) => {
      if (number % 5 === 0) equal(reason?.message, 'late rejection of a customFetch', `sent ${number}`)
      else equal(value?.status, 201, `sent ${number}: ${status} ${reason}`)
    })

    const pushes = Array.from({ length: IN_FLIGHT }, async (_, number) => {
      const response = await push(() => delay(number % 10).then(() => answer(number)), { DPoP })
      return oauth.processPushedAuthorizationResponse(server, client, response)
    })
    const answers = await Promise.all(pushes)
    answers.forEach(({ request_uri }, number) => equal(request_uri, `urn:${number}`, 'answer after the trap'))

    await delay(200)
    // What the dead instance left behind must be quiet when it is collected, too.
    collectGarbage()
    await delay(20)
    equal(uncaught.splice(0).join('; '), '', 'uncaught')
  }

  const results = await runChecks(Object.fromEntries(KINDS.map((kind) => [kind, () => contained(kind)])), 4)
  const more = {
    'what was read before a trap is read again after it': unchanged,
    'a trap inside a customFetch': () => inside((trap) => push(trap)),
    'a trap inside a client authentication': () => inside((trap) => oauth.pushedAuthorizationRequest(server, client, trap, {})),
    'a trap inside a hook of an assertion': async () => {
      const { privateKey } = await oauth.generateKeyPair('ES256')
      return inside((trap) => oauth.pushedAuthorizationRequest(server, client, oauth.PrivateKeyJwt(privateKey, { [oauth.modifyAssertion]: trap }), {}))
    },
    'a trap inside a getter': () =>
      inside((trap) => oauth.pushedAuthorizationRequest({ ...server, get pushed_authorization_request_endpoint() { return trap() } }, client, oauth.None(), {})),
    'a trap inside a getter of a synchronous call': () =>
      inside(async (trap) => oauth.validateAuthResponse({ get issuer() { return trap() } }, client, new URLSearchParams(), 's')),
    'a call during which another one traps goes no further': stopped,
    'a stack that is exhausted somewhere in a call inside a getter': exhausted,
    [`${TRAPS_IN_A_ROW} traps in a row`]: inARow,
  }
  results.push(...(await runChecks(more, 15)))
  return results

  /** The call during which another one traps fails with it, and the next one works. */
  async function inside(call) {
    for (const kind of ['panic-before-await', 'oom-before-await', 'recursion-before-await']) {
      let trapped
      const waiting = push(() => new Promise(() => {}), { DPoP })
      const trap = () => {
        trapped = oauth.trap(kind, Promise.resolve())
        trapped.catch(() => {})
        return answer(0)
      }
      const outcomes = await Promise.allSettled([call(trap), waiting])
      assert(trapped !== undefined, 'the function of the caller was called')
      outcomes.push(...(await Promise.allSettled([trapped])))
      outcomes.forEach(({ status, reason }, index) => {
        equal(status, 'rejected', `${kind}: call ${index}`)
        equal(reason?.code, 'OAUTH_INTERNAL_ERROR', `${kind}: call ${index}: ${reason}`)
      })
      equal((await push(async () => answer(1), { DPoP })).status, 201, 'the next call')
    }
    await delay(20)
    equal(uncaught.splice(0).join('; '), '', 'uncaught')
  }

  async function stopped() {
    const gone = []
    const further = (what, value) => {
      gone.push(what)
      return value
    }
    const trap = () => void oauth.trap('panic-before-await', Promise.resolve()).catch(() => {})
    const issuer = 'https://as.example'
    const asynchronous = {
      get algorithm() { return trap() },
      get headers() { return further('a member') },
      [oauth.customFetch]: () => further('fetch', answer(0)),
    }
    const synchronous = { get issuer() { return trap() ?? issuer }, get authorization_response_iss_parameter_supported() { return further('metadata') } }
    equal((await oauth.discoveryRequest(new URL(issuer), asynchronous).catch((error) => error)).code, 'OAUTH_INTERNAL_ERROR', 'a request')
    try {
      gone.push(oauth.validateAuthResponse(synchronous, client, new URLSearchParams({ state: 's', iss: issuer, code: 'c' }), 's'))
    } catch (error) {
      equal(error.code, 'OAUTH_INTERNAL_ERROR', 'a synchronous call')
    }
    await delay(20)
    equal(gone.join(', '), '', 'what was done after the trap')
    equal((await push(async () => answer(1), { DPoP })).status, 201, 'the next call')
    equal(uncaught.splice(0).join('; '), '', 'uncaught')
  }

  /** The stack ends a little further into the inner call each time. */
  async function exhausted() {
    const callback = new URLSearchParams({ state: 'state', iss: server.issuer, code: 'code' })
    const inner = () => oauth.validateAuthResponse(server, client, callback, 'state')
    const deeper = (step, then) => (step > 0 ? deeper(step - 1, then) : then())
    // The deepest call that fails otherwise than for want of stack has trapped; else the deepest that works is the last.
    const deepest = () => {
      try {
        return deepest()
      } catch (error) {
        return error.code === 'OAUTH_INTERNAL_ERROR' ? error : inner()
      }
    }
    let trapped = 0
    for (let step = 0; step < STEPS_OF_STACK; step++) {
      const as = { ...server, get issuer() { return deeper(step, deepest) && server.issuer } }
      const outcome = await oauth.pushedAuthorizationRequest(as, client, oauth.None(), {}, { [oauth.customFetch]: async () => answer(1) }).catch((error) => error)
      if (outcome.code === 'OAUTH_INTERNAL_ERROR') trapped++
      else equal(outcome.status, 201, `step ${step}: ${outcome}`)
      equal((await push(async () => answer(1), { DPoP })).status, 201, 'the next call')
    }
    assert(trapped > 0, 'no call trapped')
    await delay(20)
    equal(uncaught.splice(0).join('; '), '', 'uncaught')
    return { trapped }
  }

  async function inARow() {
    const instances = countInstances()
    const heap = []
    try {
      for (let count = 1; count <= TRAPS_IN_A_ROW; count++) {
        const outcome = await oauth.trap('panic-before-await', Promise.resolve()).catch(({ code }) => code)
        equal(outcome, 'OAUTH_INTERNAL_ERROR', `trap ${count}`)
        if (count % 100 === 0) heap.push(await heapUsed())
      }
      assert(instances.made() >= TRAPS_IN_A_ROW - 1, `only ${instances.made()} instances`)
    } finally {
      instances.stop()
    }
    equal((await push(async () => answer(1), { DPoP })).status, 201, 'the next call')
    equal(uncaught.splice(0).join('; '), '', 'uncaught')
    const left = await instances.left()
    assert(left <= INSTANCES_LEFT, `of ${TRAPS_IN_A_ROW} memories ${left} are not collected`)
    const growth = heap.at(-1) - heap[0]
    assert(!(growth > GROWTH_OF_HEAP), `the memory grew: ${heap.join(' ')}`)
    return { left, heap }
  }

  async function unchanged() {
    const verifier = oauth.generateRandomCodeVerifier()
    const before = await oauth.calculatePKCECodeChallenge(verifier)
    await oauth.trap(KINDS[0], Promise.resolve()).catch(() => {})
    equal(await oauth.calculatePKCECodeChallenge(verifier), before, 'challenge')
    assert(/^[\w-]{43}$/.test(oauth.generateRandomState()), 'state')
  }
}

/** Counts the instances that are made from now on, and those of them whose memory is collected. */
function countInstances() {
  const { Instance } = WebAssembly
  let made = 0
  let collected = 0
  // A WeakRef would keep them until the runtime's next task.
  const memories = new FinalizationRegistry(() => collected++)
  WebAssembly.Instance = function (...values) {
    const instance = new Instance(...values)
    memories.register(instance.exports.memory)
    made++
    return instance
  }
  return {
    made: () => made,
    stop() {
      WebAssembly.Instance = Instance
    },
    async left() {
      for (let turn = 0; turn < 200 && made - collected > INSTANCES_LEFT; turn++) {
        // A runtime that cannot be asked collects when much is allocated.
        if (!collectGarbage()) new ArrayBuffer(MUCH)
        await delay(20)
      }
      return made - collected
    },
  }
}

/** Bytes in use, the memories of instances among them, where the runtime tells. */
async function heapUsed() {
  if (typeof process !== 'object' || typeof process.memoryUsage !== 'function') return NaN
  let least = Infinity
  for (let turn = 0; turn < 5; turn++) {
    await delay(1)
    collectGarbage()
    const { heapUsed, external, arrayBuffers } = process.memoryUsage()
    least = Math.min(least, heapUsed + external + arrayBuffers)
  }
  return least
}

/** Whether the runtime can be asked for it. */
function collectGarbage() {
  if (typeof gc === 'function') gc()
  else if (typeof Bun === 'object') Bun.gc(true)
  else return false
  return true
}

function watch() {
  const seen = []
  const note = (kind) => (value) => {
    value?.preventDefault?.()
    seen.push(`${kind}: ${value?.reason ?? value?.error ?? value}`)
  }
  if (typeof process === 'object' && typeof process.on === 'function') {
    process.on('unhandledRejection', note('unhandledRejection'))
    process.on('uncaughtException', note('uncaughtException'))
  }
  if (typeof addEventListener === 'function') {
    addEventListener('unhandledrejection', note('unhandledrejection'))
    addEventListener('error', note('error'))
  }
  return seen
}
