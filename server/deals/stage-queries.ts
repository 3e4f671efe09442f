import type { Selectable } from 'kysely'
import type { DealStage } from '../contract/deals.ts'
import { amongIds } from '../db/bulk.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import type { DealStageTable } from './table.ts'
import { viewStage } from './view.ts'

export type StageRow = Selectable<DealStageTable>

/** The stages, in their order. */
export async function listStages(sql: Sql): Promise<DealStage[]> {
  const rows = await stagesInOrder(sql)
  return rows.map(viewStage)
}

const stagesInOrder = (sql: Sql): Promise<StageRow[]> =>
  sql.selectFrom('dealStages').selectAll().orderBy('position').orderBy('id').execute()

/**
 * Stages that nobody removes until this transaction is over. They are taken last, and in the order of their ids, by
 * everybody. Throws `deal_stage_not_found`.
 */
export async function holdStages(tx: Tx, ids: readonly string[]): Promise<Map<string, StageRow>> {
  const rows = await tx.sql
    .selectFrom('dealStages')
    .selectAll()
    .where(amongIds(tx.database.dialect, 'id', ids.filter(isId)))
    .orderBy('id')
    .$if(tx.database.dialect === 'postgres', (query) => query.forKeyShare())
    .execute()
  const held = new Map(rows.map((row) => [row.id, row]))
  if (!ids.every((id) => held.has(id))) throw problem('deal_stage_not_found')
  return held
}

/** One stage, held like many. */
export async function holdStage(tx: Tx, id: string): Promise<StageRow> {
  const [row] = (await holdStages(tx, [id])).values()
  if (!row) throw problem('deal_stage_not_found')
  return row
}

/** Where a deal begins: the first open stage, which nobody removes until this transaction is over. */
export async function holdFirstStage(tx: Tx): Promise<StageRow> {
  // All of them: the first may go while it is waited for, but never the last.
  const rows = await tx.sql
    .selectFrom('dealStages')
    .selectAll()
    .where('category', '=', 'open')
    .orderBy('id')
    .$if(tx.database.dialect === 'postgres', (query) => query.forKeyShare())
    .execute()
  const [first] = rows.toSorted(byPosition)
  if (!first) throw new Error('there is no open stage')
  return first
}

const byPosition = (one: StageRow, other: StageRow) => one.position - other.position

/** The stages, in their order, which no other administrator changes until this transaction is over; deals go on moving. */
export async function takeStages(tx: Tx): Promise<StageRow[]> {
  if (tx.database.dialect === 'postgres')
    await tx.sql.selectFrom('dealStages').select('id').orderBy('id').forNoKeyUpdate().execute()
  // Read once they are held: who waited for them sees what was committed meanwhile.
  return stagesInOrder(tx.sql)
}

/** Closes a stage, which was taken: no deal comes to it any more. */
export async function closeStage(tx: Tx, id: string): Promise<void> {
  await tx.sql
    .selectFrom('dealStages')
    .select('id')
    .where('id', '=', id)
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
    .execute()
}

/** Whether there are deals in a stage. */
export async function hasDealsIn(sql: Sql, stageId: string): Promise<boolean> {
  const row = await sql
    .selectFrom('deals')
    .select('id')
    .where('stageId', '=', stageId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
