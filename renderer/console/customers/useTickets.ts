import { useMemo } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { byPlace } from '../sync/span.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadTicketsOf } from './load.ts'

const placeOf = (ticket: Ticket) => ({ at: ticket.createdAt, id: ticket.id })

/** What is known of a customer's tickets, newest first; live. */
export function useTicketsHere(customerId: string): Ticket[] {
  const shelf = useWorld((world) => world.tickets)
  return useMemo(
    () =>
      Object.values(shelf)
        .flatMap(({ value }) => (value?.customerId === customerId ? [value] : []))
        .toSorted((a, b) => byPlace(placeOf(a), placeOf(b))),
    [shelf, customerId],
  )
}

/** The same, loaded; and how the loading stands. */
export function useTickets(customerId: string) {
  const load = useLoad(`tickets of ${customerId}`, () => loadTicketsOf(customerId))
  return { tickets: useTicketsHere(customerId), load }
}
