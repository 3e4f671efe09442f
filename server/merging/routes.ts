import { z } from 'zod'
import {
  CustomerMergeAnswer,
  CustomerMergeList,
  MergeCustomersBody,
  MergePreviewAnswer,
  MergeQuery,
  UndoPreviewAnswer,
} from '../contract/merging.ts'
import { ById } from '../contract/text.ts'
import { findCustomer } from '../customers/index.ts'
import type { Database } from '../db/transaction.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { mergeCustomers } from './merge.ts'
import { previewMerge, previewUndo } from './preview.ts'
import { findMerge, standingMerges } from './queries.ts'
import { undoMerge } from './undo.ts'
import { viewMerge } from './view.ts'

const tags = ['customers']
const ofCustomer = { access: 'agent', unknown: 'customer_not_found' } as const
const ofMerge = { access: 'agent', unknown: 'customer_merge_not_found' } as const

/** `/api/customers/:id/merge`, `/api/customers/:id/merges` and `/api/customers/merges/:id`. */
export function mergingRoutes(app: Http): void {
  mergeRoutes(app)
  listRoute(app)
  undoRoutes(app)
}

function mergeRoutes(app: Http): void {
  app.get('/api/customers/:id/merge', {
    config: { ...ofCustomer, refuses: ['merge_same_customer'] },
    schema: {
      summary: 'What merging another customer into this one would do',
      tags,
      params: ById,
      querystring: MergeQuery,
      response: { 200: MergePreviewAnswer },
    },
    handler: async ({ db, params, query }) => ok(await previewMerge(db, params.id, query.with)),
  })

  app.post('/api/customers/:id/merge', {
    config: { ...ofCustomer, refuses: ['merge_same_customer', 'customer_merged'] },
    schema: {
      summary: 'Merge another customer into this one; for 30 days it can be undone',
      tags,
      params: ById,
      body: MergeCustomersBody,
      response: { 201: CustomerMergeAnswer },
    },
    async handler(request, reply) {
      const { db, params, body } = request
      const by = signedIn(request).user
      const id = await db.transaction((tx) => mergeCustomers(tx, params.id, body, by))
      reply.code(201)
      return ok(await describeMerge(db, id))
    },
  })
}

function listRoute(app: Http): void {
  app.get('/api/customers/:id/merges', {
    config: ofCustomer,
    schema: {
      summary: 'Who was merged into a customer, the latest first',
      tags,
      params: ById,
      response: { 200: CustomerMergeList },
    },
    async handler({ db, params }) {
      const customer = await findCustomer(db.sql, params.id)
      if (!customer) throw problem('customer_not_found')
      const now = db.clock.now().toISOString()
      const rows = await standingMerges(db.sql, customer.id)
      return okAll(rows.map((row) => viewMerge(row, now)))
    },
  })
}

function undoRoutes(app: Http): void {
  app.get('/api/customers/merges/:id', {
    config: ofMerge,
    schema: {
      summary: 'What undoing a merge would do: what goes back, and what stays',
      tags,
      params: ById,
      response: { 200: UndoPreviewAnswer },
    },
    handler: async ({ db, params }) => ok(await previewUndo(db, params.id)),
  })

  app.delete('/api/customers/merges/:id', {
    config: { ...ofMerge, refuses: ['undo_expired', 'customer_merged'] },
    schema: {
      summary: 'Undo a merge of customers',
      tags,
      params: ById,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      const by = signedIn(request).user
      await request.db.transaction((tx) => undoMerge(tx, request.params.id, by))
      return reply.code(204).send(null)
    },
  })
}

async function describeMerge(db: Database, id: string) {
  const merge = await findMerge(db.sql, id)
  if (!merge) throw problem('customer_merge_not_found')
  return viewMerge(merge, db.clock.now().toISOString())
}
