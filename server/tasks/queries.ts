import { type Selectable, sql as raw } from 'kysely'
import type { TaskState } from '../contract/tasks.ts'
import { lockOwned } from '../customers/index.ts'
import { newerThan, olderThan, type Place } from '../db/keyset.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import type { TaskTable } from './table.ts'

/** A task with the names it is shown with. */
export type TaskRow = Selectable<TaskTable> & {
  customerName: string
  customerEmail: string | null
  assigneeName: string
  creatorName: string
  doerName: string | null
  ticketNumber: number | null
}

/** Which tasks a list holds. */
export interface TaskFilter {
  state: TaskState
  assigneeId?: string | undefined
  customerId?: string | undefined
  dueBefore?: string | undefined
}

const tasks = (sql: Sql) =>
  sql
    .selectFrom('tasks')
    .innerJoin('customers', 'customers.id', 'tasks.customerId')
    .innerJoin('users as assignee', 'assignee.id', 'tasks.assigneeId')
    .innerJoin('users as creator', 'creator.id', 'tasks.createdBy')
    .leftJoin('users as doer', 'doer.id', 'tasks.doneBy')
    .leftJoin('tickets', 'tickets.id', 'tasks.ticketId')
    .selectAll('tasks')
    .select([
      'customers.name as customerName',
      'customers.email as customerEmail',
      'assignee.name as assigneeName',
      'creator.name as creatorName',
      'doer.name as doerName',
      'tickets.number as ticketNumber',
    ])

/** The task with this id, or undefined. */
export const findTask = async (sql: Sql, id: string): Promise<TaskRow | undefined> =>
  isId(id) ? tasks(sql).where('tasks.id', '=', id).executeTakeFirst() : undefined

/** Takes a task for this transaction, if it is there. */
export async function lockTask(tx: Tx, id: string): Promise<void> {
  await tx.sql
    .selectFrom('tasks')
    .select('id')
    .where('id', '=', id)
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
    .execute()
}

/** A task for this transaction alone, and its customer before it, as a merge takes them; throws `task_not_found`. */
export async function takeTask(tx: Tx, id: string): Promise<TaskRow> {
  const row = await lockOwned(tx, {
    find: () => findTask(tx.sql, id),
    lock: () => lockTask(tx, id),
  })
  if (!row) throw problem('task_not_found')
  return row
}

/** Whose ticket it is, or undefined. */
export async function customerOfTicket(sql: Sql, id: string): Promise<string | undefined> {
  const row = isId(id)
    ? await sql.selectFrom('tickets').select('customerId').where('id', '=', id).executeTakeFirst()
    : undefined
  return row?.customerId
}

const [AT, ID] = ['tasks.placedAt', 'tasks.id']

/** The tasks the filter lets through, from a place on: open ones by when they are due, done ones the latest first. */
export async function listTasks(
  sql: Sql,
  { state, assigneeId, customerId, dueBefore }: TaskFilter,
  { from, limit }: { from: Place | undefined; limit: number },
): Promise<TaskRow[]> {
  if ([assigneeId, customerId].some((id) => id !== undefined && !isId(id))) return []
  const isDone = state === 'done'
  const order = isDone ? 'desc' : 'asc'
  return tasks(sql)
    .where('tasks.state', '=', state)
    .$if(assigneeId !== undefined, (query) =>
      query.where('tasks.assigneeId', '=', assigneeId ?? ''),
    )
    .$if(customerId !== undefined, (query) =>
      query.where('tasks.customerId', '=', customerId ?? ''),
    )
    .$if(dueBefore !== undefined, (query) =>
      query.where(raw<boolean>`${raw.ref(isDone ? 'tasks.dueAt' : AT)} < ${dueBefore}`),
    )
    .where(isDone ? olderThan(from, AT, ID) : newerThan(from, AT, ID))
    .orderBy('tasks.placedAt', order)
    .orderBy('tasks.id', order)
    .limit(limit)
    .execute()
}
