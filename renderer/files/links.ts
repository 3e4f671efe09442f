import type { FileLink } from '../../server/contract/files.ts'

// A link this close to its end may run out while it is followed.
const MARGIN_MS = 60_000

/** Links to files, each asked for once and kept while it is good. */
export function createLinks(ask: (id: string) => Promise<FileLink>) {
  const known = new Map<string, { link: Promise<FileLink>; until: number }>()
  return (id: string): Promise<string> => {
    const kept = known.get(id)
    if (kept && kept.until > Date.now()) return kept.link.then(({ url }) => url)
    const link = ask(id)
    // Until it is here, everybody waits for the same one.
    const entry = { link, until: Infinity }
    known.set(id, entry)
    link.then(
      ({ expiresAt }) => (entry.until = Date.parse(expiresAt) - MARGIN_MS),
      () => known.delete(id),
    )
    return link.then(({ url }) => url)
  }
}

export type LinkTo = ReturnType<typeof createLinks>

/** Fetches a file for the person: saved by the browser, or (on the desktop) by the system's own browser. */
export function download(url: string, name: string): void {
  const anchor = document.createElement('a')
  Object.assign(anchor, { href: url, download: name, target: '_blank', rel: 'noopener' })
  anchor.click()
}
