import { z } from 'zod'
import { ById } from '../contract/text.ts'
import {
  CreateCustomerBody,
  CustomerAnswer,
  CustomerList,
  CustomerListQuery,
  MaybeCustomerAnswer,
  UpdateCustomerBody,
} from '../contract/customers.ts'
import { cut, placeOf } from '../db/keyset.ts'
import type { Database } from '../db/transaction.ts'
import { signedIn } from '../http/access.ts'
import { ok, okCursor, okPage, pageMeta } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { createCustomer, deleteCustomer, updateCustomer } from './actions.ts'
import { countCustomers, findCustomer, findCustomerByEmail, listCustomers } from './queries.ts'
import { eventRoutes } from './event-routes.ts'
import { identityRoutes } from './identity-routes.ts'
import { noteRoutes } from './note-routes.ts'
import { viewCustomer } from './view.ts'

const tags = ['customers']
const config = { access: 'agent', unknown: 'customer_not_found' } as const
// Any text: one that is no address is nobody's.
const ByEmail = z.object({ email: z.string() })

/** `/api/customers`. */
export function customerRoutes(app: Http): void {
  findingRoutes(app)
  changingRoutes(app)
  deletingRoute(app)
  identityRoutes(app)
  noteRoutes(app)
  eventRoutes(app)
}

function findingRoutes(app: Http): void {
  app.get('/api/customers', {
    config: { access: 'agent' },
    schema: {
      summary: 'Customers, newest first, searched by `q`',
      tags,
      querystring: CustomerListQuery,
      response: { 200: CustomerList },
    },
    handler: ({ db, query }) =>
      query.cursor === undefined ? customerPage(db, query) : customersFrom(db, query),
  })

  app.get('/api/customers/email/:email', {
    config: { access: 'agent' },
    schema: {
      summary: 'The customer with an e-mail address, or null',
      tags,
      params: ByEmail,
      response: { 200: MaybeCustomerAnswer },
    },
    async handler({ db, params }) {
      const email = params.email.trim().toLowerCase()
      const row = email.includes('\u0000') ? undefined : await findCustomerByEmail(db.sql, email)
      return ok(row ? viewCustomer(row) : null)
    },
  })

  app.get('/api/customers/:id', {
    config,
    schema: { summary: 'A customer', tags, params: ById, response: { 200: CustomerAnswer } },
    async handler({ db, params }) {
      const customer = await findCustomer(db.sql, params.id)
      if (!customer) throw problem('customer_not_found')
      return ok(viewCustomer(customer))
    },
  })
}

function changingRoutes(app: Http): void {
  app.post('/api/customers', {
    config: { access: 'agent', refuses: ['email_taken'] },
    schema: {
      summary: 'Add a customer',
      tags,
      body: CreateCustomerBody,
      response: { 201: CustomerAnswer },
    },
    async handler(request, reply) {
      const customer = await createCustomer(request.db, request.body)
      reply.code(201)
      return ok(viewCustomer(customer))
    },
  })

  app.put('/api/customers/:id', {
    config: { ...config, refuses: ['email_taken', 'customer_changed'] },
    schema: {
      summary: 'Change a customer',
      tags,
      params: ById,
      body: UpdateCustomerBody,
      response: { 200: CustomerAnswer },
    },
    async handler(request) {
      const byId = signedIn(request).user.id
      return ok(
        viewCustomer(await updateCustomer(request.db, request.params.id, request.body, byId)),
      )
    },
  })
}

function deletingRoute(app: Http): void {
  app.delete('/api/customers/:id', {
    config: { ...config, access: 'admin', refuses: ['customer_in_use'] },
    schema: {
      summary: 'Delete a customer who has no chats and no tickets',
      tags,
      params: ById,
      response: { 204: z.null() },
    },
    async handler({ db, params }, reply) {
      await deleteCustomer(db, params.id)
      return reply.code(204).send(null)
    },
  })
}

async function customerPage(db: Database, query: CustomerListQuery) {
  const { q, companyId, page, limit } = query
  const rows = await listCustomers(db.reads, { q, companyId, offset: (page - 1) * limit, limit })
  return okPage(
    rows.map(viewCustomer),
    pageMeta(query, await countCustomers(db.reads, q, companyId)),
  )
}

async function customersFrom(db: Database, { q, companyId, cursor, limit }: CustomerListQuery) {
  const found = await listCustomers(db.reads, {
    q,
    companyId,
    from: placeOf(cursor),
    limit: limit + 1,
  })
  const { rows, next } = cut(found, limit, (row) => ({ at: row.createdAt, id: row.id }))
  return okCursor(rows.map(viewCustomer), next)
}
