import type { Task } from '../contract/tasks.ts'
import { ticketNumber } from '../tickets/index.ts'
import type { TaskRow } from './queries.ts'

export const viewTask = (row: TaskRow): Task => ({
  id: row.id,
  customerId: row.customerId,
  customer: { id: row.customerId, email: row.customerEmail, name: row.customerName },
  title: row.title,
  note: row.note,
  dueAt: row.dueAt,
  state: row.state,
  assignedTo: row.assigneeId,
  assignee: { id: row.assigneeId, name: row.assigneeName },
  conversationId: row.conversationId,
  ticketId: row.ticketId,
  ticketNumber: row.ticketNumber === null ? null : ticketNumber(row.ticketNumber),
  createdBy: { id: row.createdBy, name: row.creatorName },
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  doneAt: row.doneAt,
  doneBy: row.doneBy === null ? null : { id: row.doneBy, name: row.doerName ?? '' },
  version: row.version,
})
