import { sql } from 'kysely'
import { recordAudit } from '../audit/index.ts'
import { forgetShownTo, type Partner } from '../customers/index.ts'
import { amongIds } from '../db/bulk.ts'
import { scrub } from '../db/scrub.ts'
import type { Database, Tx } from '../db/transaction.ts'
import type { FileStore } from '../files/index.ts'
import type { Sealer } from '../http/seal.ts'
import { forgetImports, isImporting } from '../imports/index.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
import { decidedUntil, forgetAbout } from '../notifications/index.ts'
import { headOf } from '../stream/index.ts'
import { eraseAnswers } from './answers.ts'
import { eraseCompanies } from './companies.ts'
import { eraseConversation } from './conversation.ts'
import { eraseEvents, tellsOf } from './events.ts'
import { eraseMentions } from './mentions.ts'
import { renameInTold } from './partners.ts'
import {
  allSubjects,
  type ErasureRow,
  erasureRow,
  partnersIn,
  subjectsOf,
  toldOf,
} from './queries.ts'
import { addLateSubjects } from './subjects.ts'

export const ERASE = 'erase'

const IMPORT_REST_MS = 1_000

export interface EraseOptions {
  database: Database
  store: FileStore
  sealer: Sealer
}

/**
 * Removes what is left of a person whose erasure was asked for. Each step removes what it finds, a little in each commit
 * so that nobody's message waits, and begins again where it was when the server was stopped in the middle.
 */
export const eraseWhenDue =
  (options: EraseOptions): JobHandler =>
  async (payload) => {
    const { database } = options
    const erasure = await erasureRow(database.sql, (payload as { id: string }).id)
    if (!erasure || erasure.doneAt !== null) return
    if (await waitsForImports(options, erasure)) return
    do await eraseThreads(options, erasure)
    while (await addLateSubjects(database, erasure))
    await eraseCustomers(database, erasure)
    const partners = await partnersIn(database.sql, erasure.id)
    const ids = await allSubjects(database.sql, erasure.id)
    await eraseAnswers(options, new Set([...ids, ...partners.map(({ customerId }) => customerId)]))
    await eraseFromStream(database, erasure, partners)
    // Once more: who was told meanwhile was told of what the stream said until now.
    await decidedUntil(database, await headOf(database.sql))
    await forgetAbout(database, await toldOf(database.sql, erasure.id))
    await renameInTold(database, partners)
    await scrub(database)
    await finish(database, erasure)
  }

/**
 * Files of many people, kept for a while: whoever still needs one brings it again. One that is gone through just now
 * would leave what it refuses of them; the erasure goes on when it has ended.
 */
async function waitsForImports(
  { database, store }: EraseOptions,
  { id }: ErasureRow,
): Promise<boolean> {
  await forgetImports(database, store)
  if (!(await isImporting(database.sql))) return false
  await database.transaction((tx) =>
    enqueue(tx, {
      kind: ERASE,
      payload: { id },
      dedupeKey: `erase:${id}`,
      runAt: new Date(Date.parse(tx.now) + IMPORT_REST_MS).toISOString(),
    }),
  )
  return true
}

const eraseFromStream = (
  database: Database,
  { id, eventCursor }: ErasureRow,
  partners: readonly Partner[],
): Promise<void> => {
  const subject = sql`(select cast(subject_id as text) from erasure_subjects where erasure_id = ${id})`
  const isAbout = sql<boolean>`(refs ->> 'customerId' in ${subject}
    or refs ->> 'conversationId' in ${subject} or refs ->> 'ticketId' in ${subject}
    or ${tellsOf(subject)}
    or (kind = 'customer.merged' and body ->> 'mergedId' in ${subject})
    or (kind = 'customer.unmerged' and body -> 'restored' ->> 'id' in ${subject}))`
  const reached = (seq: number) =>
    database.sql.updateTable('erasures').set({ eventCursor: seq }).where('id', '=', id).execute()
  return eraseEvents(database, { isAbout, partners }, { after: eventCursor, reached })
}

async function eraseThreads(options: EraseOptions, erasure: ErasureRow): Promise<void> {
  const { database } = options
  await eraseMentions(database, new Set(await allSubjects(database.sql, erasure.id)))
  await forgetAbout(database, await toldOf(database.sql, erasure.id))
  await eraseFiles(options, erasure)
  await eraseKind(database, erasure, { kind: 'task', table: 'tasks' })
  await eraseKind(database, erasure, { kind: 'deal', table: 'deals' })
  await eraseTickets(database, erasure)
  for (const id of await subjectsOf(database.sql, erasure.id, 'conversation'))
    await eraseConversation(options, id)
}

async function eraseFiles({ database, store }: EraseOptions, { id }: ErasureRow): Promise<void> {
  for (const fileId of await subjectsOf(database.sql, id, 'file')) await store.remove(fileId)
}

async function eraseTickets(database: Database, { id }: ErasureRow): Promise<void> {
  for (const ticketId of await subjectsOf(database.sql, id, 'ticket'))
    await database.sql.deleteFrom('tickets').where('id', '=', ticketId).execute()
}

async function eraseKind(
  { sql: db, dialect }: Database,
  { id }: ErasureRow,
  { kind, table }: { kind: 'task'; table: 'tasks' } | { kind: 'deal'; table: 'deals' },
): Promise<void> {
  const ids = await subjectsOf(db, id, kind)
  await db
    .deleteFrom(table)
    .where(amongIds(dialect, 'id', ids))
    .execute()
}

const BATCH = 500

async function eraseCustomers(database: Database, { id }: ErasureRow): Promise<void> {
  const { dialect } = database
  const ids = await subjectsOf(database.sql, id, 'customer')
  for (let isMore = true; isMore; await new Promise(setImmediate))
    isMore = await database.transaction(async (tx) => {
      const rows = await tx.sql
        .selectFrom('activities')
        .select('id')
        .where(amongIds(dialect, 'customerId', ids))
        .limit(BATCH)
        .execute()
      const found = rows.map((row) => row.id)
      await tx.sql
        .deleteFrom('activities')
        .where(amongIds(dialect, 'id', found))
        .execute()
      return found.length === BATCH
    })
  await database.transaction((tx) => eraseRows(tx, ids))
}

async function eraseRows(tx: Tx, ids: string[]): Promise<void> {
  for (const column of ['survivorId', 'mergedId'] as const)
    await tx.sql
      .deleteFrom('customerMerges')
      .where(amongIds(tx.database.dialect, column, ids))
      .execute()
  await tx.sql
    .deleteFrom('visitorBlocks')
    .where('kind', '=', 'customer')
    .where('value', 'in', ids)
    .execute()
  await tx.sql
    .updateTable('customers')
    .set({ mergedInto: null })
    .where(amongIds(tx.database.dialect, 'id', ids))
    .execute()
  await forgetShownTo(tx, ids)
  const gone = await tx.sql
    .deleteFrom('customers')
    .where(amongIds(tx.database.dialect, 'id', ids))
    .returning('companyId')
    .execute()
  await eraseCompanies(
    tx,
    gone.flatMap(({ companyId }) => companyId ?? []),
  )
}

const finish = (database: Database, erasure: ErasureRow): Promise<void> =>
  database.transaction(async (tx) => {
    for (const table of ['erasureSubjects', 'erasurePartners'] as const)
      await tx.sql.deleteFrom(table).where('erasureId', '=', erasure.id).execute()
    await tx.sql
      .updateTable('erasures')
      .set({ doneAt: tx.now })
      .where('id', '=', erasure.id)
      .execute()
    const counts = JSON.parse(erasure.kept) as Record<string, number>
    const entry = { action: 'customer_erased', subjectId: erasure.customerId, counts } as const
    await recordAudit(tx, entry, erasure.askedBy)
  })
