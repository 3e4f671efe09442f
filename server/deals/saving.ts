import type { DealStage } from '../contract/deals.ts'
import type { Tx } from '../db/transaction.ts'
import { type DealRow, findDeal } from './queries.ts'

/** A deal as it is in a stage: closed when it came to one where it is won or lost, with a reason only where it is lost. */
export function inStage(deal: DealRow, stage: DealStage, now: string): DealRow {
  if (stage.id === deal.stageId) return deal
  const { id: stageId, category } = stage
  const isSame = category === deal.category
  return {
    ...deal,
    stageId,
    category,
    movedAt: now,
    lostReason: isSame ? deal.lostReason : null,
    closedAt: category === 'open' ? null : isSame ? deal.closedAt : now,
  }
}

/** Writes a deal down as its next version. */
export async function save(tx: Tx, wanted: DealRow): Promise<DealRow> {
  const { id, title, amount, currency, ownerId, expectedOn, stageId, category } = wanted
  const { lostReason, movedAt, closedAt, version } = wanted
  const columns = { title, amount, currency, ownerId, expectedOn, stageId, category, lostReason }
  await tx.sql
    .updateTable('deals')
    .set({ ...columns, movedAt, closedAt, version: version + 1, updatedAt: tx.now })
    .where('id', '=', id)
    .execute()
  return named(tx, id)
}

/** A deal that this transaction wrote, with its names. */
export async function named(tx: Tx, id: string): Promise<DealRow> {
  const row = await findDeal(tx.sql, id)
  if (!row) throw new Error('a deal is gone in the transaction that wrote it')
  return row
}
