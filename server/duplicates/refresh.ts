import { sql } from 'kysely'
import type { CustomerRow } from '../customers/index.ts'
import { amongIds, insertRows } from '../db/bulk.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
import { keysOf } from './keys.ts'

export const DUPLICATES = 'duplicates'

// So few that no chat waits for long.
const BATCH = 50
// A commit may carry a time from a little before those that are seen already.
const OVERLAP_MS = 60_000

const KEYS = { table: 'duplicate_keys', columns: ['kind', 'key', 'customerId'] }

/**
 * Gives those who changed since the last time their keys, a few in each commit and at most so many; false where there may
 * be more.
 */
export async function refreshSome(database: Database, most: number): Promise<boolean> {
  const { at } = await progress(database)
  return giveKeys(database, at, most)
}

/** Gives everybody keys who changed since a little before the last time this was done, as a job. */
export const refreshWhenDue =
  (database: Database): JobHandler =>
  async () => {
    const begun = database.clock.now().getTime()
    const { sweptAt } = await progress(database)
    await giveKeys(database, sweptAt, Infinity)
    const until = new Date(begun - OVERLAP_MS).toISOString()
    await database.transaction((tx) =>
      tx.sql.updateTable('duplicateProgress').set({ sweptAt: until }).execute(),
    )
  }

/**
 * Has everybody compared once more when this is committed, as the commits of much work may carry times from before what
 * is compared already; `after` is what the work is called.
 */
export const refreshAfter = (tx: Tx, after: string): Promise<void> =>
  enqueue(tx, { kind: DUPLICATES, dedupeKey: `${DUPLICATES}:${after}` })

const progress = ({ sql: db }: Database) =>
  db.selectFrom('duplicateProgress').select(['at', 'sweptAt']).executeTakeFirstOrThrow()

async function giveKeys(database: Database, from: string | null, most: number): Promise<boolean> {
  let given = 0
  for (let last: CustomerRow | undefined; given < most;) {
    const rows = await changedAfter(database, from, last)
    if (rows.length > 0) await database.transaction((tx) => keep(tx, rows))
    await new Promise(setImmediate)
    last = rows.at(-1)
    given += rows.length
    if (!last || rows.length < BATCH) return true
  }
  return false
}

// Few rows by their index: no thread has to be started for them.
const changedAfter = (
  { sql: db }: Database,
  from: string | null,
  last: CustomerRow | undefined,
): Promise<CustomerRow[]> =>
  db
    .selectFrom('customers')
    .selectAll()
    .$if(from !== null && !last, (query) => query.where('updatedAt', '>=', from ?? ''))
    .$if(last !== undefined, (query) =>
      query.where((row) =>
        row(row.refTuple('updatedAt', 'id'), '>', row.tuple(last?.updatedAt ?? '', last?.id ?? '')),
      ),
    )
    .orderBy('updatedAt')
    .orderBy('id')
    .limit(BATCH)
    .execute()

async function keep(tx: Tx, rows: readonly CustomerRow[]): Promise<void> {
  const { dialect } = tx.database
  const ids = rows.map(({ id }) => id)
  // First of all, as its row is held from here on: nobody else gives keys before this is committed.
  const at = rows.at(-1)?.updatedAt ?? null
  await tx.sql
    .updateTable('duplicateProgress')
    .set({ at: sql`case when at > ${at} then at else ${at} end` })
    .execute()
  await tx.sql
    .deleteFrom('duplicateKeys')
    .where(amongIds(dialect, 'customerId', ids))
    .execute()
  // As they are now: they may have changed or gone since; who was merged is compared by the survivor.
  const there = await tx.sql
    .selectFrom('customers')
    .selectAll()
    .where(amongIds(dialect, 'id', ids))
    .where('mergedInto', 'is', null)
    .where('name', '!=', '')
    .$if(dialect === 'postgres', (query) => query.forKeyShare())
    .execute()
  const keys = there.flatMap((row) => keysOf(row).map((key) => ({ ...key, customerId: row.id })))
  await insertRows(tx.sql, dialect, KEYS, keys)
}
