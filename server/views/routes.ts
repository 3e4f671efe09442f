import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ById } from '../contract/text.ts'
import {
  SavedViewAnswer,
  SavedViewBody,
  type SavedViewCount,
  SavedViewCounts,
  SavedViewList,
  ViewOrderBody,
} from '../contract/views.ts'
import { countMatching } from '../conversations/index.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { createView, deleteView, orderViews, updateView } from './actions.ts'
import { viewsOf, viewSaved } from './queries.ts'

const COUNT_MAX = 99

const tags = ['views']
const one = { access: 'agent', unknown: 'view_not_found' } as const

const asker = (request: FastifyRequest) => signedIn(request).user

const shownTo = async (request: FastifyRequest) =>
  (await viewsOf(request.db.sql, asker(request).id)).map(viewSaved)

/** `/api/views`: filters of the inbox under a name. */
export function savedViewRoutes(app: Http): void {
  listRoutes(app)
  createRoute(app)
  changeRoutes(app)
}

function listRoutes(app: Http): void {
  app.get('/api/views', {
    config: { access: 'agent' },
    schema: {
      summary: 'Everybody’s views and one’s own',
      tags,
      response: { 200: SavedViewList },
    },
    handler: async (request) => okAll(await shownTo(request)),
  })

  app.get('/api/views/counts', {
    config: { access: 'agent' },
    schema: {
      summary: 'How many conversations each view holds, counted up to 99',
      tags,
      response: { 200: SavedViewCounts },
    },
    async handler(request) {
      const { db } = request
      const agentId = asker(request).id
      const counts: SavedViewCount[] = []
      // One after the other: a list that is asked for meanwhile waits for one of them and not for all.
      for (const { id, filter } of (await viewsOf(db.sql, agentId)).map(viewSaved)) {
        const asked = { filter, agentId, now: db.clock.now() }
        counts.push({ id, ...(await countMatching(db.reads, asked, COUNT_MAX)) })
      }
      return okAll(counts)
    },
  })
}

function createRoute(app: Http): void {
  app.post('/api/views', {
    config: { access: 'agent', refuses: ['too_many_views'] },
    schema: {
      summary: 'Save a view; only supervisors and admins share it',
      tags,
      body: SavedViewBody,
      response: { 201: SavedViewAnswer },
    },
    async handler(request, reply) {
      const view = await createView(request.db, asker(request), request.body)
      reply.code(201)
      return ok(view)
    },
  })
}

function changeRoutes(app: Http): void {
  app.put('/api/views/order', {
    config: { access: 'agent', refuses: ['view_not_found'] },
    schema: {
      summary: 'Put views into an order',
      tags,
      body: ViewOrderBody,
      response: { 200: SavedViewList },
    },
    async handler(request) {
      await orderViews(request.db, asker(request), request.body.ids)
      return okAll(await shownTo(request))
    },
  })

  app.put('/api/views/:id', {
    config: { ...one, refuses: ['too_many_views'] },
    schema: {
      summary: 'Change a view',
      tags,
      params: ById,
      body: SavedViewBody,
      response: { 200: SavedViewAnswer },
    },
    handler: async (request) =>
      ok(await updateView(request.db, asker(request), request.params.id, request.body)),
  })

  app.delete('/api/views/:id', {
    config: one,
    schema: { summary: 'Delete a view', tags, params: ById, response: { 204: z.null() } },
    async handler(request, reply) {
      await deleteView(request.db, asker(request), request.params.id)
      return reply.code(204).send(null)
    },
  })
}
