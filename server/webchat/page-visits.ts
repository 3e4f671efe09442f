import { DateTime } from 'luxon'
import type { Page, VisitorContext } from '../contract/visitors.ts'
import type { ConversationRow } from '../conversations/index.ts'
import type { Tx } from '../db/transaction.ts'
import { changeOnce, findOnce, recordActivity } from '../timeline/index.ts'
import { latestPages } from './visitor.ts'

// Of many pages the latest few: the whole entry is told again with each.
const LISTED = { pages: 5, text: 3_000 }

/** What an entry of the timeline says of a day's visits. */
export type Visited = Record<string, unknown> & {
  sessionId: string
  /** How many pages, and the latest of them, the newest first. */
  count: number
  pages: Page[]
}

/** What it says once there was another. */
export const visitedAlso = (
  before: Visited | undefined,
  sessionId: string,
  { url, title }: Page,
): Visited => ({
  sessionId,
  count: (before?.count ?? 0) + 1,
  pages: latestPages([{ url, title }, ...(before?.pages ?? [])], LISTED),
})

/** What makes the entry one of its kind: the chat, and the visitor's own day. */
export const visitsKey = (sessionId: string, at: string, zone: string | null): string =>
  `visits:${sessionId}:${dayOf(at, zone)}`

// The zone is the visitor's word.
function dayOf(at: string, zone: string | null): string {
  const time = DateTime.fromISO(at, { zone: zone ?? 'utc' })
  return (time.isValid ? time : DateTime.fromISO(at, { zone: 'utc' })).toFormat('yyyy-MM-dd')
}

/**
 * Tells on the customer's timeline that a visitor went to another page: one entry for each of their days in each chat,
 * which says how many there were and which were the latest.
 */
export async function recordVisit(
  tx: Tx,
  { id: sessionId, customerId }: ConversationRow,
  { pages: [latest], zone }: VisitorContext,
): Promise<void> {
  if (!latest) return
  const onceKey = visitsKey(sessionId, latest.at, zone)
  const known = await findOnce(tx, customerId, onceKey)
  const metadata = visitedAlso(known?.metadata as Visited | undefined, sessionId, latest)
  if (known) return changeOnce(tx, customerId, onceKey, metadata)
  const description = 'Pages visited'
  await recordActivity(tx, { customerId, type: 'page_visits', description, metadata, onceKey })
}
