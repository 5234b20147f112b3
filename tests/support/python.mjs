// A Python with the packages of a requirements file, in a folder of its own under target/.
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { root } from './paths.mjs'

const PIP = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--only-binary', ':all:', '--requirement']
const MISSING = 'python3 with its module venv is needed: apt-get install python3 python3-venv (PYTHON names another one)'

/**
 * Installs once for each text of the file.
 * @returns {Promise<(args: string[], input?: string) => Promise<string>>} runs it, resolves with what it prints
 */
export async function python(requirements, { command = process.env.PYTHON ?? 'python3', folder = join(root, 'target/e2e-python') } = {}) {
  const own = join(folder, 'bin/python')
  const done = join(folder, 'installed.txt')
  const wanted = await readFile(requirements, 'utf8')
  if ((await readFile(done, 'utf8').catch(() => undefined)) !== wanted) {
    await rm(folder, { recursive: true, force: true })
    await mkdir(dirname(folder), { recursive: true })
    await run(command, ['-m', 'venv', folder]).catch((cause) => {
      throw new Error(`${MISSING}\n${cause.message}`, { cause })
    })
    await run(own, [...PIP, requirements], undefined, 90)
    await writeFile(done, wanted)
  }
  return (args, input) => run(own, args, input)
}

function run(command, args, input = '', seconds = 30) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { timeout: seconds * 1000, killSignal: 'SIGKILL' })
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output.stdout)
      reject(new Error(`${command} ${args[0]} ${args[1] ?? ''} ended with ${code ?? signal}\n${output.stdout}${output.stderr}`))
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
