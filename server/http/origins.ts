import type { Config } from '../config.ts'

// The desktop console is ours, wherever it runs.
const DESKTOP_ORIGIN = 'frontdesk-app://console'

/** Whether a page of `origin`, asking a server that was addressed as `host`, is one of ours or allowed. */
export type OriginRule = (origin: string, host: string | undefined) => boolean

/** Our own pages, the desktop console, `PUBLIC_URL` and `ALLOWED_ORIGINS`; nobody else. */
export function createOriginRule(
  config: Pick<Config, 'PUBLIC_URL' | 'ALLOWED_ORIGINS'>,
): OriginRule {
  const known = new Set([DESKTOP_ORIGIN, ...config.ALLOWED_ORIGINS.map(normalOrigin)])
  if (config.PUBLIC_URL) known.add(normalOrigin(config.PUBLIC_URL))
  return (origin, host) =>
    known.has(origin) || (host !== undefined && URL.parse(origin)?.host === host)
}

// An allowed origin may be written with a path or a slash at its end.
function normalOrigin(text: string): string {
  const url = URL.parse(text)
  return url && (url.protocol === 'http:' || url.protocol === 'https:')
    ? url.origin
    : text.replace(/\/+$/, '')
}
