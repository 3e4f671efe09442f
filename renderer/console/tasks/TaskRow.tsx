import { memo } from 'react'
import type { Task } from '../../../server/contract/tasks.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import type { Route } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { useWorld } from '../sync/store.ts'
import { Assignee } from './Assignee.tsx'
import { tick } from './deeds.ts'
import { DueMark } from './DueMark.tsx'

interface Props {
  task: Task
  to: Route
  isOpen: boolean
}

/** One task in the list: ticked there, and leading to its customer. */
export const TaskRow = memo(function TaskRow({ task, to, isOpen }: Props) {
  const { tasks: words } = useWords()
  const { title, customer, state } = task
  const name = useWorld((world) => world.customers[customer.id]?.value?.name) ?? customer.name
  return (
    <div
      className={cx(
        'flex h-full items-center gap-2 border-b border-line pl-3',
        isOpen ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <Checkbox
        isBare
        label={words.done(title)}
        checked={state === 'done'}
        onChange={(next) => tick(task, next)}
      />
      <RouteLink
        to={to}
        aria-current={isOpen ? 'true' : undefined}
        className="flex h-full min-w-0 flex-1 flex-col justify-center gap-1 pr-3 focus-visible:-outline-offset-2"
      >
        <span className={cx('truncate font-medium', state === 'done' && 'text-soft')}>
          <bdi>{title}</bdi>
        </span>
        <span className="flex items-center gap-1.5 text-xs text-faint">
          <span className="min-w-0 flex-1 truncate">
            <bdi>{name}</bdi> · <Assignee task={task} />
          </span>
          <DueMark task={task} isBrief />
        </span>
      </RouteLink>
    </div>
  )
})
