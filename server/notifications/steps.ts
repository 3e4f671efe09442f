import type { NotificationStep, OutcomesBody } from '../contract/notifications.ts'
import type { z } from 'zod'
import type { Sql, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { stepsOf } from './queries.ts'
import type { NotificationRow } from './view.ts'

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

/** The log of a notification, in order. What was decided of it stands on its own row, and is not stored again. */
export async function logOf(sql: Sql, row: NotificationRow): Promise<NotificationStep[]> {
  const steps = await stepsOf(sql, row.id)
  const isSent = steps.some(({ step }) => step === 'sent')
  const reason = row.withheld ?? (isSent ? null : 'no_window')
  const first = { channel: 'none', connection: '', at: row.createdAt } as const
  return [
    { ...first, step: 'decided', reason: null },
    ...(reason === null ? [] : [{ ...first, step: 'withheld' as const, reason }]),
    ...steps,
  ]
}

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
