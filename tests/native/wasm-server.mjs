// Runs a command with the authorization server beside it, whose issuer the variable OAUTH4WASM_ISSUER names.
// Fails where the command does, and where the requests of tests/rust_web_server.rs did not arrive.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pushes, start } from '../support/rust-server.mjs'

/** The first push learns the nonce, the second knows it. */
const ANSWERS = [400, 201, 201]
const CLIENT = {
  client_id: 'wasm-secret-jwt',
  client_secret: 'a secret of 32 bytes, for HS256.',
  token_endpoint_auth_method: 'client_secret_jwt',
  token_endpoint_auth_signing_alg: 'HS256',
}

const [command, ...args] = process.argv.slice(2)
// A page of the test runner has a port of its own choice.
const server = await start({ anyOrigin: true, clients: { [CLIENT.client_id]: CLIENT } })
const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, OAUTH4WASM_ISSUER: server.issuer } })
const [code] = await once(child, 'close')
const statuses = pushes(server).map(({ status }) => status)
await server.close()
console.log(`the server answered the pushes with ${statuses.join(', ') || 'nothing: there was none'}`)
process.exitCode = code === 0 && statuses.join() === ANSWERS.join() ? 0 : 1
