import { sql } from 'kysely'
import type { Sql, Tx } from '../db/transaction.ts'

/** The condition that somebody still goes through the rows of an import. */
export const IS_GOING_ON = sql<boolean>`exists (select 1 from jobs j where j.kind = 'import' and j.failed_at is null
  and j.payload ->> 'id' = cast(imports.id as text))`

/** Whether rows of an import are being taken in. */
export async function isImporting(db: Sql): Promise<boolean> {
  const row = await db
    .selectFrom('imports')
    .select('id')
    .where('state', '=', 'running')
    .where(IS_GOING_ON)
    .executeTakeFirst()
  return row !== undefined
}

/** Has no import take in rows before this transaction ends: those after it see what it did. */
export async function holdImports(tx: Tx): Promise<void> {
  await tx.sql
    .updateTable('imports')
    .set((column) => ({ state: column.ref('state') }))
    .where('state', '=', 'running')
    .execute()
}
