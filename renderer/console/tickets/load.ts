import type {
  CreateTicketBody,
  Ticket,
  UpdateTicketBody,
} from '../../../server/contract/tickets.ts'
import type { TicketFilter } from '../shell/route.ts'
import { ask, askPage, withQuery } from '../sync/api.ts'
import { learnTickets, spanLoaded } from '../sync/learn.ts'
import { learn, learnAnswer, world } from '../sync/store.ts'

const PAGE = '50'

/** The name of a filtered list's span in the world. */
export const spanOf = ({ status, priority, assignedTo }: TicketFilter) =>
  ['tickets', status, priority, assignedTo].join(' ')

export const placeOf = (ticket: Ticket) => ({ at: ticket.createdAt, id: ticket.id })

/** Loads a list from the top, or what follows `cursor`. */
export const loadTickets = (filter: TicketFilter, cursor = '') =>
  learn(
    () => askPage<Ticket>(withQuery('/api/tickets', { ...filter, cursor, limit: PAGE })),
    (now, { data, next }, askedAt) =>
      spanLoaded(learnTickets(now, data, askedAt), spanOf(filter), {
        cursor: cursor || null,
        places: data.map(placeOf),
        next,
      }),
  )

let isMore = false

export async function loadMoreTickets(filter: TicketFilter) {
  const next = world().spans[spanOf(filter)]?.next
  if (!next || isMore) return
  isMore = true
  await loadTickets(filter, next).catch(() => undefined)
  isMore = false
}

const pathOf = (id: string) => `/api/tickets/${encodeURIComponent(id)}`

export const loadTicket = (id: string) =>
  learn(
    () => ask<Ticket>({ path: pathOf(id) }),
    (now, ticket, askedAt) => learnTickets(now, [ticket], askedAt),
  )

/** Asks for something that changes a ticket and takes the answer in. */
const changed = (asked: Promise<Ticket>) =>
  learnAnswer(
    () => asked,
    (now, ticket, askedAt) => learnTickets(now, [ticket], askedAt),
  )

export const updateTicket = (id: string, body: UpdateTicketBody) =>
  changed(ask<Ticket>({ method: 'PUT', path: pathOf(id), body }))

export const createTicket = (body: CreateTicketBody) =>
  changed(ask<Ticket>({ method: 'POST', path: '/api/tickets', body }))
