import { AlarmClock, Check } from 'lucide-react'
import type { Task } from '../../../server/contract/tasks.ts'
import { Pill } from '../../ui/Pill.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useMinute } from '../inbox/local-time.ts'
import { isOverdue } from './useTasks.ts'

/** When a task is due, red once it should have been done; or that it is done and, unless it is brief, by whom. */
export function DueMark({ task, isBrief = false }: { task: Task; isBrief?: boolean }) {
  const { tasks: words } = useWords()
  const { soon } = useFormats()
  const minute = useMinute()
  const { doneAt, doneBy, dueAt } = task
  if (doneAt !== null)
    return (
      <Pill tone="good">
        <Check size={12} aria-hidden />
        {isBrief ? soon(doneAt) : words.doneAt(soon(doneAt), doneBy?.name ?? '')}
      </Pill>
    )
  if (dueAt === null) return null
  const isLate = isOverdue(task, minute)
  return (
    <Pill tone={isLate ? 'danger' : 'plain'}>
      <AlarmClock size={12} aria-hidden />
      <time dateTime={dueAt}>{isLate ? words.overdue(soon(dueAt)) : words.dueAt(soon(dueAt))}</time>
    </Pill>
  )
}
