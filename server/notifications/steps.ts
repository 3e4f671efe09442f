import type { NotificationStep, OutcomesBody } from '../contract/notifications.ts'
import type { z } from 'zod'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'

/** A line to be in a notification's log. */
export type NewStep = Omit<NotificationStep, 'at'> & { notificationId: string }

/** Adds lines to the log of notifications; one that is there already is not added again. Answers how many were new. */
export async function addSteps(tx: Tx, steps: readonly NewStep[]): Promise<number> {
  let added = 0
  for (let at = 0; at < steps.length; at += CHUNK) {
    const rows = steps.slice(at, at + CHUNK).map((step) => ({ ...step, id: newId(), at: tx.now }))
    const kept = await tx.sql
      .insertInto('notificationSteps')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['notificationId', 'step', 'channel', 'connection']).doNothing(),
      )
      .returning('id')
      .execute()
    added += kept.length
  }
  return added
}
const CHUNK = 100

/** Records what a window says became of an agent's own notifications; of others' it says nothing. */
export async function recordOutcomes(
  tx: Tx,
  agentId: string,
  { connection, outcomes }: z.output<typeof OutcomesBody>,
): Promise<number> {
  const own = await tx.sql
    .selectFrom('notifications')
    .select('id')
    .where('agentId', '=', agentId)
    .where(
      'id',
      'in',
      outcomes.map(({ id }) => id),
    )
    .execute()
  const ids = new Set(own.map((row) => row.id))
  return addSteps(
    tx,
    outcomes
      .filter(({ id }) => ids.has(id))
      .map(({ id, ...outcome }) => ({ ...outcome, notificationId: id, connection })),
  )
}
