import { sql } from 'kysely'
import type { OpeningHours } from '../contract/chat-settings.ts'
import type { StreamEvent } from '../contract/events.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { readHours } from '../settings/index.ts'
import { type DurableFollower, followByCursor } from '../stream/index.ts'
import { openTime } from '../webchat/index.ts'
import { COUNTED_KINDS, Fold } from './fold.ts'
import { recount } from './history.ts'
import { saveFold, threadsOf } from './save.ts'
import { openSinceOf } from './stays.ts'

export interface CounterOptions {
  database: Database
  onError: (error: unknown) => void
  /** Hears of each batch that was counted, and when its oldest event was. */
  onCounted?: (oldestAt: string) => void
}

/** Counts from the stream what reports are made of, each event once. The chat waits for none of it. */
export const createCounter = (options: CounterOptions): DurableFollower =>
  followByCursor({
    ...options,
    cursor: 'counted',
    kinds: COUNTED_KINDS,
    batch: 250,
    async take(tx, events) {
      await countEvents(tx, events, await readHours(tx.sql))
      const [oldest] = events
      if (oldest) tx.afterCommit(() => options.onCounted?.(oldest.at))
    },
    // Reports are no part of a conversation.
    calmMs: 1_000,
    sweepMs: 5_000,
  })

const counted: ReadonlySet<string> = new Set(COUNTED_KINDS)
const isCounted = ({ kind }: StreamEvent) => counted.has(kind)

const threadIdsIn = (event: StreamEvent): string[] =>
  event.kind === 'customer.erased'
    ? event.body.conversationIds
    : [event.refs.conversationId ?? []].flat()

/** Writes down what these events, the next in the stream, add to the reports; lengths are by these opening hours. */
export async function countEvents(
  tx: Tx,
  events: readonly StreamEvent[],
  hours: OpeningHours,
): Promise<void> {
  const ids = new Set(events.filter(isCounted).flatMap(threadIdsIn))
  const threads = await threadsOf(tx, [...ids])
  // A message is neither the beginning nor the end of anything.
  const turning = new Set(
    events
      .filter((event) => event.kind !== 'message.added' && isCounted(event))
      .flatMap(threadIdsIn),
  )
  const turned = threads.filter(({ id }) => turning.has(id)).map(({ subjectId }) => subjectId)
  const openSince = await openSinceOf(tx, new Set(turned))
  const fold = new Fold({ threads, openSince, openTime: openTime(hours) })
  const rewritten = new Set<string>()
  for (const event of events) {
    fold.take(event)
    if (event.kind === 'conversation.rewritten' && event.refs.channel === 'crisp')
      rewritten.add(event.body.conversation.id)
  }
  for (const id of rewritten) {
    const thread = fold.threads.get(id)
    if (thread) await recount(tx, fold, thread)
  }
  await saveFold(tx, fold)
}

/** How far the reports are: the time of the newest event they have, and how many there are after it. */
export async function progressOf({
  reports,
}: Database): Promise<{ countedTo: string | null; behind: number }> {
  const { head, value } = await reports
    .selectFrom('counters')
    .select('value')
    .select(sql<number>`(select value from counters where name = 'event')`.as('head'))
    .where('name', '=', 'counted')
    .executeTakeFirstOrThrow()
  const last = await reports
    .selectFrom('events')
    .select('at')
    .where('seq', '<=', value)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { countedTo: last?.at ?? null, behind: head - value }
}
