import type { Ticket } from '../../../server/contract/tickets.ts'
import { useWords } from '../../words/useWords.ts'
import { toTicket } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { StatusPill } from '../tickets/StatusPill.tsx'
import { useTickets } from './useTickets.ts'

interface Props {
  customerId: string
  onlyOpen?: boolean
}

const isOpen = ({ status }: Ticket) => status === 'open' || status === 'in_progress'

/** A customer's tickets; beside a thread only those that are still to do. */
export function CustomerTickets({ customerId, onlyOpen = false }: Props) {
  const { customers: words, stats } = useWords()
  const { tickets, load } = useTickets(customerId)
  // What is still to do stands first.
  const open = tickets.filter(isOpen)
  const shown = onlyOpen ? open : [...open, ...tickets.filter((ticket) => !isOpen(ticket))]
  const title = onlyOpen ? stats.openTickets : words.tickets
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      {shown.length === 0 && !load.isLoading && <p className="text-faint">{words.noTickets}</p>}
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
