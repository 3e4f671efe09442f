import { z } from 'zod'
import {
  ByConversation,
  DraftAnswer,
  DraftList,
  DropDraftQuery,
  SaveDraftBody,
} from '../contract/drafts.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { dropDraft, saveDraft } from './actions.ts'
import { draftsOf } from './queries.ts'
import { viewDraft } from './view.ts'

const tags = ['drafts']
const config = {
  access: 'agent',
  unknown: 'conversation_not_found',
  refuses: ['draft_changed'],
} as const

/** `/api/drafts`: what the signed-in agent has begun to write. Nobody else's is ever seen. */
export function draftRoutes(app: Http): void {
  knownRoute(app)
  changeRoutes(app)
}

function knownRoute(app: Http): void {
  app.get('/api/drafts', {
    config: { access: 'agent' },
    schema: {
      summary: 'What you have written and not sent, the latest first',
      tags,
      response: { 200: DraftList },
    },
    async handler(request) {
      const rows = await draftsOf(request.db.sql, signedIn(request).user.id)
      return okAll(rows.map(viewDraft))
    },
  })
}

function changeRoutes(app: Http): void {
  app.put('/api/drafts/:conversationId', {
    config,
    schema: {
      summary: 'Keep what you have written so far in a conversation',
      tags,
      params: ByConversation,
      body: SaveDraftBody,
      response: { 200: DraftAnswer },
    },
    async handler(request) {
      const place = { agentId: signedIn(request).user.id, ...request.params }
      return ok(await saveDraft(request.db, place, request.body))
    },
  })

  app.delete('/api/drafts/:conversationId', {
    config,
    schema: {
      summary: 'Drop what you have written in a conversation',
      tags,
      params: ByConversation,
      querystring: DropDraftQuery,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      const place = { agentId: signedIn(request).user.id, ...request.params }
      await dropDraft(request.db, place, request.query.base)
      return reply.code(204).send(null)
    },
  })
}
