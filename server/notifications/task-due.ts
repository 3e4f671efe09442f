import type { Database, Tx } from '../db/transaction.ts'
import type { JobHandler } from '../jobs/index.ts'
import { activeAgents } from '../identity/index.ts'
import { dueTask } from '../tasks/index.ts'
import { notify } from './actions.ts'

/** Reminds whoever has a task that is due. However often it runs, they are told once of each time it was given. */
export const remindWhenDue =
  (database: Database): JobHandler =>
  (payload) =>
    database.transaction((tx) => remind(tx, payload))

async function remind(tx: Tx, payload: unknown): Promise<void> {
  const task = await dueTask(tx, payload)
  if (!task) return
  const { id, dueAt, assigneeId: agentId } = task
  if ((await activeAgents(tx.sql, tx.database.dialect, [agentId])).size === 0) return
  const subject = {
    kind: 'task_due',
    cause: `task ${id} ${dueAt}`,
    about: 'task',
    aboutId: id,
    ticketNumber: null,
    who: task.customerName,
    excerpt: task.title,
  } as const
  await notify(tx, [{ agentId, subject }])
}
