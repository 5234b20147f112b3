// Runs a command with the authorization server beside it, whose issuer the variable OAUTH4WASM_ISSUER names.
// Fails where the command does, and where no request was pushed as the tests of Rust on wasm32 push it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pushes, start } from '../support/rust-server.mjs'

const [command, ...args] = process.argv.slice(2)
// A page of the test runner has a port of its own choice.
const server = await start({ anyOrigin: true })
const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, OAUTH4WASM_ISSUER: server.issuer } })
const [code, signal] = await once(child, 'close')
const statuses = pushes(server).map(({ status }) => status)
await server.close()
console.log(`the server answered the pushes with ${statuses.join(', ') || 'nothing: there was none'}`)
const isRetried = statuses.join() === '400,201'
process.exitCode = code === 0 && !signal && isRetried ? 0 : 1
