import type { Task } from '../../../server/contract/tasks.ts'
import { sayUndoable } from '../../ui/toast.ts'
import { words } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { updateTask } from './load.ts'

/** Ticks a task done, which can be taken back, or opens it again. */
export const tick = ({ id }: Task, isDone: boolean) =>
  attempt(async () => {
    await updateTask(id, { state: isDone ? 'done' : 'open' })
    if (!isDone) return
    const { tasks, commands } = words()
    sayUndoable(tasks.doneToast, commands.undo, () =>
      attempt(() => updateTask(id, { state: 'open' })),
    )
  })
