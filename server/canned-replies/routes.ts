import { z } from 'zod'
import { CannedReplyAnswer, CannedReplyBody, CannedReplyList } from '../contract/canned-replies.ts'
import { ById } from '../contract/text.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { countUse, createReply, deleteReply, updateReply } from './actions.ts'
import { repliesFor } from './queries.ts'
import { viewReply } from './view.ts'

const tags = ['canned-replies']
const config = { access: 'agent', unknown: 'canned_reply_not_found' } as const

/** `/api/canned-replies`: the shared ones, and each agent's own. */
export function cannedReplyRoutes(app: Http): void {
  listRoutes(app)
  changeRoutes(app)
  countRoute(app)
}

function listRoutes(app: Http): void {
  app.get('/api/canned-replies', {
    config: { access: 'agent' },
    schema: {
      summary: 'The shared canned replies and your own, the most used first',
      tags,
      response: { 200: CannedReplyList },
    },
    async handler(request) {
      const rows = await repliesFor(request.db.sql, signedIn(request).user.id)
      return okAll(rows.map(viewReply))
    },
  })

  app.post('/api/canned-replies', {
    config: { access: 'agent', refuses: ['shortcut_taken'] },
    schema: {
      summary: 'Keep a canned reply of your own, or (supervisors and up) for everybody',
      tags,
      body: CannedReplyBody,
      response: { 201: CannedReplyAnswer },
    },
    async handler(request, reply) {
      const made = await createReply(request.db, request.body, signedIn(request).user)
      reply.code(201)
      return ok(made)
    },
  })
}

function changeRoutes(app: Http): void {
  app.put('/api/canned-replies/:id', {
    config: { ...config, refuses: ['shortcut_taken'] },
    schema: {
      summary: 'Change a canned reply',
      tags,
      params: ById,
      body: CannedReplyBody,
      response: { 200: CannedReplyAnswer },
    },
    handler: async (request) =>
      ok(await updateReply(request.db, request.params.id, request.body, signedIn(request).user)),
  })

  app.delete('/api/canned-replies/:id', {
    config,
    schema: {
      summary: 'Delete a canned reply',
      tags,
      params: ById,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      await deleteReply(request.db, request.params.id, signedIn(request).user)
      return reply.code(204).send(null)
    },
  })
}

function countRoute(app: Http): void {
  app.post('/api/canned-replies/:id/use', {
    config,
    schema: {
      summary: 'Count that a canned reply was inserted: the most used come first',
      tags,
      params: ById,
      response: { 200: CannedReplyAnswer },
    },
    handler: async (request) =>
      ok(await countUse(request.db, request.params.id, signedIn(request).user)),
  })
}
