import type { EventOf, StreamEvent } from '../contract/events.ts'
import { askScrub, scrubDocuments } from '../db/document-scrub.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { DurableFollower, eventsAfter, headOf } from '../stream/index.ts'
import {
  beginAnew,
  isOfThisHistory,
  type Progress,
  progressOf,
  saveProgress,
  takeProgress,
} from './progress.ts'
import {
  forget,
  forgetConversation,
  forgetNotesOn,
  refresh,
  refreshConversation,
  refreshNotesOn,
  STORED,
  TABLES,
} from './store.ts'
import type { Kind } from './table.ts'
import { type Target, targetsOf } from './targets.ts'

const FILL_ROWS = 2_000
const FILLED: readonly Kind[] = ['messages', 'customers', 'tickets', 'notes', 'companies']

export interface IndexerOptions {
  /** Where the words are written; what is stored must be visible in it. */
  database: Database
  onError: (error: unknown) => void
  /** Milliseconds from the oldest commit of a batch until its words could be found. */
  onIndexed?: (lagMs: number) => void
}

/**
 * Follows the stream and keeps the words of what it tells of. The cursor moves on in the transaction that writes the
 * words, so that no fact is skipped whoever dies in between; each is made from what is stored at that moment, so that
 * doing it again changes nothing.
 */
export const createIndexer = (options: IndexerOptions): DurableFollower =>
  new DurableFollower({
    ...options,
    step: () => step(options),
    calmMs: 250,
    sweepMs: 500,
  })

async function step({ database, onIndexed }: IndexerOptions): Promise<boolean> {
  if (!(await isBehind(database.sql))) {
    // What another process left to do, or this one failed to.
    await scrubDocuments(database)
    return false
  }
  const { oldest, gone } = await database.transaction(indexSome)
  if (gone.length > 0) await scrubDocuments(database)
  if (oldest !== null) onIndexed?.(database.clock.now().getTime() - Date.parse(oldest))
  return true
}

/** Indexes all that there is, as the demo and the rebuild do, with nobody waiting. */
export async function indexAll(
  database: Database,
  tell: (progress: Progress) => void = () => {},
): Promise<void> {
  while (await isBehind(database.sql)) {
    await database.transaction(indexSome)
    tell(await progressOf(database.sql))
  }
  await scrubDocuments(database)
}

/** Forgets all words, so that whoever indexes next begins anew. */
export const forgetIndex = (database: Database): Promise<void> =>
  database.transaction(async (tx) => {
    const progress = await takeProgress(tx)
    await saveProgress(tx, { ...progress, seq: null, at: null, filling: null, filledTo: null })
  })

// Nothing new is the rule, and costs no transaction.
async function isBehind(sql: Sql): Promise<boolean> {
  const progress = await progressOf(sql)
  if (progress.seq === null || progress.filling !== null) return true
  return progress.seq !== (await headOf(sql)) || !(await isOfThisHistory(sql, progress))
}

/** Of which kinds no word may stay anywhere after an event. Who is deleted said nothing and has no ticket. */
const LEAVING: Partial<Record<StreamEvent['kind'], readonly Kind[]>> = {
  'customer.erased': FILLED,
  'customer.deleted': ['customers', 'notes'],
  // One that was only said of somebody goes a little later than they do.
  'company.deleted': ['companies'],
}

/** A step of the way: when its oldest event was (null when it followed none), and of which kinds words went for good. */
interface Step {
  oldest: string | null
  gone: Kind[]
}

/** Takes one step of the way. */
export async function indexSome(tx: Tx): Promise<Step> {
  const found = await takeProgress(tx)
  const progress = (await isOfThisHistory(tx.sql, found)) ? found : await beginAnew(tx, found)
  const events = await eventsAfter(tx.sql, progress.seq ?? 0)
  const last = events.at(-1)
  const next = last ? { ...progress, seq: last.seq, at: last.at } : await fill(tx, progress)
  await follow(tx, events)
  await saveProgress(tx, next)
  const gone = [...new Set(events.flatMap(({ kind }) => LEAVING[kind] ?? []))]
  await askScrub(
    tx,
    gone.map((kind) => TABLES[kind].name),
  )
  return { oldest: events[0]?.at ?? null, gone }
}

type ErasedBody = EventOf<'customer.erased'>['body']

async function follow(tx: Tx, events: readonly StreamEvent[]): Promise<void> {
  const touched = Map.groupBy(events.flatMap(targetsOf), ({ what }) => what)
  const idsOf = (what: Target['what']) => [
    ...new Set((touched.get(what) ?? []).map(({ id }) => id)),
  ]
  for (const id of idsOf('conversations')) await refreshConversation(tx, id)
  for (const id of idsOf('notesOn')) await refreshNotesOn(tx, id)
  for (const kind of FILLED) await refresh(tx, kind, idsOf(kind))
  // Last, or what they said just before would be put back: it is stored for a while yet.
  for (const event of events) if (event.kind === 'customer.erased') await erase(tx, event.body)
}

// What they said is removed from the tables little by little: here it goes at once.
async function erase(tx: Tx, { ids, ticketIds, conversationIds }: ErasedBody): Promise<void> {
  await forget(tx, 'customers', ids)
  await forget(tx, 'tickets', ticketIds)
  for (const id of ids) await forgetNotesOn(tx, id)
  for (const id of conversationIds) await forgetConversation(tx, id)
}

/** Reads the next of what has no words yet, the newest first. */
async function fill(tx: Tx, progress: Progress): Promise<Progress> {
  const { filling, filledTo } = progress
  if (filling === null) return progress
  const rows = await tx.sql
    .selectFrom(STORED[filling])
    .select('id')
    .$if(filledTo !== null, (query) => query.where('id', '<', filledTo ?? ''))
    .orderBy('id', 'desc')
    .limit(FILL_ROWS)
    .execute()
  await refresh(
    tx,
    filling,
    rows.map(({ id }) => id),
  )
  if (rows.length === FILL_ROWS) return { ...progress, filledTo: rows.at(-1)?.id ?? null }
  return { ...progress, filling: FILLED[FILLED.indexOf(filling) + 1] ?? null, filledTo: null }
}
