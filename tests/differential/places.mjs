// The four places at which a token is signed, with one face: `place(m, t, { hook options, client, alg, reply })`.
import { client, par, server } from './inputs.mjs'
import { pairs } from './keys.mjs'

export const SECRET = 'a secret of some length, as RFC 7518 §3.2 would have it'

const pairOf = (t, alg = 'ES256') => t.key(alg, pairs[alg].closed)

export const PLACES = {
  PrivateKeyJwt: (m, t, { options, alg, client: c = client(), as = server(), ...given } = {}) =>
    par(m, t, { ...given, as, client: c, auth: m.PrivateKeyJwt({ key: pairOf(t, alg).privateKey }, options) }),
  ClientSecretJwt: (m, t, { options, client: c = client(), as = server(), ...given } = {}) =>
    par(m, t, { ...given, as, client: c, auth: m.ClientSecretJwt(t.secret(SECRET), options) }),
  DPoP: (m, t, { options, alg, client: c = client(), as = server(), ...given } = {}) =>
    par(m, t, { ...given, as, client: c, options: { DPoP: t.mark('handle', m.DPoP(c, pairOf(t, alg), options), { after: false }) } }),
  issueRequestObject: (m, t, { options, alg, client: c = client(), as = server(), parameters = { a: '1', state: 's' } } = {}) =>
    m.issueRequestObject(t.mark('as', as), t.mark('client', c), parameters, pairOf(t, alg).privateKey, options),
}
