import type { Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import type { TaskRow } from './queries.ts'
import { viewTask } from './view.ts'

/** The agent who does something to a task. */
export interface Author {
  id: string
  name: string
}

const refsOf = ({ id, customerId }: TaskRow) => ({ customerId, taskId: id })

const told = ({ id, title }: TaskRow, by: Author) => ({
  taskId: id,
  title,
  byId: by.id,
  byName: by.name,
})

/** Tells of a new task, and puts it on its customer's timeline. */
export async function tellCreated(tx: Tx, row: TaskRow, by: Author): Promise<void> {
  append(tx, {
    kind: 'task.created',
    refs: refsOf(row),
    body: { task: viewTask(row), byId: by.id },
  })
  await recordActivity(tx, {
    customerId: row.customerId,
    type: 'task_created',
    description: `Task added: ${row.title}`,
    metadata: { ...told(row, by), dueAt: row.dueAt, assignedTo: row.assigneeName },
  })
}

const FIELDS = {
  title: 'title',
  note: 'note',
  dueAt: 'dueAt',
  assigneeId: 'assignedTo',
  state: 'state',
} as const satisfies Partial<Record<keyof TaskRow, string>>

/** The fields that differ, by their names on the wire. */
export const changedFields = (before: TaskRow, after: TaskRow): string[] =>
  (Object.keys(FIELDS) as Array<keyof typeof FIELDS>).flatMap((field) =>
    before[field] === after[field] ? [] : [FIELDS[field]],
  )

/** Tells of a change; on the timeline stands whether it is done, and when it is due and whose it is where that changed. */
export async function tellChanged(
  tx: Tx,
  before: TaskRow,
  after: TaskRow,
  by: Author,
): Promise<void> {
  const changed = changedFields(before, after)
  const body = { task: viewTask(after), changed, byId: by.id }
  append(tx, { kind: 'task.changed', refs: refsOf(after), body })
  const entry = { customerId: after.customerId, metadata: told(after, by) }
  if (changed.includes('state')) await recordActivity(tx, { ...entry, ...stateEntry(after) })
  const changes = changesOf(before, after)
  if (Object.keys(changes).length > 0)
    await recordActivity(tx, {
      ...entry,
      type: 'task_updated',
      description: `Task changed: ${after.title}`,
      metadata: { ...entry.metadata, changes },
    })
}

const stateEntry = ({ state, title }: TaskRow) =>
  state === 'done'
    ? ({ type: 'task_done', description: `Task done: ${title}` } as const)
    : ({ type: 'task_reopened', description: `Task reopened: ${title}` } as const)

function changesOf(before: TaskRow, after: TaskRow) {
  const changes: Record<string, { from: string | null; to: string | null }> = {}
  for (const field of ['title', 'dueAt'] as const)
    if (before[field] !== after[field]) changes[field] = { from: before[field], to: after[field] }
  if (before.assigneeId !== after.assigneeId)
    changes['assignedTo'] = { from: before.assigneeName, to: after.assigneeName }
  return changes
}

/** Tells that a task is gone. */
export async function tellDeleted(tx: Tx, row: TaskRow, by: Author): Promise<void> {
  append(tx, { kind: 'task.deleted', refs: refsOf(row), body: { id: row.id } })
  await recordActivity(tx, {
    customerId: row.customerId,
    type: 'task_deleted',
    description: `Task deleted: ${row.title}`,
    metadata: told(row, by),
  })
}

/** Tells that a task is another customer's, who the one of before turned out to be. */
export function tellHandedOver(tx: Tx, row: TaskRow): void {
  const body = { task: viewTask(row), changed: ['customerId'], byId: null }
  append(tx, { kind: 'task.changed', refs: refsOf(row), body })
}
