import { z } from 'zod'
import { MergeTagBody, TagAnswer, TagBody, TagList } from '../contract/tags.ts'
import { ById } from '../contract/text.ts'
import { actorOf } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { createTag, deleteTag, mergeTag, updateTag } from './actions.ts'
import { listTags } from './queries.ts'

const tags = ['tags']
const one = { access: 'supervisor', unknown: 'tag_not_found' } as const

/** `/api/tags`: agents use them, supervisors and admins say which there are. */
export function tagRoutes(app: Http): void {
  listRoutes(app)
  changeRoutes(app)
  retiringRoutes(app)
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
      summary: 'Give every conversation of a tag another one instead, and delete it',
      tags,
      params: ById,
      body: MergeTagBody,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      await mergeTag(request.db, request.params.id, request.body.intoId, actorOf(request))
      return reply.code(204).send(null)
    },
  })

  app.delete('/api/tags/:id', {
    config: one,
    schema: {
      summary: 'Delete a tag, on conversations too',
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
