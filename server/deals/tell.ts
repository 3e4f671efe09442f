import type { DealStage } from '../contract/deals.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import {
  type Author,
  changedEntries,
  changedEvent,
  changedFields,
  createdEntry,
  createdEvent,
  deletedEntry,
  deletedEvent,
  moveOf,
  type Standing,
} from './entries.ts'

/** Tells of a new deal, and puts it on its customer's timeline. */
export async function tellCreated(tx: Tx, now: Standing, by: Author): Promise<void> {
  append(tx, createdEvent(now.deal, by))
  await keepMove(tx, null, now, by)
  await recordActivity(tx, createdEntry(now, by))
}

/** Tells of a change, and keeps where the deal went. */
export async function tellChanged(
  tx: Tx,
  before: Standing,
  after: Standing,
  by: Author,
): Promise<void> {
  const changed = changedFields(before.deal, after.deal)
  append(tx, changedEvent(after.deal, changed, by.id))
  if (changed.includes('stageId')) await keepMove(tx, before.stage, after, by)
  for (const entry of changedEntries(before, after, by)) await recordActivity(tx, entry)
}

/** Tells that a deal is gone. */
export async function tellDeleted(tx: Tx, last: Standing, by: Author): Promise<void> {
  append(tx, deletedEvent(last.deal))
  await recordActivity(tx, deletedEntry(last, by))
}

async function keepMove(tx: Tx, from: DealStage | null, now: Standing, { id: byId }: Author) {
  const row = moveOf(from, now, { id: newId(), at: tx.now, byId })
  const [fromStage, toStage] = [
    row.fromStage && JSON.stringify(row.fromStage),
    JSON.stringify(row.toStage),
  ]
  await tx.sql
    .insertInto('dealMoves')
    .values({ ...row, fromStage, toStage })
    .execute()
}
