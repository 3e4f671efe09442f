import { Pencil, Trash2 } from 'lucide-react'
import type { Task } from '../../../server/contract/tasks.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { toConversation, toTicket } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { Assignee } from './Assignee.tsx'
import { tick } from './deeds.ts'
import { askForTask } from './dialog.ts'
import { DueMark } from './DueMark.tsx'

/** One task of a customer: ticked, edited and deleted where it stands. */
export function TaskLine({ task }: { task: Task }) {
  const { tasks: words } = useWords()
  const { id, title, note, state } = task
  const isDone = state === 'done'
  return (
    <li
      data-place={id}
      // The hidden field of the checkbox is placed in it, and scrolls with it.
      className="relative -mx-1.5 flex items-start gap-2 rounded-md px-1.5 py-1 hover:bg-sunken data-found:bg-accent-soft"
    >
      <span className="flex min-h-7 items-center">
        <Checkbox
          isBare
          label={words.done(title)}
          checked={isDone}
          onChange={(next) => tick(task, next)}
        />
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <p className={cx('wrap-anywhere', isDone && 'text-faint line-through')}>
          <bdi>{title}</bdi>
        </p>
        {note && <p className="line-clamp-3 wrap-anywhere whitespace-pre-wrap text-soft">{note}</p>}
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-faint">
          <DueMark task={task} />
          <Assignee task={task} />
          <CameFrom task={task} />
        </p>
      </div>
      <Deeds task={task} />
    </li>
  )
}

function Deeds({ task }: { task: Task }) {
  const { tasks: words } = useWords()
  return (
    <>
      <IconButton
        icon={Pencil}
        label={words.edit(task.title)}
        onClick={() => askForTask({ does: 'edit', task })}
      />
      <IconButton
        icon={Trash2}
        label={words.delete(task.title)}
        onClick={() => askForTask({ does: 'delete', task })}
      />
    </>
  )
}

/** The way back to what a task came from. */
function CameFrom({ task: { conversationId, ticketId, ticketNumber } }: { task: Task }) {
  const { tasks: words } = useWords()
  const look = 'text-accent-text hover:underline'
  if (ticketId !== null)
    return (
      <RouteLink to={toTicket(ticketId)} className={look}>
        {words.fromTicket(ticketNumber ?? '')}
      </RouteLink>
    )
  if (conversationId === null) return null
  return (
    <RouteLink to={toConversation(conversationId)} className={look}>
      {words.fromConversation}
    </RouteLink>
  )
}
