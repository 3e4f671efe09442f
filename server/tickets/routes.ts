import { z } from 'zod'
import { pathId } from '../contract/text.ts'
import {
  ConvertChatBody,
  CreateTicketBody,
  CustomerTickets,
  CustomerTicketsQuery,
  TicketAnswer,
  TicketDetailAnswer,
  TicketList,
  TicketListQuery,
  UpdateTicketBody,
} from '../contract/tickets.ts'
import { findCustomer } from '../customers/index.ts'
import { cut, placeOf } from '../db/keyset.ts'
import type { Database } from '../db/transaction.ts'
import { signedIn } from '../http/access.ts'
import { ok, okCursor, okPage, pageMeta } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { closeTicket, createTicket, ticketOf, updateTicket } from './actions.ts'
import { commentRoutes } from './comment-routes.ts'
import { convertChat } from './convert.ts'
import { ticketDetail } from './detail.ts'
import { readTicketNumber } from './number.ts'
import { countTickets, findTicketByNumber, listTickets, type TicketFilter } from './queries.ts'
import { viewTicketItem } from './view.ts'

const tags = ['tickets']
const config = { access: 'agent', unknown: 'ticket_not_found' } as const
const ById = z.object({ id: pathId })
const BySession = z.object({ sessionId: pathId })
const ByCustomer = z.object({ customerId: pathId })
const ByNumber = z.object({ ticketNumber: z.string() })

/** `/api/tickets`. */
export function ticketRoutes(app: Http): void {
  listRoutes(app)
  createRoutes(app)
  oneTicketRoutes(app)
  changeRoutes(app)
  commentRoutes(app)
}

function createRoutes(app: Http): void {
  app.post('/api/tickets', {
    config: {
      access: 'agent',
      refuses: ['customer_not_found', 'session_not_found', 'agent_not_found'],
    },
    schema: {
      summary: 'Create a ticket',
      tags,
      body: CreateTicketBody,
      response: { 201: TicketAnswer },
    },
    async handler(request, reply) {
      const ticket = await createTicket(request.db, request.body, signedIn(request).user)
      reply.code(201)
      return ok(ticket)
    },
  })

  app.post('/api/tickets/convert-from-chat/:sessionId', {
    config: {
      access: 'agent',
      unknown: 'session_not_found',
      refuses: ['agent_not_found', 'already_converted'],
    },
    schema: {
      summary: 'Turn a chat into a ticket and close the chat',
      tags,
      params: BySession,
      body: ConvertChatBody,
      response: { 201: TicketAnswer },
    },
    async handler(request, reply) {
      const { db, params, body } = request
      const ticket = await convertChat(db, params.sessionId, body, signedIn(request).user)
      reply.code(201)
      return ok(ticket)
    },
  })
}

function listRoutes(app: Http): void {
  app.get('/api/tickets', {
    config: { access: 'agent' },
    schema: {
      summary: 'Tickets, newest first',
      tags,
      querystring: TicketListQuery,
      response: { 200: TicketList },
    },
    async handler({ db, query }) {
      if (query.cursor !== undefined) return ticketsFrom(db, query, query)
      const { page, limit } = query
      const rows = await listTickets(db.reads, query, { offset: (page - 1) * limit, limit })
      return okPage(rows.map(viewTicketItem), pageMeta(query, await countTickets(db.reads, query)))
    },
  })

  app.get('/api/tickets/customer/:customerId', {
    config: { access: 'agent', unknown: 'customer_not_found' },
    schema: {
      summary: "A customer's tickets, newest first",
      tags,
      params: ByCustomer,
      querystring: CustomerTicketsQuery,
      response: { 200: CustomerTickets },
    },
    async handler({ db, params, query }) {
      const customer = await findCustomer(db.sql, params.customerId)
      if (!customer) throw problem('customer_not_found')
      const filter = { customerId: customer.id }
      const total = await countTickets(db.reads, filter)
      return { ...(await ticketsFrom(db, filter, query)), total }
    },
  })
}

function oneTicketRoutes(app: Http): void {
  app.get('/api/tickets/number/:ticketNumber', {
    config,
    schema: {
      summary: 'A ticket by its number, with its chat and comments',
      tags,
      params: ByNumber,
      response: { 200: TicketDetailAnswer },
    },
    async handler({ db, params }) {
      const number = readTicketNumber(params.ticketNumber)
      const row = number === undefined ? undefined : await findTicketByNumber(db.sql, number)
      if (!row) throw problem('ticket_not_found')
      return ok(await ticketDetail(db.sql, row))
    },
  })

  app.get('/api/tickets/:id', {
    config,
    schema: {
      summary: 'A ticket with its chat and comments',
      tags,
      params: ById,
      response: { 200: TicketDetailAnswer },
    },
    handler: async ({ db, params }) =>
      ok(await ticketDetail(db.sql, await ticketOf(db, params.id))),
  })
}

function changeRoutes(app: Http): void {
  app.put('/api/tickets/:id', {
    config: { ...config, refuses: ['agent_not_found', 'ticket_transition'] },
    schema: {
      summary: 'Change a ticket',
      tags,
      params: ById,
      body: UpdateTicketBody,
      response: { 200: TicketAnswer },
    },
    handler: async (request) =>
      ok(await updateTicket(request.db, request.params.id, request.body, signedIn(request).user)),
  })

  app.delete('/api/tickets/:id', {
    config: { ...config, access: 'admin' },
    schema: { summary: 'Close a ticket', tags, params: ById, response: { 204: z.null() } },
    async handler(request, reply) {
      await closeTicket(request.db, request.params.id, signedIn(request).user)
      return reply.code(204).send(null)
    },
  })
}

async function ticketsFrom(
  db: Database,
  filter: TicketFilter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const found = await listTickets(db.reads, filter, { from: placeOf(cursor), limit: limit + 1 })
  const { rows, next } = cut(found, limit, (row) => ({ at: row.createdAt, id: row.id }))
  return okCursor(rows.map(viewTicketItem), next)
}
