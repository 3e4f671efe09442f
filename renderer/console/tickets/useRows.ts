import { useMemo } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type { TicketFilter } from '../shell/route.ts'
import { rowsWithin } from '../sync/span.ts'
import { useWorld } from '../sync/store.ts'
import { placeOf, spanOf } from './load.ts'

/** Whether a filtered list holds a ticket. */
const matches = ({ status, priority, assignedTo }: TicketFilter, ticket: Ticket) =>
  (!status || ticket.status === status) &&
  (!priority || ticket.priority === priority) &&
  (!assignedTo || ticket.assignedTo === assignedTo)

/** The tickets of a list as far as it is loaded, newest first; null before the first answer. */
export function useRows(filter: TicketFilter) {
  const shelf = useWorld((world) => world.tickets)
  const span = useWorld((world) => world.spans[spanOf(filter)])
  return useMemo(() => {
    if (!span) return null
    const tickets = Object.values(shelf).flatMap(({ value }) =>
      value && matches(filter, value) ? [value] : [],
    )
    return rowsWithin(tickets, span, placeOf)
  }, [shelf, span, filter])
}
