import type { CreateDealBody, Deal, UpdateDealBody } from '../contract/deals.ts'
import { lockOrigin } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { findAgent } from '../identity/index.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { readSettings } from '../settings/index.ts'
import { type Author, changedFields, type Standing } from './entries.ts'
import { type DealRow, takeDeal } from './queries.ts'
import { inStage, named, save } from './saving.ts'
import { holdFirstStage, holdStage, holdStages } from './stage-queries.ts'
import { tellChanged, tellCreated, tellDeleted } from './tell.ts'
import { viewDeal } from './view.ts'

/**
 * Adds a deal of a customer; throws `customer_not_found`, `conversation_not_found` where it did not come from a chat of
 * theirs, `agent_not_found` or `deal_stage_not_found`.
 */
export const createDeal = (database: Database, body: CreateDealBody, by: Author): Promise<Deal> =>
  database.transaction(async (tx) => {
    const { customer, chat } = await lockOrigin(tx, body)
    const { title, amount, stageId, ownerId, expectedOn = null } = body
    const stage = await (stageId === undefined ? holdFirstStage(tx) : holdStage(tx, stageId))
    const id = newId()
    await tx.sql
      .insertInto('deals')
      .values({
        id,
        customerId: customer.id,
        conversationId: chat?.id ?? null,
        stageId: stage.id,
        category: stage.category,
        ownerId: ownerId === undefined ? by.id : (await findAgent(tx.sql, ownerId)).id,
        title,
        amount,
        currency: body.currency ?? (await readSettings(tx.sql)).currency,
        expectedOn,
        lostReason: null,
        movedAt: tx.now,
        closedAt: stage.category === 'open' ? null : tx.now,
        version: 1,
        createdAt: tx.now,
        updatedAt: tx.now,
      })
      .execute()
    const deal = await named(tx, id)
    await tellCreated(tx, { deal, stage }, by)
    return viewDeal(deal)
  })

/**
 * Changes what is given; nothing new changes nothing. Throws `deal_not_found`, `agent_not_found`,
 * `deal_stage_not_found`, or `deal_changed` where the change was made to an older version.
 */
export const updateDeal = (
  database: Database,
  id: string,
  body: UpdateDealBody,
  by: Author,
): Promise<Deal> =>
  database.transaction(async (tx) => {
    const before = await takeDeal(tx, id)
    const stageId = body.stageId ?? before.stageId
    const stages = await holdStages(tx, [before.stageId, stageId])
    const [from, to] = [stages.get(before.stageId), stages.get(stageId)]
    if (!from || !to) throw problem('deal_stage_not_found')
    const wanted = await wantedOf(tx, { deal: before, stage: to }, body)
    if (changedFields(before, wanted).length === 0) return viewDeal(before)
    if (body.version !== undefined && body.version !== before.version)
      throw problem('deal_changed', { current: viewDeal(before) })
    const after = await save(tx, wanted)
    await tellChanged(tx, { deal: before, stage: from }, { deal: after, stage: to }, by)
    return viewDeal(after)
  })

/** A deal as it is to be, in the stage it is to be in. */
async function wantedOf(
  tx: Tx,
  { deal, stage }: Standing,
  { title, amount, currency, ownerId, expectedOn, lostReason }: UpdateDealBody,
): Promise<DealRow> {
  const isAnothers = ownerId !== undefined && ownerId !== deal.ownerId
  const moved = inStage(deal, stage, tx.now)
  const reason = lostReason === undefined ? moved.lostReason : lostReason || null
  return {
    ...moved,
    title: title ?? deal.title,
    amount: amount ?? deal.amount,
    currency: currency ?? deal.currency,
    ownerId: isAnothers ? (await findAgent(tx.sql, ownerId)).id : deal.ownerId,
    expectedOn: expectedOn === undefined ? deal.expectedOn : expectedOn,
    lostReason: stage.category === 'lost' ? reason : null,
  }
}

/** Deletes a deal with its history; that it was there stays on the timeline. Throws `deal_not_found`. */
export const deleteDeal = (database: Database, id: string, by: Author): Promise<void> =>
  database.transaction(async (tx) => {
    const deal = await takeDeal(tx, id)
    const stage = await holdStage(tx, deal.stageId)
    await tx.sql.deleteFrom('deals').where('id', '=', deal.id).execute()
    await tellDeleted(tx, { deal, stage }, by)
  })
