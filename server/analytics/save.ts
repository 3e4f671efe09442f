import { sql } from 'kysely'
import { amongIds, insertRows, updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { advance } from '../stream/index.ts'
import { type Fold, keyOf, type Standing, type ThreadRow } from './fold.ts'
import { loosen } from './pack.ts'
import { saveStays } from './stays.ts'

const FACTS = {
  table: 'analytics_facts',
  columns: [
    'kind',
    'at',
    'id',
    'subjectId',
    'dimensionId',
    'wallMs',
    'businessMs',
    'score',
    'isRetold',
  ],
}
const THREAD_STATE = [
  'subjectId',
  'channel',
  'agentId',
  'teamId',
  'tags',
  'isOpen',
  'since',
  'askedAt',
  'answeredAt',
  'waitingSince',
  'ratedAt',
  'rereadSeq',
]
const THREADS = { table: 'analytics_threads', columns: THREAD_STATE }
const NEW_THREADS = { table: 'analytics_threads', columns: ['id', ...THREAD_STATE] }
const DIMENSION_TAGS = { table: 'analytics_dimension_tags', columns: ['dimensionId', 'tagId'] }

/** What is known of these threads. */
export const threadsOf = (tx: Tx, ids: readonly string[]): Promise<ThreadRow[]> =>
  tx.sql
    .selectFrom('analyticsThreads')
    .selectAll()
    .where(amongIds(tx.database.dialect, 'id', ids))
    .execute()

/** Writes down what a fold has found since the last time. The caller holds the counter `counted`. */
export async function saveFold(tx: Tx, fold: Fold): Promise<void> {
  const { dialect } = tx.database
  const { facts, rescored } = fold
  fold.facts = []
  fold.rescored = []
  if (facts.length > 0) {
    const dimensions = await dimensionsOf(
      tx,
      facts.map(({ of }) => of),
    )
    const first = (await advance(tx, 'fact', facts.length)) - facts.length + 1
    const rows = facts.map(({ of, ...fact }, index) => ({
      ...fact,
      id: first + index,
      dimensionId: dimensions.get(keyOf(of)) ?? 0,
      isRetold: of.channel === 'crisp' ? 1 : 0,
    }))
    await insertRows(tx.sql, dialect, FACTS, rows)
    await saveStays(tx, rows)
    await loosen(
      tx,
      rows.map(({ at }) => at),
    )
  }
  for (const { subjectId, at, score } of rescored)
    await tx.sql
      .updateTable('analyticsFacts')
      .set({ score })
      .where('kind', '=', 'rated')
      .where('at', '=', at)
      .where('subjectId', '=', subjectId)
      .execute()
  await loosen(
    tx,
    rescored.map(({ at }) => at),
  )
  await saveThreads(tx, fold)
}

async function saveThreads(tx: Tx, { threads, fresh, changed }: Fold): Promise<void> {
  const rows = (ids: Iterable<string>) => [...ids].flatMap((id) => threads.get(id) ?? [])
  await insertRows(tx.sql, tx.database.dialect, NEW_THREADS, rows(fresh))
  const stored = rows(changed).filter(({ id }) => !fresh.has(id))
  await updateRows(tx.sql, tx.database.dialect, THREADS, stored)
  fresh.clear()
  changed.clear()
}

/** The numbers of these combinations by their keys; those that are new get one. */
async function dimensionsOf(tx: Tx, standings: Standing[]): Promise<Map<string, number>> {
  const wanted = new Map(standings.map((standing) => [keyOf(standing), standing]))
  const rows = await tx.sql
    .selectFrom('analyticsDimensions')
    .select(['id', 'key'])
    .where('key', 'in', [...wanted.keys()])
    .execute()
  const known = new Map(rows.map(({ key, id }) => [key, id]))
  const missing = [...wanted].filter(([key]) => !known.has(key))
  if (missing.length === 0) return known
  const { last } = await tx.sql
    .selectFrom('analyticsDimensions')
    .select(sql<number>`coalesce(max(id), 0)`.as('last'))
    .executeTakeFirstOrThrow()
  const added = missing.map(([key, standing], index) => ({
    id: last + index + 1,
    key,
    ...standing,
  }))
  await tx.sql.insertInto('analyticsDimensions').values(added).execute()
  const tags = added.flatMap(({ id: dimensionId, tags: ids }) =>
    ids === '' ? [] : ids.split(',').map((tagId) => ({ dimensionId, tagId })),
  )
  await insertRows(tx.sql, tx.database.dialect, DIMENSION_TAGS, tags)
  for (const { key, id } of added) known.set(key, id)
  return known
}
