import type { CreateDealStageBody, DealStage } from '../contract/deals.ts'
import type { Place } from '../db/keyset.ts'
import { inSteps } from '../db/steps.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import type { Author } from './entries.ts'
import { type DealRow, dealsIn, lockDeal } from './queries.ts'
import { inStage, save } from './saving.ts'
import { closeStage, hasDealsIn, holdStage, type StageRow, takeStages } from './stage-queries.ts'
import { tellChanged } from './tell.ts'
import { viewStage } from './view.ts'

const MOST = 50
const BATCH = 100

function tell(tx: Tx, rows: readonly StageRow[]): DealStage[] {
  const stages = rows.map(viewStage)
  append(tx, { kind: 'dealStages.changed', refs: {}, body: { stages } })
  return stages
}

/** Adds a stage behind the others; throws `too_many_deal_stages` or `deal_stage_name_taken`. */
export const createStage = (database: Database, body: CreateDealStageBody): Promise<DealStage> =>
  database.transaction(async (tx) => {
    const stages = await takeStages(tx)
    if (stages.length >= MOST) throw problem('too_many_deal_stages')
    checkName(stages, body.name)
    const position = (stages.at(-1)?.position ?? -1) + 1
    const row = { id: newId(), ...body, standard: null, position, createdAt: tx.now }
    await tx.sql.insertInto('dealStages').values(row).execute()
    tell(tx, [...stages, row])
    return viewStage(row)
  })

/** Names a stage anew; throws `deal_stage_not_found` or `deal_stage_name_taken`. */
export const renameStage = (database: Database, id: string, name: string): Promise<DealStage> =>
  database.transaction(async (tx) => {
    const stages = await takeStages(tx)
    const before = among(stages, id)
    if (before.name === name && before.standard === null) return viewStage(before)
    checkName(
      stages.filter((stage) => stage !== before),
      name,
    )
    const after = { ...before, name, standard: null }
    await tx.sql
      .updateTable('dealStages')
      .set({ name, standard: null })
      .where('id', '=', before.id)
      .execute()
    tell(
      tx,
      stages.map((stage) => (stage.id === after.id ? after : stage)),
    )
    return viewStage(after)
  })

const nameKey = (name: string) => name.normalize('NFC').toLowerCase()

function checkName(others: readonly StageRow[], name: string): void {
  if (others.some((stage) => nameKey(stage.name) === nameKey(name)))
    throw problem('deal_stage_name_taken')
}

/** Puts the stages in an order; those that are not named follow in the order they had. */
export const orderStages = (database: Database, ids: readonly string[]): Promise<DealStage[]> =>
  database.transaction(async (tx) => {
    const stages = await takeStages(tx)
    const known = new Map(stages.map((stage) => [stage.id, stage]))
    const order = [...new Set([...ids, ...known.keys()])].flatMap((id) => known.get(id) ?? [])
    for (const [position, { id }] of order.entries())
      await tx.sql.updateTable('dealStages').set({ position }).where('id', '=', id).execute()
    return tell(tx, order)
  })

/**
 * Removes a stage; its deals go to `moveTo`, each as if it had been moved. Throws `deal_stage_not_found`,
 * `validation_failed` where `moveTo` is no other stage, `deal_stage_in_use` where there are deals and no place for them, or
 * `deal_stage_needed` for the last of its category.
 */
export async function removeStage(
  database: Database,
  id: string,
  { moveTo, by }: { moveTo: string | undefined; by: Author },
): Promise<void> {
  const stages = await database.sql.selectFrom('dealStages').selectAll().execute()
  const from = removable(stages, id)
  if (moveTo !== undefined)
    await moveAll(database, from, { to: elsewhere(stages, from, moveTo), by })
  await database.transaction(async (tx) => {
    const left = await takeStages(tx)
    const stage = removable(left, id)
    await closeStage(tx, stage.id)
    if (await hasDealsIn(tx.sql, stage.id)) throw problem('deal_stage_in_use')
    await tx.sql.deleteFrom('dealStages').where('id', '=', stage.id).execute()
    tell(
      tx,
      left.filter((other) => other !== stage),
    )
  })
}

function elsewhere(stages: readonly StageRow[], from: StageRow, moveTo: string): string {
  if (stages.some(({ id }) => id === moveTo) && moveTo !== from.id) return moveTo
  throw problem('validation_failed', {
    issues: [{ code: 'custom', path: ['moveTo'], message: 'must be another stage', input: moveTo }],
  })
}

function among(stages: readonly StageRow[], id: string): StageRow {
  const stage = stages.find((one) => one.id === id)
  if (!stage) throw problem('deal_stage_not_found')
  return stage
}

function removable(stages: readonly StageRow[], id: string): StageRow {
  const stage = among(stages, id)
  if (!stages.some((other) => other !== stage && other.category === stage.category))
    throw problem('deal_stage_needed')
  return stage
}

interface Moving {
  to: string
  by: Author
}

/** Moves every deal of a stage, from the oldest on. What is being erased stays behind, and keeps the stage until it is gone. */
async function moveAll(database: Database, from: StageRow, moving: Moving): Promise<void> {
  let place: Place | undefined
  await inSteps(database, async (tx) => {
    const found = await dealsIn(tx.sql, from.id, { from: place, limit: BATCH })
    // Customers are taken in the order of their ids, and stages after all of them.
    const held: DealRow[] = []
    for (const { id } of found.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))) {
      const deal = await lockDeal(tx, id)
      if (deal?.stageId === from.id) held.push(deal)
    }
    await moveHeld(tx, { held, from }, moving)
    const last = found.at(-1)
    place = last && { at: last.movedAt, id: last.id }
    return found.length === BATCH
  })
}

async function moveHeld(
  tx: Tx,
  { held, from }: { held: readonly DealRow[]; from: StageRow },
  moving: Moving,
): Promise<void> {
  if (held.length === 0) return
  const to = await holdStage(tx, moving.to)
  for (const deal of held) {
    const after = await save(tx, inStage(deal, to, tx.now))
    await tellChanged(tx, { deal, stage: from }, { deal: after, stage: to }, moving.by)
  }
}
