import { z } from 'zod'
import { CustomerRef } from './customers.ts'
import { answer, cursored, limitOf } from './envelope.ts'
import { id, line, rawText, time } from './text.ts'

export const TaskState = z.enum(['open', 'done'])
export type TaskState = z.infer<typeof TaskState>

const Person = z.object({ id, name: z.string() })

/** Something to be done for a customer, by an agent. */
export const Task = z.object({
  id,
  customerId: id,
  customer: CustomerRef,
  title: z.string(),
  /** Empty where there is none. */
  note: z.string(),
  /** When its assignee is reminded of it. */
  dueAt: time.nullable(),
  state: TaskState,
  assignedTo: id,
  assignee: Person,
  /** The conversation or the ticket it came from, if any. */
  conversationId: id.nullable(),
  ticketId: id.nullable(),
  ticketNumber: z.string().nullable(),
  createdBy: Person,
  createdAt: time,
  updatedAt: time,
  doneAt: time.nullable(),
  doneBy: Person.nullable(),
  /** Counts the changes: an edit names the one it was made to. */
  version: z.number().int(),
})
export type Task = z.infer<typeof Task>

const title = line(1, 200)
const note = rawText.trim().max(5_000)
const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => text >= '2000' && text < '2100', { error: 'must be a time of this century' })
// Ids in bodies are looked up, not validated: a malformed id is an unknown one (404).
const reference = z.string().max(100).toLowerCase()

/** `assignedTo` is whoever creates it unless it is said. A conversation or ticket must be the customer's. */
export const CreateTaskBody = z.strictObject({
  customerId: reference,
  title,
  note: note.default(''),
  dueAt: moment.nullish(),
  assignedTo: reference.optional(),
  conversationId: reference.nullish(),
  ticketId: reference.nullish(),
})
export type CreateTaskBody = z.output<typeof CreateTaskBody>

/** Any subset. `version` is the one that was edited: a later one is answered 409 with what it is now. */
export const UpdateTaskBody = z.strictObject({
  title: title.optional(),
  note: note.optional(),
  dueAt: moment.nullable().optional(),
  assignedTo: reference.optional(),
  state: TaskState.optional(),
  version: z.number().int().optional(),
})
export type UpdateTaskBody = z.output<typeof UpdateTaskBody>

/**
 * `GET /api/tasks`: open ones by when they are due, those without a time last; done ones, the latest first. `assignedTo`
 * is an agent's id or `me`; `dueBefore` leaves out what is due later or has no time.
 */
export const TaskListQuery = z.object({
  state: TaskState.default('open'),
  assignedTo: reference.optional(),
  customerId: reference.optional(),
  dueBefore: moment.optional(),
  cursor: z.string().max(200).optional(),
  limit: limitOf(100, 50),
})

export const TaskAnswer = answer(Task)
export const TaskPage = cursored(Task)
