import { z } from 'zod'
import { CustomerAnswer, RetagCustomerBody } from '../contract/customers.ts'
import { MergeTagBody, TagAnswer, TagBody, TagList } from '../contract/tags.ts'
import { ById } from '../contract/text.ts'
import { viewCustomer } from '../customers/index.ts'
import { actorOf, signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { createTag, deleteTag, mergeTag, retagCustomer, updateTag } from './actions.ts'
import { listTags } from './queries.ts'

const tags = ['tags']
const one = { access: 'supervisor', unknown: 'tag_not_found' } as const

/** `/api/tags`: agents use them, supervisors and admins say which there are. */
export function tagRoutes(app: Http): void {
  listRoutes(app)
  changeRoutes(app)
  retiringRoutes(app)
  customerRoute(app)
}

function listRoutes(app: Http): void {
  app.get('/api/tags', {
    config: { access: 'agent' },
    schema: { summary: 'Every tag, by name', tags, response: { 200: TagList } },
    handler: async ({ db }) => okAll(await listTags(db.sql)),
  })

  app.post('/api/tags', {
    config: { access: 'supervisor', refuses: ['tag_name_taken'] },
    schema: { summary: 'Create a tag', tags, body: TagBody, response: { 201: TagAnswer } },
    async handler({ db, body }, reply) {
      const tag = await createTag(db, body)
      reply.code(201)
      return ok(tag)
    },
  })
}

function changeRoutes(app: Http): void {
  app.put('/api/tags/:id', {
    config: { ...one, refuses: ['tag_name_taken'] },
    schema: {
      summary: 'Rename a tag, or give it another colour',
      tags,
      params: ById,
      body: TagBody,
      response: { 200: TagAnswer },
    },
    handler: async ({ db, params, body }) => ok(await updateTag(db, params.id, body)),
  })
}

function retiringRoutes(app: Http): void {
  app.post('/api/tags/:id/merge', {
    config: one,
    schema: {
      summary: 'Give every conversation and customer of a tag another one instead, and delete it',
      tags,
      params: ById,
      body: MergeTagBody,
      response: { 200: TagAnswer },
    },
    handler: async (request) =>
      ok(await mergeTag(request.db, request.params.id, request.body.intoId, actorOf(request))),
  })

  app.delete('/api/tags/:id', {
    config: one,
    schema: {
      summary: 'Delete a tag, on conversations and customers too',
      tags,
      params: ById,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      await deleteTag(request.db, request.params.id, actorOf(request))
      return reply.code(204).send(null)
    },
  })
}

function customerRoute(app: Http): void {
  app.put('/api/customers/:id/tags', {
    config: { access: 'agent', unknown: 'customer_not_found', refuses: ['tag_not_found'] },
    schema: {
      summary: 'Put tags on a customer, and take others off',
      tags: ['customers'],
      params: ById,
      body: RetagCustomerBody,
      response: { 200: CustomerAnswer },
    },
    async handler(request) {
      const byId = signedIn(request).user.id
      const { db, params, body } = request
      return ok(viewCustomer(await retagCustomer(db, params.id, body, byId)))
    },
  })
}
