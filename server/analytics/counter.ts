import { sql } from 'kysely'
import type { OpeningHours } from '../contract/chat-settings.ts'
import type { StreamEvent } from '../contract/events.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { chatConfig } from '../settings/index.ts'
import { headOf, subscribe } from '../stream/index.ts'
import { openTime } from '../webchat/index.ts'
import { COUNTED_KINDS, Fold } from './fold.ts'
import { recount } from './history.ts'
import { saveFold, threadsOf } from './save.ts'

const BATCH = 250
// What is committed meanwhile is counted together: reports are no part of a conversation.
const CALM_MS = 1_000
// For what another process committed, or left when it died.
const SWEEP_MS = 5_000

export interface CounterOptions {
  database: Database
  onError: (error: unknown) => void
}

/**
 * Counts from the stream what reports are made of. One cursor for all processes moves on in the transaction that writes
 * the facts, so that each event is counted once, whoever dies in between; the chat waits for none of it.
 */
export class Counter {
  readonly #options: CounterOptions
  #running: Promise<void> | undefined
  #isStopped = false
  #calm: NodeJS.Timeout | undefined
  #sweep: NodeJS.Timeout | undefined
  #stopHearing = () => {}

  constructor(options: CounterOptions) {
    this.#options = options
  }

  /** Begins to follow the stream. */
  start(): void {
    this.#stopHearing = subscribe(this.#options.database, (events) => {
      if (events.some(isCounted)) this.#soon()
    })
    this.#sweep = setInterval(() => void this.run(), SWEEP_MS)
    void this.run()
  }

  /** Counts all that is committed. */
  run(): Promise<void> {
    this.#running ??= this.#runAll().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Ends, once what is under way is done. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#calm)
    clearInterval(this.#sweep)
    this.#stopHearing()
    await this.#running
  }

  #soon(): void {
    this.#calm ??= setTimeout(() => {
      this.#calm = undefined
      void this.run()
    }, CALM_MS)
  }

  async #runAll(): Promise<void> {
    const { database, onError } = this.#options
    try {
      while (!this.#isStopped && (await countSome(database)));
    } catch (error) {
      onError(error)
    }
  }
}

const counted: ReadonlySet<string> = new Set(COUNTED_KINDS)
const isCounted = ({ kind }: StreamEvent) => counted.has(kind)

/** Counts the next events, one process at a time; answers whether there may be more. */
async function countSome(database: Database): Promise<boolean> {
  const cursor = await cursorOf(database)
  const head = await headOf(database.sql)
  if (cursor >= head) return false
  // Events stay as they are: reading them holds nobody up.
  const events = await nextEvents(database, cursor, head)
  const isMore = events.length === BATCH
  const to = isMore ? (events.at(-1)?.seq ?? head) : head
  const { hours } = await chatConfig(database)
  await database.transaction(async (tx) => {
    if ((await holdCursor(tx)) !== cursor) return
    await countEvents(tx, events, hours)
    await tx.sql.updateTable('counters').set({ value: to }).where('name', '=', 'counted').execute()
  })
  return true
}

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
  const fold = new Fold(await threadsOf(tx, [...ids]), openTime(hours))
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

async function cursorOf({ sql: db }: Database): Promise<number> {
  const { value } = await db
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'counted')
    .executeTakeFirstOrThrow()
  return value
}

async function holdCursor(tx: Tx): Promise<number> {
  const { value } = await tx.sql
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'counted')
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow()
  return value
}

async function nextEvents(
  { reads }: Database,
  after: number,
  head: number,
): Promise<StreamEvent[]> {
  const rows = await reads
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<=', head)
    .where('kind', 'in', COUNTED_KINDS)
    .orderBy('seq')
    .limit(BATCH)
    .execute()
  return rows.map(
    ({ refs, body, ...row }) =>
      ({ ...row, refs: JSON.parse(refs), body: JSON.parse(body) }) as StreamEvent,
  )
}

/** How far the reports are: the time of the newest event they have, and how many there are after it. */
export async function progressOf({
  reads,
}: Database): Promise<{ countedTo: string | null; behind: number }> {
  const { head, value } = await reads
    .selectFrom('counters')
    .select('value')
    .select(sql<number>`(select value from counters where name = 'event')`.as('head'))
    .where('name', '=', 'counted')
    .executeTakeFirstOrThrow()
  const last = await reads
    .selectFrom('events')
    .select('at')
    .where('seq', '<=', value)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { countedTo: last?.at ?? null, behind: head - value }
}
