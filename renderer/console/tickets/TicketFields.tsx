import type { ReactNode } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { Choice } from '../../ui/Choice.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { attempt } from '../shell/attempt.ts'
import { toCustomer } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { updateTicket } from './load.ts'
import { PriorityChoice } from './PriorityChoice.tsx'

const NOBODY = ''

/** Whose a ticket is, how much it matters, whom it is for, and when things happened. */
export function TicketFields({ ticket }: { ticket: Ticket }) {
  const { tickets: words } = useWords()
  const { full } = useFormats()
  const dates = [
    [words.created, ticket.createdAt],
    [words.updated, ticket.updatedAt],
    [words.resolved, ticket.resolvedAt],
    [words.closed, ticket.closedAt],
  ] as const
  return (
    <div className="grid grid-cols-2 gap-4 p-4 xl:grid-cols-1">
      <PriorityChoice
        value={ticket.priority}
        onChange={(priority) => attempt(() => updateTicket(ticket.id, { priority }))}
      />
      <Assignee ticket={ticket} />
      <Labelled label={words.customer}>
        <RouteLink
          to={toCustomer(ticket.customerId)}
          className="block truncate font-medium text-accent-text hover:underline"
        >
          {ticket.customer.name}
        </RouteLink>
        <p className="truncate text-xs text-faint">{ticket.customer.email}</p>
      </Labelled>
      <dl className="col-span-2 grid grid-cols-[auto_1fr] content-start gap-x-3 gap-y-1 text-xs xl:col-span-1">
        {dates.map(([label, at]) =>
          at ? (
            <div key={label} className="contents">
              <dt className="text-faint">{label}</dt>
              <dd>{full(at)}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  )
}

function Assignee({ ticket }: { ticket: Ticket }) {
  const { tickets: words } = useWords()
  const agents = useAgentOptions()
  const { assignee } = ticket
  // Whoever has left is no option any more, but their name must still show.
  const gone =
    assignee && !agents.some(({ value }) => value === assignee.id)
      ? [{ value: assignee.id, label: assignee.name }]
      : []
  return (
    <Labelled label={words.assignee}>
      <Choice<string>
        label={words.assignee}
        value={ticket.assignedTo ?? NOBODY}
        options={[{ value: NOBODY, label: words.unassigned }, ...agents, ...gone]}
        onChange={(id) => attempt(() => updateTicket(ticket.id, { assignedTo: id || null }))}
      />
    </Labelled>
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="font-medium">{label}</span>
      {children}
    </div>
  )
}
