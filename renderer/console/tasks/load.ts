import type { Task } from '../../../server/contract/tasks.ts'
import type { TaskFilter } from '../shell/route.ts'
import { ask, askPage, call, withQuery } from '../sync/api.ts'
import { learnTasks, spanLoaded } from '../sync/learn.ts'
import { byPlace, fromLeast } from '../sync/span.ts'
import { learn, learnAnswer, world } from '../sync/store.ts'

const PAGE = '50'
const MOST_OF_CUSTOMER = '100'
// As the server has it: behind every time a task can be given.
const NEVER = '9999-12-31T23:59:59.999Z'

/** Where a task stands among those of its state. */
export const placeOf = ({ id, doneAt, dueAt }: Task) => ({ at: doneAt ?? dueAt ?? NEVER, id })

// What is overdue is the beginning of what is open.
const stateOf = ({ show }: TaskFilter) => (show === 'done' ? 'done' : 'open')

/** The order of a list: open ones by when they are due, done ones the latest first. */
export const orderOf = (filter: TaskFilter) => (stateOf(filter) === 'done' ? byPlace : fromLeast)

/** The name of a list's span in the world. */
export const spanOf = (filter: TaskFilter) => `tasks ${filter.whose} ${stateOf(filter)}`

/** Loads a list from the top, or what follows `cursor`. */
export function loadTasks(filter: TaskFilter, cursor = '') {
  const { whose } = filter
  const query = { state: stateOf(filter), assignedTo: whose === 'me' ? 'me' : undefined }
  return learn(
    () => askPage<Task>(withQuery('/api/tasks', { ...query, cursor, limit: PAGE })),
    (now, { data, next }, askedAt) =>
      spanLoaded(
        learnTasks(now, data, askedAt),
        spanOf(filter),
        { cursor: cursor || null, places: data.map(placeOf), next },
        orderOf(filter),
      ),
  )
}

let isMore = false

/** Loads what follows, when the list nears its end. */
export async function loadMoreTasks(filter: TaskFilter) {
  const next = world().spans[spanOf(filter)]?.next
  if (!next || isMore) return
  isMore = true
  await loadTasks(filter, next).catch(() => undefined)
  isMore = false
}

/** The open tasks of a customer, the first hundred. */
export const loadTasksOf = (customerId: string) =>
  learn(
    () => askPage<Task>(withQuery('/api/tasks', { customerId, limit: MOST_OF_CUSTOMER })),
    (now, { data }, askedAt) => learnTasks(now, data, askedAt),
  )

const pathOf = (id: string) => `/api/tasks/${encodeURIComponent(id)}`

export const loadTask = (id: string) =>
  learn(
    () => ask<Task>({ path: pathOf(id) }),
    (now, task, askedAt) => learnTasks(now, [task], askedAt),
  )

/** Asks for something that changes a task and takes the answer in. */
const changed = (asked: Promise<Task>) =>
  learnAnswer(
    () => asked,
    (now, task, askedAt) => learnTasks(now, [task], askedAt),
  )

/** What is written of a task. */
export interface Written {
  readonly title: string
  readonly note?: string
  readonly dueAt: string | null
  readonly assignedTo?: string
}

/** For whom a task is, and what it comes from. */
export interface Origin {
  readonly customerId: string
  readonly conversationId?: string
  readonly ticketId?: string
}

export const createTask = (origin: Origin, written: Written) =>
  changed(ask<Task>({ method: 'POST', path: '/api/tasks', body: { ...origin, ...written } }))

/** Changes a task; refused with `task_changed` where there is a later version than the one that was edited. */
export const updateTask = (
  id: string,
  body: Partial<Written> & { state?: Task['state']; version?: number },
) => changed(ask<Task>({ method: 'PUT', path: pathOf(id), body }))

export const deleteTask = (id: string) => call<undefined>({ method: 'DELETE', path: pathOf(id) })
