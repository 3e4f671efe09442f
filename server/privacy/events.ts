import { type RawBuilder, sql } from 'kysely'
import type { Activity } from '../contract/timeline.ts'
import { type Partner, viewCustomer } from '../customers/index.ts'
import { amongIds } from '../db/bulk.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { headOf } from '../stream/index.ts'
import { eraseCompanies } from './companies.ts'
import { isTelling, isWithin } from './partners.ts'
import { renamed, type Said } from './renamed.ts'

const SPAN = 5_000
const BATCH = 200
const NOBODY: Said = {
  name: '',
  email: null,
  phone: null,
  company: null,
  companyId: null,
  fields: {},
}

/** What of the stream tells of somebody who is gone. */
export interface Gone {
  /** The condition that an event is about nobody else. */
  isAbout: RawBuilder<boolean>
  /** Who may have been shown as somebody who is gone. */
  partners: readonly Partner[]
}

/** The condition that an event is about a task or a deal among these, or tells of one on a timeline. */
export const tellsOf = (ids: RawBuilder<unknown>) =>
  sql<boolean>`(refs ->> 'taskId' in ${ids} or refs ->> 'dealId' in ${ids}
    or (kind like 'activity.%' and coalesce(body -> 'activity' -> 'metadata' ->> 'taskId',
      body -> 'activity' -> 'metadata' ->> 'dealId') in ${ids}))`

/**
 * Empties every event that tells of somebody who is gone, from a place on; `reached` is told how far it is. An event's
 * number stays, so that the stream has no gap and everybody's cursor leads on. What is somebody else's and names the one
 * who is gone goes on telling the rest.
 */
export async function eraseEvents(
  database: Database,
  gone: Gone,
  { after, reached }: { after: number; reached: (seq: number) => Promise<unknown> },
): Promise<void> {
  let cursor = after
  for (let head = await headOf(database.sql); cursor < head; head = await headOf(database.sql)) {
    const span = { after: cursor, until: Math.min(cursor + SPAN, head) }
    await emptyAll(database, await eventsAbout(database, gone, span))
    await renameIn(database, gone, span)
    cursor = span.until
    await reached(cursor)
  }
}

interface Span {
  after: number
  until: number
}

interface Found {
  seq: number
  /** The company that was made because somebody named it. */
  companyId: string | null
}

async function eventsAbout(
  { reads }: Database,
  { isAbout }: Gone,
  { after, until }: Span,
): Promise<Found[]> {
  const { rows } = await sql<Found>`select seq,
      case when kind = 'company.changed' then body -> 'company' ->> 'id' end as "companyId"
    from events where seq > ${after} and seq <= ${until} and ${isAbout}
    order by seq`.execute(reads)
  return rows.map(({ seq, companyId }) => ({ seq: Number(seq), companyId }))
}

async function emptyAll(database: Database, found: readonly Found[]): Promise<void> {
  for (let at = 0; at < found.length; at += BATCH)
    await database.transaction(async (tx) => {
      const some = found.slice(at, at + BATCH)
      await eraseCompanies(
        tx,
        some.flatMap(({ companyId }) => companyId ?? []),
      )
      await empty(
        tx,
        some.map(({ seq }) => seq),
      )
    })
}

const empty = (tx: Tx, seqs: readonly number[]) =>
  tx.sql
    .updateTable('events')
    .set({ kind: 'erased', refs: '{}', body: '{}' })
    .where('seq', 'in', seqs)
    .execute()

interface EventRow {
  seq: number
  at: string
  kind: string
  body: string
}

async function renameIn(database: Database, { partners }: Gone, span: Span): Promise<void> {
  if (partners.length === 0) return
  const byId = Map.groupBy(partners, ({ customerId }) => customerId)
  const rows = await database.reads
    .selectFrom('events')
    .select(['seq', 'at', 'kind', 'body'])
    .select(sql<string>`refs ->> 'customerId'`.as('customerId'))
    .where('seq', '>', span.after)
    .where('seq', '<=', span.until)
    .where(sql<string>`refs ->> 'customerId'`, 'in', [...byId.keys()])
    .orderBy('seq')
    .execute()
  const told = rows.flatMap((row) => {
    const within = byId.get(row.customerId)?.filter((partner) => isWithin(partner, row.at)) ?? []
    return within.length === 0 ? [] : [{ row, partners: within }]
  })
  for (let at = 0; at < told.length; at += BATCH)
    await database.transaction(async (tx) => {
      const people = await peopleNow(tx, [...byId.keys()])
      for (const { row, partners: within } of told.slice(at, at + BATCH))
        await rename(tx, row, { people, within })
    })
}

async function rename(
  tx: Tx,
  { seq, kind, body }: EventRow,
  { people, within }: { people: ReadonlyMap<string, Said>; within: readonly Partner[] },
): Promise<void> {
  const fact = JSON.parse(body) as { activity?: Activity }
  const { activity } = fact
  if (activity && within.some((partner) => isTelling(partner, activity))) {
    await empty(tx, [seq])
    return
  }
  const after = JSON.stringify(renamed(fact, people))
  if (after === JSON.stringify(fact)) return
  // What somebody else has emptied meanwhile stays empty.
  await tx.sql
    .updateTable('events')
    .set({ body: after })
    .where('seq', '=', seq)
    .where('kind', '=', kind)
    .where('kind', '<>', 'erased')
    .execute()
}

/** These customers as they are shown now, and who is not there as nobody. */
async function peopleNow(tx: Tx, ids: readonly string[]): Promise<Map<string, Said>> {
  const rows = await tx.sql
    .selectFrom('customers')
    .selectAll()
    .where(amongIds(tx.database.dialect, 'id', ids))
    .execute()
  return new Map([
    ...ids.map((id): [string, Said] => [id, NOBODY]),
    ...rows.map((row): [string, Said] => [row.id, viewCustomer(row)]),
  ])
}
