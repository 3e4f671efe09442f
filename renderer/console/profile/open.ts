import type { Ticket } from '../../../server/contract/tickets.ts'

/** Whether something is still to do in a ticket. */
export const isToDo = ({ status }: Ticket) => status === 'open' || status === 'in_progress'
