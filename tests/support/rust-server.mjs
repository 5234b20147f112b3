// The authorization server of the Rust client's tests: demands pushed requests and DPoP nonces.
import { randomBytes } from 'node:crypto'
import * as authorizationServer from './authorization-server.mjs'

/** @param {object} [options] further options of the server */
export const start = (options) =>
  authorizationServer.start({
    features: { dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true } },
    record: true,
    ...options,
  })

/** The pushes that the server answered, in order. */
export const pushes = ({ exchanges }) => exchanges.filter(({ url }) => new URL(url).pathname === '/request')
