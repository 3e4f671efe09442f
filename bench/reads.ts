import { quantile } from './quantiles.ts'
import type { Target } from './targets.ts'

const TIMES = 40

/** How long one kind of page took to read, in ms. */
export interface ReadFigures {
  what: string
  p50: number
  p99: number
}

interface Page {
  data: unknown[]
  meta?: { next: string | null }
}

/** Reads lists and the longest thread, at their beginnings and deep inside, one request at a time. */
export async function measureReads(target: Target): Promise<ReadFigures[]> {
  const { id: longest, headSeq } = target.filled?.longest ?? { id: '', headSeq: 0 }
  const pages = {
    'active sessions, first 500': '/api/chat/sessions/active',
    'active sessions, deep': await deep(target, '/api/chat/sessions/active?limit=500', 8),
    'inbox, first 50': '/api/inbox?view=all',
    'inbox, deep': await deep(target, '/api/inbox?view=all&limit=100', 40),
    'thread, last 100': `/api/inbox/${longest}/messages`,
    'thread, deep': await deep(target, `/api/inbox/${longest}/messages?limit=200`, 40),
    'session messages, first 500': `/api/chat/sessions/${longest}/messages`,
    'session messages, deep': `/api/chat/sessions/${longest}/messages?after=${Math.max(0, headSeq - 400)}`,
  }
  const figures: ReadFigures[] = []
  for (const [what, path] of Object.entries(pages)) {
    const times: number[] = []
    for (let time = 0; time < TIMES; time++) {
      const begun = performance.now()
      await read(target, path)
      times.push(performance.now() - begun)
    }
    figures.push({ what, p50: quantile(times, 0.5), p99: quantile(times, 0.99) })
  }
  return figures
}

/** The address of a page so many pages further on, or the last there is. */
async function deep(target: Target, first: string, pages: number): Promise<string> {
  let path = first
  for (let page = 1; page < pages; page++) {
    const { meta } = await read(target, path)
    if (!meta?.next) break
    path = `${first}&cursor=${encodeURIComponent(meta.next)}`
  }
  return path
}

async function read({ url, agentToken, name }: Target, path: string): Promise<Page> {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${agentToken}` } })
  if (!answer.ok) throw new Error(`${name}: ${path} answered ${answer.status}`)
  return (await answer.json()) as Page
}
