import { memo } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { cx } from '../../ui/cx.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import type { Route } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { PriorityMark } from './PriorityMark.tsx'
import { StatusPill } from './StatusPill.tsx'

interface Props {
  ticket: Ticket
  to: Route
  isOpen: boolean
}

/** One ticket in the list. */
export const TicketRow = memo(function TicketRow({ ticket, to, isOpen }: Props) {
  const { tickets: words } = useWords()
  const { brief } = useFormats()
  const { priority, assignee } = ticket
  return (
    <RouteLink
      to={to}
      aria-current={isOpen ? 'true' : undefined}
      className={cx(
        'flex h-full flex-col justify-center gap-1 border-b border-line px-3 focus-visible:-outline-offset-2',
        isOpen ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <span className="flex items-center gap-1.5">
        <PriorityMark priority={priority} label={words.priorities[priority]} />
        <span className="min-w-0 flex-1 truncate font-medium">
          <bdi>{ticket.subject}</bdi>
        </span>
        <time dateTime={ticket.createdAt} className="text-xs text-faint tabular-nums">
          {brief(ticket.createdAt)}
        </time>
      </span>
      <span className="flex items-center gap-1.5 text-xs text-faint">
        <span className="shrink-0 tabular-nums">{ticket.ticketNumber}</span>
        <span className="min-w-0 flex-1 truncate">
          {ticket.customer.name}
          {assignee && ` · ${assignee.name}`}
        </span>
        <StatusPill status={ticket.status} />
      </span>
    </RouteLink>
  )
})
