// Agreed differences between oauth4webapi and oauth4wasm. Nothing else may differ. Each row has a probe: a case that
// differs only because of the row. differences.test.mjs fails when a probe no longer does, so no row outlives its reason.
import { version } from './modules.mjs'
import { NOTHING } from './snapshot.mjs'

export const differences = [
  {
    id: 'user-agent',
    reason: 'the header names the package that sends the request',
    accepts: ({ oracle, subject }) => /oauth4webapi\/v\d+\.\d+\.\d+/.test(oracle)
      && subject === oracle.replace(/oauth4webapi\/v\d+\.\d+\.\d+/, `oauth4wasm/v${version}`),
    probe: (m, t) => m.discoveryRequest(new URL('https://as.example'), { [m.customFetch]: t.fetch(null) }),
  },
  {
    id: 'message',
    reason: 'the sentences are ours; class, name, code, cause and subject are the contract (par.md §0), and messages.test.mjs holds the subject',
    accepts: ({ path, oracle, subject }) => /\/message$/.test(path) && [oracle, subject].every((text) => /^".+"$|units, sha256/s.test(text)),
    probe: (m) => m.processPushedAuthorizationResponse({ issuer: 'i' }, { client_id: 'c' }, new Response('', { status: 500 })),
  },
  {
    id: 'hint',
    reason: 'an own property says what to do next, where that is known; it is the last one, and everything else is equal and in order',
    accepts: ({ path, oracle, subject }) =>
      (/\)\.hint$/.test(path) && oracle === NOTHING && typeof subject === 'string' && subject.startsWith('"'))
      || (/\)\/keys$/.test(path) && subject === `${oracle}, hint`),
    probe: (m) => m.processPushedAuthorizationResponse({ issuer: 'i' }, { client_id: 'c' }, new Response('{}', { status: 200 })),
  },
]
