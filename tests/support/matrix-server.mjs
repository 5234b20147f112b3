// The authorization server of the matrix: knows every client, demands PAR and DPoP nonces, takes request objects and client certificates.
import { randomBytes } from 'node:crypto'
import * as authorizationServer from './authorization-server.mjs'
import { registered, selfSigned } from './certificates.mjs'
import { SIGNATURES, createClients, registration } from './clients.mjs'
import { VARIATIONS } from './matrix-scenario.mjs'

const FEATURES = {
  dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
  requestObjects: { enabled: true },
  mTLS: {
    enabled: true,
    selfSignedTlsClientAuth: true,
    tlsClientAuth: true,
    getCertificate: ({ socket }) => socket.getPeerX509Certificate?.(),
    certificateAuthorized: ({ socket }) => socket.authorized,
    certificateSubjectMatches: ({ socket }, property, expected) =>
      property === 'tls_client_auth_subject_dn' && socket.getPeerX509Certificate().subject === expected,
  },
}

/**
 * Stopped when the test ends.
 * @param {import('node:test').TestContext} t
 * @param {object} [options] further options of the server
 * @param {boolean} [options.tls] the issuer is https, as the alias endpoint always is
 * @param {boolean} [options.demand] the alias endpoint ends the TLS handshake without the certificate of the client
 */
export async function matrixServer(t, { tls = false, demand = false, ...options } = {}) {
  const [serverCertificate, clientCertificate] = await Promise.all([selfSigned('server'), selfSigned('client')])
  const clients = await createClients(registered(clientCertificate))
  const server = await authorizationServer.start({
    clients: Object.fromEntries(Object.values(clients).map((client) => [client.client_id, registration(client)])),
    features: FEATURES,
    algorithms: { dPoPSigningAlgValues: SIGNATURES },
    tls: tls ? serverCertificate : undefined,
    mtls: { ...serverCertificate, ca: demand ? clientCertificate.cert : undefined },
    record: true,
    ...options,
  })
  t.after(() => server.close())
  return { ...server, clients, ca: serverCertificate.cert, clientCertificate }
}

/** Every client with every variation. */
export const allCells = (clients) => Object.keys(clients).flatMap((client) => Object.keys(VARIATIONS).map((variation) => [client, variation]))
