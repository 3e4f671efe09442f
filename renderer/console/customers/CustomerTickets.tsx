import { useWords } from '../../words/useWords.ts'
import { isToDo } from '../profile/open.ts'
import { toTicket } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { StatusPill } from '../tickets/StatusPill.tsx'
import { useTicketsHere } from './useTickets.ts'

/** A customer's tickets in which nothing is to do any more; the others stand above. */
export function CustomerTickets({ customerId }: { customerId: string }) {
  const { open: words } = useWords().profile
  // What is open stands above, and has asked for all of them.
  const shown = useTicketsHere(customerId).filter((ticket) => !isToDo(ticket))
  if (shown.length === 0) return null
  return (
    <section aria-label={words.tickets} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.tickets}</h3>
      <ul className="flex flex-col">
        {shown.map((ticket) => (
          <li key={ticket.id}>
            <RouteLink
              to={toTicket(ticket.id)}
              className="-mx-1.5 flex min-h-7 items-center gap-2 rounded-md px-1.5 hover:bg-sunken"
            >
              <span className="shrink-0 text-faint tabular-nums">{ticket.ticketNumber}</span>
              <span className="min-w-0 flex-1 truncate">{ticket.subject}</span>
              <StatusPill status={ticket.status} />
            </RouteLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
