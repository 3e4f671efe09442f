import { DateTime } from 'luxon'
import type { VisitorContext } from '../contract/visitors.ts'
import type { ConversationRow } from '../conversations/index.ts'
import type { Tx } from '../db/transaction.ts'
import { changeOnce, findOnce, recordActivity } from '../timeline/index.ts'
import { latestPages } from './visitor.ts'

// Of many pages the latest few: the whole entry is told again with each.
const LISTED = { pages: 5, text: 3_000 }

interface Visited {
  sessionId: string
  /** How many pages, and the latest of them, the newest first. */
  count: number
  pages: Array<{ url: string; title: string }>
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
  const onceKey = `visits:${sessionId}:${dayOf(latest.at, zone)}`
  const known = await findOnce(tx, customerId, onceKey)
  const before = known?.metadata as Visited | undefined
  const { url, title } = latest
  const metadata = {
    sessionId,
    count: (before?.count ?? 0) + 1,
    pages: latestPages([{ url, title }, ...(before?.pages ?? [])], LISTED),
  } satisfies Visited
  if (known) return changeOnce(tx, customerId, onceKey, metadata)
  const description = 'Pages visited'
  await recordActivity(tx, { customerId, type: 'page_visits', description, metadata, onceKey })
}

// The zone is the visitor's word.
function dayOf(at: string, zone: string | null): string {
  const time = DateTime.fromISO(at, { zone: zone ?? 'utc' })
  return (time.isValid ? time : DateTime.fromISO(at, { zone: 'utc' })).toFormat('yyyy-MM-dd')
}
