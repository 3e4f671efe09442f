import { type Selectable, sql } from 'kysely'
import type {
  Difference,
  ReconciledDay,
  Reconciliation,
  ReconciliationDetail,
} from '../../contract/crisp-reconciliation.ts'
import type { Database, Sql } from '../../db/transaction.ts'
import { isId, newId } from '../../ids.ts'
import { problem } from '../../problems.ts'
import { findWebsite } from '../queries.ts'
import type { CrispReconciliationTable } from '../table.ts'

export type ReconciliationRow = Selectable<CrispReconciliationTable>

const LISTED = 20

/**
 * Asks for a comparison; the process that talks to Crisp makes it. One of the same days that is under way already is
 * the answer. Throws `crisp_website_not_found`.
 */
export async function askReconciliation(
  database: Database,
  websiteId: string,
  { from, to }: { from: string; to: string },
): Promise<string> {
  return database.transaction(async (tx) => {
    if (!(await findWebsite(tx.sql, websiteId))) throw problem('crisp_website_not_found')
    const underWay = await tx.sql
      .selectFrom('crispReconciliations')
      .select('id')
      .where('websiteId', '=', websiteId)
      .where('state', 'in', ['wanted', 'running'])
      .where('fromDay', '=', from)
      .where('toDay', '=', to)
      .executeTakeFirst()
    if (underWay) return underWay.id
    const id = newId()
    await tx.sql
      .insertInto('crispReconciliations')
      .values({ id, websiteId, fromDay: from, toDay: to, state: 'wanted', createdAt: tx.now })
      .execute()
    return id
  })
}

/**
 * Asks that what a finished comparison found be repaired. Throws `reconciliation_not_found`, and
 * `reconciliation_not_done` while it is under way.
 */
export async function askRepair(database: Database, id: string): Promise<void> {
  const row = await findReconciliation(database.sql, id)
  const { numUpdatedRows } = await database.sql
    .updateTable('crispReconciliations')
    .set({ state: 'wanted', isRepairing: 1, endedAt: null, lastError: null })
    .where('id', '=', row.id)
    .where((where) =>
      where.or([
        where('state', '=', 'done'),
        where.and([where('state', '=', 'failed'), where('isRepairing', '=', 1)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n && row.isRepairing === 0) throw problem('reconciliation_not_done')
}

/** The comparison with this id; throws `reconciliation_not_found`. */
export async function findReconciliation(db: Sql, id: string): Promise<ReconciliationRow> {
  const row = isId(id)
    ? await db
        .selectFrom('crispReconciliations')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!row) throw problem('reconciliation_not_found')
  return row
}

/** What of a website waits to be compared or repaired, the oldest first. */
export const waitingReconciliations = (db: Sql, websiteId: string): Promise<ReconciliationRow[]> =>
  db
    .selectFrom('crispReconciliations')
    .selectAll()
    .where('websiteId', '=', websiteId)
    .where('state', 'in', ['wanted', 'running'])
    .orderBy('createdAt')
    .orderBy('id')
    .execute()

/** The newest comparisons of a website. */
export async function listReconciliations(db: Sql, websiteId: string): Promise<Reconciliation[]> {
  const rows = await db
    .selectFrom('crispReconciliations')
    .selectAll()
    .where('websiteId', '=', websiteId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(LISTED)
    .execute()
  const found: Reconciliation[] = []
  for (const row of rows) found.push(await describe(db, row))
  return found
}

/** A comparison with its days; throws `reconciliation_not_found`. */
export async function describeReconciliation(db: Sql, id: string): Promise<ReconciliationDetail> {
  const row = await findReconciliation(db, id)
  return { ...(await describe(db, row)), days: await daysOf(db, row.id) }
}

async function describe(db: Sql, row: ReconciliationRow): Promise<Reconciliation> {
  const { compared } = await db
    .selectFrom('crispReconciled')
    .select((eb) => eb.fn.count<number>('sessionId').distinct().as('compared'))
    .where('reconciliationId', '=', row.id)
    .executeTakeFirstOrThrow()
  const { differences, repaired } = await db
    .selectFrom('crispDifferences')
    .select((eb) => [
      eb.fn.countAll<number>().as('differences'),
      eb.fn.count<number>('repairedAt').as('repaired'),
    ])
    .where('reconciliationId', '=', row.id)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    websiteId: row.websiteId,
    from: row.fromDay,
    to: row.toDay,
    state: row.state,
    isRepairing: row.isRepairing === 1,
    compared,
    differences,
    repaired,
    lastError: row.lastError,
    createdAt: row.createdAt,
    endedAt: row.endedAt,
  }
}

async function daysOf(db: Sql, id: string): Promise<ReconciledDay[]> {
  const counts = await db
    .selectFrom('crispReconciled')
    .select((eb) => [
      'day',
      sql<number>`count(case when here > 0 then 1 end)`.as('conversationsHere'),
      sql<number>`count(case when there > 0 then 1 end)`.as('conversationsThere'),
      eb.fn.sum<number>('here').as('here'),
      eb.fn.sum<number>('there').as('there'),
    ])
    .where('reconciliationId', '=', id)
    .groupBy('day')
    .execute()
  const found = await db
    .selectFrom('crispDifferences')
    .select((eb) => [
      'day',
      eb.fn.countAll<number>().as('differences'),
      eb.fn.count<number>('repairedAt').as('repaired'),
    ])
    .where('reconciliationId', '=', id)
    .groupBy('day')
    .execute()
  const counted = new Map(counts.map((row) => [row.day, row]))
  const differing = new Map(found.map((row) => [row.day, row]))
  const days = [...new Set([...counted.keys(), ...differing.keys()])].toSorted()
  return days.map((day) => {
    const count = counted.get(day)
    const { differences = 0, repaired = 0 } = differing.get(day) ?? {}
    return {
      day,
      crisp: { conversations: count?.conversationsThere ?? 0, messages: count?.there ?? 0 },
      here: { conversations: count?.conversationsHere ?? 0, messages: count?.here ?? 0 },
      differences,
      repaired,
    }
  })
}

/** Where a list of differences goes on. */
export interface DifferencePlace {
  day: string
  sessionId: string
  fingerprint: number
}

type ListedDifference = Difference & { place: DifferencePlace }

/** The differences of a comparison from a place on, by day, conversation and fingerprint. */
export async function differencesAfter(
  db: Sql,
  row: ReconciliationRow,
  part: { day: string | undefined; from: DifferencePlace | undefined; limit: number },
): Promise<ListedDifference[]> {
  const { day, from, limit } = part
  const found = await differencesOf(db, row)
    .$if(day !== undefined, (query) => query.where('day', '=', day ?? ''))
    .$if(from !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('day', 'crispDifferences.sessionId', 'fingerprint'),
          '>',
          eb.tuple(from?.day ?? '', from?.sessionId ?? '', from?.fingerprint ?? 0),
        ),
      ),
    )
    .limit(limit)
    .execute()
  return found.map(({ day: on, kind, sessionId, fingerprint, conversationId, repairedAt }) => ({
    day: on,
    kind,
    sessionId,
    fingerprint: fingerprint === 0 ? null : String(fingerprint),
    conversationId,
    repairedAt,
    place: { day: on, sessionId, fingerprint },
  }))
}

const differencesOf = (db: Sql, row: ReconciliationRow) =>
  db
    .selectFrom('crispDifferences')
    .leftJoin('crispSessions', (join) =>
      join
        .onRef('crispSessions.sessionId', '=', 'crispDifferences.sessionId')
        .on('crispSessions.websiteId', '=', row.websiteId),
    )
    .selectAll('crispDifferences')
    .select('crispSessions.conversationId')
    .where('reconciliationId', '=', row.id)
    .orderBy('day')
    .orderBy('crispDifferences.sessionId')
    .orderBy('fingerprint')
