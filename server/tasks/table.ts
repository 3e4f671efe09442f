import type { TaskState } from '../contract/tasks.ts'

/** Something to be done for a customer. */
export interface TaskTable {
  id: string
  customerId: string
  /** What it came from. */
  conversationId: string | null
  ticketId: string | null
  title: string
  note: string
  dueAt: string | null
  state: TaskState
  /** Its place in lists: when an open one is due, or a time that never comes; when a done one was done. */
  placedAt: string
  assigneeId: string
  createdBy: string
  doneAt: string | null
  doneBy: string | null
  version: number
  createdAt: string
  updatedAt: string
}
