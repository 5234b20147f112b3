import { spawn } from 'node:child_process'

const running = new Set()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/** Starts a program that is killed when the test, or this process, ends. */
export function launch(t, command, args, options) {
  const child = spawn(command, args, options)
  running.add(child)
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: undefined, error }))
    child.on('close', (code, signal) => resolve({ code, signal }))
  }).finally(() => running.delete(child))
  t.after(() => {
    child.kill('SIGKILL')
    return ended
  })
  return { child, ended }
}

/** Runs a program to its end. @returns {Promise<{code: number | null, stdout: string, stderr: string}>} */
export async function run(t, command, args, { seconds = 30, ...options } = {}) {
  const { child, ended } = launch(t, command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text))
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
  const { code, signal, error } = await ended
  clearTimeout(timer)
  if (error) throw error
  return { code: code ?? signal, ...output }
}
