import type { FastifyRequest } from 'fastify'
import { BulkAnswer, BulkBody, UndoAnswer } from '../contract/inbox.ts'
import { ById } from '../contract/text.ts'
import { actorOf } from '../http/access.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { actOn, type Doer, undoAct } from './actions.ts'

const doer = (request: FastifyRequest): Doer => ({
  by: actorOf(request),
  language: request.language,
  onFault: (error) => request.log.error({ err: error }, 'an act on a conversation failed'),
})

/** `/api/inbox/bulk` and `/api/inbox/undo`: what is done to conversations, one or many, and taken back. */
export function inboxActRoutes(app: Http): void {
  app.post('/api/inbox/bulk', {
    config: {
      access: 'agent',
      refuses: ['agent_not_found', 'team_not_found', 'tag_not_found', 'snooze_in_past'],
    },
    schema: {
      summary: 'Do one thing to many conversations, with a result for each',
      tags: ['inbox'],
      body: BulkBody,
      response: { 200: BulkAnswer },
    },
    handler: async (request) => ok(await actOn(request.db, request.body, doer(request))),
  })

  app.post('/api/inbox/undo/:id', {
    config: { access: 'agent', unknown: 'undo_expired' },
    schema: {
      summary: 'Take back what one’s own act did, within a minute',
      tags: ['inbox'],
      params: ById,
      response: { 200: UndoAnswer },
    },
    handler: async (request) =>
      ok({ results: await undoAct(request.db, request.params.id, doer(request)) }),
  })
}
