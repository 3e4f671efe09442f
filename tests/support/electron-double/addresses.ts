// Chromium gives an origin to no scheme of ours, so the app's own schemes become hosts of a name that
// is reserved for tests; both sides only ever see the address that is theirs.
const SUFFIX = '.scheme.test'

/** `frontdesk-app://console/a` as Chromium is given it: `https://console.frontdesk-app.scheme.test/a`. */
export function toChromium(address: string, schemes: Iterable<string>): string {
  const scheme = [...schemes].find((name) => address.startsWith(`${name}://`))
  if (scheme === undefined) return address
  const [host = '', ...path] = address.slice(scheme.length + 3).split('/')
  return `https://${host}.${scheme}${SUFFIX}/${path.join('/')}`
}

/** The address the app knows, from the one Chromium has. */
export function toApp(address: string): string {
  const match = /^https:\/\/([^/]*)\.([a-z][a-z0-9+-]*)\.scheme\.test(?:\/|$)(.*)$/s.exec(address)
  return match === null ? address : `${match[2]}://${match[1]}/${match[3]}`
}

/** The scheme of the app behind an address of Chromium's, or null. */
export function schemeOf(address: string): string | null {
  return /^https:\/\/[^/]*\.([a-z][a-z0-9+-]*)\.scheme\.test(?:\/|$)/.exec(address)?.[1] ?? null
}
