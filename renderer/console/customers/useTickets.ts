import { useMemo } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { byPlace } from '../sync/span.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadTicketsOf } from './load.ts'

const placeOf = (ticket: Ticket) => ({ at: ticket.createdAt, id: ticket.id })

/** A customer's tickets, newest first; live. */
export function useTickets(customerId: string) {
  const load = useLoad(`tickets of ${customerId}`, () => loadTicketsOf(customerId))
  const shelf = useWorld((world) => world.tickets)
  const tickets = useMemo(
    () =>
      Object.values(shelf)
        .flatMap(({ value }) => (value?.customerId === customerId ? [value] : []))
        .toSorted((a, b) => byPlace(placeOf(a), placeOf(b))),
    [shelf, customerId],
  )
  return { tickets, load }
}
