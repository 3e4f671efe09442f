import { z } from 'zod'
import {
  CreateDealBody,
  DealAnswer,
  DealDetailAnswer,
  DealListQuery,
  DealPage,
  DealTotals,
  DealTotalsQuery,
  UpdateDealBody,
} from '../contract/deals.ts'
import { ById } from '../contract/text.ts'
import { findCustomer } from '../customers/index.ts'
import { cut, placeOf } from '../db/keyset.ts'
import type { Sql } from '../db/transaction.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll, okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { createDeal, deleteDeal, updateDeal } from './actions.ts'
import { type DealFilter, findDeal, listDeals, movesOf } from './queries.ts'
import { stageRoutes } from './stage-routes.ts'
import { dealTotals } from './totals.ts'
import { viewDeal, viewMove } from './view.ts'

const tags = ['deals']
const config = { access: 'agent', unknown: 'deal_not_found' } as const

/** `/api/deals` and `/api/deal-stages`. */
export function dealRoutes(app: Http): void {
  listRoutes(app)
  createRoute(app)
  oneRoutes(app)
  stageRoutes(app)
}

/** Whom a question means: `me`, and whoever was merged into another. Undefined where there is nobody of that id. */
async function meant(
  sql: Sql,
  { ownerId, customerId, ...filter }: DealFilter,
  me: string,
): Promise<DealFilter | undefined> {
  const customer = customerId === undefined ? undefined : await findCustomer(sql, customerId)
  if (customerId !== undefined && !customer) return undefined
  return { ...filter, ownerId: ownerId === 'me' ? me : ownerId, customerId: customer?.id }
}

function listRoutes(app: Http): void {
  app.get('/api/deals', {
    config: { access: 'agent' },
    schema: {
      summary: 'Deals; first whichever came to its stage last',
      tags,
      querystring: DealListQuery,
      response: { 200: DealPage },
    },
    async handler(request) {
      const { cursor, limit, ...asked } = request.query
      const filter = await meant(request.db.sql, asked, signedIn(request).user.id)
      if (!filter) return okCursor([], null)
      const ask = { from: placeOf(cursor), limit: limit + 1 }
      const found = await listDeals(request.db.sql, filter, ask)
      const { rows, next } = cut(found, limit, ({ movedAt, id }) => ({ at: movedAt, id }))
      return okCursor(rows.map(viewDeal), next)
    },
  })

  app.get('/api/deals/totals', {
    config: { access: 'agent' },
    schema: {
      summary: 'What the deals of each stage add up to, by currency',
      tags,
      querystring: DealTotalsQuery,
      response: { 200: DealTotals },
    },
    async handler(request) {
      const filter = await meant(request.db.reads, request.query, signedIn(request).user.id)
      return okAll(filter ? await dealTotals(request.db.reads, filter) : [])
    },
  })
}

function createRoute(app: Http): void {
  app.post('/api/deals', {
    config: {
      access: 'agent',
      refuses: [
        'customer_not_found',
        'conversation_not_found',
        'agent_not_found',
        'deal_stage_not_found',
      ],
    },
    schema: {
      summary: 'Add a deal of a customer',
      tags,
      body: CreateDealBody,
      response: { 201: DealAnswer },
    },
    async handler(request, reply) {
      const deal = await createDeal(request.db, request.body, signedIn(request).user)
      reply.code(201)
      return ok(deal)
    },
  })
}

function oneRoutes(app: Http): void {
  app.get('/api/deals/:id', {
    config,
    schema: {
      summary: 'A deal with its way through the stages',
      tags,
      params: ById,
      response: { 200: DealDetailAnswer },
    },
    async handler({ db, params: { id } }) {
      const row = await findDeal(db.sql, id)
      if (!row) throw problem('deal_not_found')
      return ok({ ...viewDeal(row), history: (await movesOf(db.sql, row.id)).map(viewMove) })
    },
  })

  app.put('/api/deals/:id', {
    config: { ...config, refuses: ['agent_not_found', 'deal_stage_not_found', 'deal_changed'] },
    schema: {
      summary: 'Change a deal, or move it to another stage',
      tags,
      params: ById,
      body: UpdateDealBody,
      response: { 200: DealAnswer },
    },
    async handler(request) {
      const { db, params, body } = request
      return ok(await updateDeal(db, params.id, body, signedIn(request).user))
    },
  })

  app.delete('/api/deals/:id', {
    config,
    schema: { summary: 'Delete a deal', tags, params: ById, response: { 204: z.null() } },
    async handler(request, reply) {
      await deleteDeal(request.db, request.params.id, signedIn(request).user)
      return reply.code(204).send(null)
    },
  })
}
