import { setTimeout as pause } from 'node:timers/promises'
import type { Found } from '../../server/contract/search.ts'
import { type Figure, p95 } from '../console/figure.ts'

const TIMES = 40
const MOST_MS = 100
const PEOPLE = 10
const BETWEEN_MS = 250
/** Forty words a minute; the box asks after 140 ms without a key, so every key asks. */
const KEY_MS = 180
const READING_MS = 4_000

/** What is searched for, by what makes it dear. */
const QUERIES = {
  'a common word': 'the',
  'two common words': 'the order',
  'a rare word': 'PK-27130',
  nothing: 'zeppelin',
  'two letters': 'th',
  'a beginning': 'ord',
  'Vietnamese without marks': 'don hang',
  'Vietnamese with marks': 'đơn hàng',
  'a phrase': '"the order"',
  'a common word, closed': 'the is:closed',
  'a common word, one agent': 'the to:linh',
  'a common word of agents': 'the from:agent',
  'a common word, a month': 'the after:2026-01 before:2026-02',
  'without a word': 'the -order',
}

/** Who searches, and where. */
export interface Searcher {
  url: string
  agentToken: string
}

export async function search(
  { url, agentToken }: Searcher,
  q: string,
  signal?: AbortSignal,
): Promise<Found> {
  const answer = await fetch(`${url}/api/search?q=${encodeURIComponent(q)}`, {
    headers: { authorization: `Bearer ${agentToken}` },
    ...(signal && { signal }),
  })
  if (!answer.ok) throw new Error(`searching for ${q} answered ${answer.status}`)
  return ((await answer.json()) as { data: Found }).data
}

/** How long each kind of search takes, one at a time. */
export async function measureSearches(searcher: Searcher): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [what, q] of Object.entries(QUERIES)) {
    const times: number[] = []
    for (let time = 0; time < TIMES; time++) {
      const begun = performance.now()
      await search(searcher, q)
      times.push(performance.now() - begun)
    }
    figures.push(p95(`search: ${what}`, times, MOST_MS))
  }
  return figures
}

/** Ten people who never rest: each searches, looks for a moment, and searches for something else. */
export function searchUntil(searcher: Searcher, signal: AbortSignal): Promise<number[]> {
  return tenUntil(signal, async (q) => {
    const took = await timed(search(searcher, q))
    await pause(BETWEEN_MS)
    return took
  })
}

/** Ten people at the search box: each types, every key asks anew and drops what was asked before, and reads what was found. */
export function typeUntil(searcher: Searcher, signal: AbortSignal): Promise<number[]> {
  return tenUntil(signal, async (q) => {
    for (let length = 1; length < q.length; length++) {
      const next = new AbortController()
      search(searcher, q.slice(0, length), next.signal).catch(onlyDropped)
      await pause(KEY_MS)
      next.abort()
    }
    const took = await timed(search(searcher, q))
    await pause(READING_MS)
    return took
  })
}

async function tenUntil(
  signal: AbortSignal,
  ask: (q: string) => Promise<number>,
): Promise<number[]> {
  const all = Object.values(QUERIES)
  const times: number[] = []
  const person = async (first: number) => {
    await pause((first * (READING_MS + KEY_MS)) / PEOPLE)
    for (let turn = first; !signal.aborted; turn++) {
      times.push(await ask(all[turn % all.length] ?? ''))
    }
  }
  await Promise.all(Array.from({ length: PEOPLE }, (_, number) => person(number)))
  return times
}

async function timed(asked: Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await asked
  return performance.now() - begun
}

function onlyDropped(error: unknown) {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
}
