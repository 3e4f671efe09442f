import type { CreateTaskBody, Task, UpdateTaskBody } from '../contract/tasks.ts'
import { lockOrigin } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { findAgent } from '../identity/index.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { customerOfTicket, findTask, takeTask, type TaskRow } from './queries.ts'
import { planReminder } from './reminder.ts'
import { type Author, changedFields, tellChanged, tellCreated, tellDeleted } from './tell.ts'
import { viewTask } from './view.ts'

// Behind every time a task can be given.
const NEVER = '9999-12-31T23:59:59.999Z'

/**
 * Adds a task for a customer; throws `customer_not_found`, `agent_not_found`, or `conversation_not_found` and
 * `ticket_not_found` where it came from is not theirs.
 */
export const createTask = (database: Database, body: CreateTaskBody, by: Author): Promise<Task> =>
  database.transaction(async (tx) => {
    const { customer, chat } = await lockOrigin(tx, body)
    const { assignedTo, title, note, dueAt = null } = body
    const id = newId()
    await tx.sql
      .insertInto('tasks')
      .values({
        id,
        customerId: customer.id,
        conversationId: chat?.id ?? null,
        ticketId: await ticketAmong(tx, customer.id, body.ticketId),
        title,
        note,
        dueAt,
        state: 'open',
        placedAt: dueAt ?? NEVER,
        assigneeId: assignedTo === undefined ? by.id : (await findAgent(tx.sql, assignedTo)).id,
        createdBy: by.id,
        doneAt: null,
        doneBy: null,
        version: 1,
        createdAt: tx.now,
        updatedAt: tx.now,
      })
      .execute()
    const row = await named(tx, id)
    await planReminder(tx, null, row)
    await tellCreated(tx, row, by)
    return viewTask(row)
  })

async function ticketAmong(
  tx: Tx,
  customerId: string,
  id: string | null | undefined,
): Promise<string | null> {
  if (id == null) return null
  if ((await customerOfTicket(tx.sql, id)) !== customerId) throw problem('ticket_not_found')
  return id
}

async function named(tx: Tx, id: string): Promise<TaskRow> {
  const row = await findTask(tx.sql, id)
  if (!row) throw new Error('a task is gone in the transaction that wrote it')
  return row
}

/**
 * Changes what is given; nothing new changes nothing. Throws `task_not_found`, `agent_not_found`, or `task_changed`
 * where the change was made to an older version.
 */
export const updateTask = (
  database: Database,
  id: string,
  body: UpdateTaskBody,
  by: Author,
): Promise<Task> =>
  database.transaction(async (tx) => {
    const before = await takeTask(tx, id)
    const wanted = await wantedOf(tx, before, body, by)
    if (changedFields(before, wanted).length === 0) return viewTask(before)
    if (body.version !== undefined && body.version !== before.version)
      throw problem('task_changed', { current: viewTask(before) })
    const after = await save(tx, wanted)
    await planReminder(tx, before, after)
    await tellChanged(tx, before, after, by)
    return viewTask(after)
  })

async function wantedOf(
  tx: Tx,
  before: TaskRow,
  body: UpdateTaskBody,
  by: Author,
): Promise<TaskRow> {
  const { title, note, dueAt, assignedTo, state } = body
  const isAnothers = assignedTo !== undefined && assignedTo !== before.assigneeId
  const wanted = {
    ...before,
    title: title ?? before.title,
    note: note ?? before.note,
    dueAt: dueAt === undefined ? before.dueAt : dueAt,
    assigneeId: isAnothers ? (await findAgent(tx.sql, assignedTo)).id : before.assigneeId,
    ...stateAfter(tx, before, state, by),
  }
  return { ...wanted, placedAt: wanted.doneAt ?? wanted.dueAt ?? NEVER }
}

function stateAfter(tx: Tx, before: TaskRow, state: TaskRow['state'] | undefined, by: Author) {
  if (state === undefined || state === before.state) return {}
  return state === 'done'
    ? { state, doneAt: tx.now, doneBy: by.id }
    : { state, doneAt: null, doneBy: null }
}

async function save(tx: Tx, wanted: TaskRow): Promise<TaskRow> {
  const { id, title, note, dueAt, state, placedAt, assigneeId, doneAt, doneBy, version } = wanted
  const columns = { title, note, dueAt, state, placedAt, assigneeId, doneAt, doneBy }
  await tx.sql
    .updateTable('tasks')
    .set({ ...columns, version: version + 1, updatedAt: tx.now })
    .where('id', '=', id)
    .execute()
  return named(tx, id)
}

/** Deletes a task; that it was there stays on the timeline. Throws `task_not_found`. */
export const deleteTask = (database: Database, id: string, by: Author): Promise<void> =>
  database.transaction(async (tx) => {
    const row = await takeTask(tx, id)
    await tx.sql.deleteFrom('tasks').where('id', '=', row.id).execute()
    await planReminder(tx, row, null)
    await tellDeleted(tx, row, by)
  })
