import type { Selectable } from 'kysely'
import { dropAllDocuments } from '../db/full-text.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { headOf } from '../stream/index.ts'
import { TABLES } from './store.ts'
import type { SearchProgressTable } from './table.ts'

export type Progress = Selectable<SearchProgressTable>

/** How far the words are. */
export const progressOf = (sql: Sql): Promise<Progress> =>
  sql.selectFrom('searchProgress').selectAll().executeTakeFirstOrThrow()

/** How far the words are; nobody else moves them on before this transaction ends. */
export const takeProgress = (tx: Tx): Promise<Progress> =>
  tx.sql
    .updateTable('searchProgress')
    .set((row) => ({ filling: row.ref('filling') }))
    .returningAll()
    .executeTakeFirstOrThrow()

export async function saveProgress(tx: Tx, { id: _, ...progress }: Progress): Promise<void> {
  await tx.sql.updateTable('searchProgress').set(progress).execute()
}

const momentOfEvent = async (sql: Sql, seq: number): Promise<string | null> => {
  const row = await sql.selectFrom('events').select('at').where('seq', '=', seq).executeTakeFirst()
  return row?.at ?? null
}

/** Whether the words belong to what is stored: an older database may have been put back beside them. */
export async function isOfThisHistory(sql: Sql, { seq, at }: Progress): Promise<boolean> {
  if (seq === null) return false
  return seq === 0 || (await momentOfEvent(sql, seq)) === at
}

/** Forgets all words: everything is read again from what is stored. */
export async function beginAnew(tx: Tx, progress: Progress): Promise<Progress> {
  for (const { name } of Object.values(TABLES))
    await dropAllDocuments(tx.sql, tx.database.dialect, name)
  const seq = await headOf(tx.sql)
  const at = await momentOfEvent(tx.sql, seq)
  return { ...progress, seq, at, filling: 'messages', filledTo: null }
}
