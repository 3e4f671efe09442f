import type { CustomerRow } from '../customers/index.ts'
import { amongIds, insertRows } from '../db/bulk.ts'
import type { Database, Tx } from '../db/transaction.ts'
import type { JobHandler } from '../jobs/index.ts'
import { keysOf } from './keys.ts'

const BATCH = 200
// A commit may carry a time from a little before those that are seen already.
const OVERLAP_MS = 60_000

const KEYS = { table: 'duplicate_keys', columns: ['kind', 'key', 'customerId'] }

/** Gives whoever changed since the last time their keys, a few in each commit. */
export async function refreshKeys(database: Database): Promise<void> {
  const { at } = await database.sql
    .selectFrom('duplicateProgress')
    .select('at')
    .executeTakeFirstOrThrow()
  const from = at === null ? null : new Date(Date.parse(at) - OVERLAP_MS).toISOString()
  for (let last: CustomerRow | undefined; ;) {
    const rows = await changedAfter(database, from, last)
    if (rows.length > 0) await database.transaction((tx) => keep(tx, rows))
    await new Promise(setImmediate)
    last = rows.at(-1)
    if (!last || rows.length < BATCH) return
  }
}

/** The same, as a job. */
export const refreshWhenDue =
  (database: Database): JobHandler =>
  () =>
    refreshKeys(database)

// Few rows by their index: no thread has to be started for them.
const changedAfter = (
  { sql }: Database,
  from: string | null,
  last: CustomerRow | undefined,
): Promise<CustomerRow[]> =>
  sql
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
  await tx.sql
    .updateTable('duplicateProgress')
    .set({ at: rows.at(-1)?.updatedAt ?? null })
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
