// Certificates for TLS on loopback. Node reads X.509 but does not create it: openssl does.
import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** A certificate that signs itself, for 127.0.0.1. @returns {Promise<{cert: string, key: string}>} PEM */
export async function selfSigned(name) {
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`]
  const extensions = ['subjectAltName=IP:127.0.0.1', 'basicConstraints=critical,CA:FALSE'].flatMap((text) => ['-addext', text])
  const pem = await openssl([...args, ...extensions, '-keyout', '-', '-out', '-'])
  const part = (label) => new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----\n`).exec(pem)[0]
  return { cert: part('CERTIFICATE'), key: part('PRIVATE KEY') }
}

/** What a client registers so that the server knows its certificate (RFC 8705 sections 2.1.2 and 2.2.2). */
export function registered({ cert }) {
  const { publicKey, raw, fingerprint256, subject } = new X509Certificate(cert)
  const thumbprint = Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')
  return { subject, jwk: { ...publicKey.export({ format: 'jwk' }), kid: 'certificate', x5c: [raw.toString('base64')], 'x5t#S256': thumbprint } }
}

async function openssl(args) {
  try {
    return (await execute('openssl', args, { timeout: 10_000 })).stdout
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error('the program openssl is not installed: apt-get install openssl', { cause: error })
    throw error
  }
}
