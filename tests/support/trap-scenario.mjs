// A trap inside the wasm rejects every call in flight, raises nothing else, and the next call works.
// Web APIs only, plus `process` where the runtime has one.
import { assert, delay, equal, runChecks } from './checks.mjs'

const KINDS = ['panic', 'unreachable', 'oom', 'stack'].flatMap((fault) => [`${fault}-before-await`, `${fault}-after-await`])
const IN_FLIGHT = 50
const NEVER_SETTLING = 5

const server = { issuer: 'https://as.example', pushed_authorization_request_endpoint: 'https://as.example/par' }
const client = { client_id: 'client' }

/** @param {typeof import('oauth4webapi') & {trap(kind: string, promise: Promise<unknown>): Promise<never>}} oauth the test-only build */
export async function run(oauth) {
  const uncaught = watch()

  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
  const push = (customFetch, options) =>
    oauth.pushedAuthorizationRequest(server, client, oauth.ClientSecretBasic('secret'), { a: 'b' }, { ...options, [oauth.customFetch]: customFetch })

  const answer = (number) => Response.json({ request_uri: `urn:${number}`, expires_in: 60 }, { status: 201 })

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
      oauth.trap(kind, delay(20)),
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
  results.push(...(await runChecks({ 'what was read before a trap is read again after it': unchanged })))
  return results

  async function unchanged() {
    const verifier = oauth.generateRandomCodeVerifier()
    const before = await oauth.calculatePKCECodeChallenge(verifier)
    await oauth.trap(KINDS[0], Promise.resolve()).catch(() => {})
    equal(await oauth.calculatePKCECodeChallenge(verifier), before, 'challenge')
    assert(/^[\w-]{43}$/.test(oauth.generateRandomState()), 'state')
  }
}

function collectGarbage() {
  if (typeof gc === 'function') gc()
  else if (typeof Bun === 'object') Bun.gc(true)
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
