/** Where `npm start` listens. */
export const DEFAULT_SERVER = 'http://127.0.0.1:3000'

// `new URL` lets `*`, `;` and quotes into a host name, and this one goes into a security policy.
// A policy knows neither addresses in brackets (IPv6) nor a dot at the end: what it cannot name cannot be reached.
const PLAIN_HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?::\d+)?$/

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3})\.?(?:[:/]|$)/i

/** The origin a person means by an address, or null where it can be no server of ours. */
export function serverAddress(text: string): string | null {
  const url = meant(text)
  // The same host, by a name that certificates and policies know.
  if (url !== null) url.hostname = url.hostname.replace(/\.$/, '')
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null
  if (url.username !== '' || url.password !== '' || !PLAIN_HOST.test(url.host)) return null
  return url.origin
}

/** The server named on the command line (`--server=…`) or in FRONTDESK_URL. */
export function namedServer(argv: readonly string[], env: NodeJS.ProcessEnv): string | null {
  const flag = argv.findLast((argument) => argument.startsWith('--server='))
  const text = flag?.slice('--server='.length) ?? env['FRONTDESK_URL'] ?? ''
  return text === '' ? null : serverAddress(text)
}

/** Whether somebody typed numbers of the kind that a content policy cannot name (IPv6). */
export const isBracketed = (text: string): boolean => meant(text)?.hostname.startsWith('[') ?? false

function meant(text: string): URL | null {
  const typed = text.trim()
  const scheme = LOOPBACK.test(typed) ? 'http' : 'https'
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `${scheme}://${typed}`)
}
