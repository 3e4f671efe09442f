import { useMemo } from 'react'
import type { Task } from '../../../server/contract/tasks.ts'
import { useMinute } from '../inbox/local-time.ts'
import { useMe } from '../shell/account.ts'
import { type TaskFilter } from '../shell/route.ts'
import { fromLeast } from '../sync/span.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadTasksOf, orderOf, placeOf, spanOf } from './load.ts'

/** Whether a task should have been done by now. */
export const isOverdue = ({ state, dueAt }: Task, now: number) =>
  state === 'open' && dueAt !== null && Date.parse(dueAt) <= now

/** A customer's open tasks by when they are due, live, with one more that is wanted; and how the loading stands. */
export function useTasksOf(customerId: string, wantedId: string | null) {
  const load = useLoad(`tasks of ${customerId}`, () => loadTasksOf(customerId))
  const shelf = useWorld((world) => world.tasks)
  const tasks = useMemo(
    () =>
      Object.values(shelf)
        .flatMap(({ value }) => (value?.customerId === customerId ? [value] : []))
        .filter(({ state, id }) => state === 'open' || id === wantedId)
        .toSorted((a, b) => fromLeast(placeOf(a), placeOf(b))),
    [shelf, customerId, wantedId],
  )
  return { tasks, load }
}

/** The tasks of a list as far as it is loaded, and whether more of it may be further on; null before the first answer. */
export function useRows(filter: TaskFilter) {
  const me = useMe().id
  const minute = useMinute()
  const shelf = useWorld((world) => world.tasks)
  const span = useWorld((world) => world.spans[spanOf(filter)])
  return useMemo(() => {
    if (!span) return null
    const order = orderOf(filter)
    const isIn = (task: Task) =>
      (task.state === 'done') === (filter.show === 'done') &&
      (filter.whose === 'all' || task.assignedTo === me) &&
      (span.floor === null || order(placeOf(task), span.floor) <= 0)
    const loaded = Object.values(shelf)
      .flatMap(({ value }) => (value && isIn(value) ? [value] : []))
      .toSorted((a, b) => order(placeOf(a), placeOf(b)))
    if (filter.show !== 'overdue') return { rows: loaded, goesOn: true }
    const rows = loaded.filter((task) => isOverdue(task, minute))
    return { rows, goesOn: rows.length === loaded.length }
  }, [shelf, span, filter, me, minute])
}
