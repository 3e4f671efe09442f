import { z } from 'zod'
import type { Tx } from '../db/transaction.ts'
import { cancel, enqueue } from '../jobs/index.ts'
import { findTask, lockTask, type TaskRow } from './queries.ts'

/** The job that reminds a task's assignee of it when it is due. */
export const TASK_DUE = 'taskDue'

const Payload = z.object({ id: z.string(), dueAt: z.string() })
type Due = z.output<typeof Payload>

const keyOf = ({ id, dueAt }: Due) => `${TASK_DUE} ${id} ${dueAt}`

const awaitDue = (tx: Tx, due: Due): Promise<void> =>
  enqueue(tx, { kind: TASK_DUE, payload: due, runAt: due.dueAt, dedupeKey: keyOf(due) })

const reminderOf = (row: TaskRow | null): Due | null =>
  row?.state === 'open' && row.dueAt !== null ? { id: row.id, dueAt: row.dueAt } : null

/** Has a task's assignee reminded as it is now, and no more as it was. Of a time that has passed nobody is reminded. */
export async function planReminder(
  tx: Tx,
  before: TaskRow | null,
  after: TaskRow | null,
): Promise<void> {
  const [had, wanted] = [reminderOf(before), reminderOf(after)]
  if (had?.dueAt === wanted?.dueAt) return
  if (had) await cancel(tx, keyOf(had))
  if (wanted && wanted.dueAt > tx.now) await awaitDue(tx, wanted)
}

/**
 * The task that a reminder was planned for, held, where it is due by now and still to be done; undefined for one that is
 * done or gone, or was given another time.
 */
export async function dueTask(tx: Tx, payload: unknown): Promise<TaskRow | undefined> {
  const due = Payload.parse(payload)
  await lockTask(tx, due.id)
  const row = await findTask(tx.sql, due.id)
  if (!row || reminderOf(row)?.dueAt !== due.dueAt) return undefined
  if (due.dueAt <= tx.now) return row
  // The clock was set back.
  await awaitDue(tx, due)
  return undefined
}
