import { ById } from '../contract/text.ts'
import { CommentAnswer, CommentBody, CommentList } from '../contract/tickets.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { ticketOf } from './actions.ts'
import { addComment } from './comments.ts'
import { commentsOf } from './queries.ts'
import { commentCount, viewComment } from './view.ts'

const MOST = 5_000
const tags = ['tickets']
const config = { access: 'agent', unknown: 'ticket_not_found' } as const

/** `/api/tickets/:id/comments`. */
export function commentRoutes(app: Http): void {
  app.post('/api/tickets/:id/comments', {
    config: { ...config, refuses: ['message_empty', 'agent_not_found'] },
    schema: {
      summary: 'Comment on a ticket, or note something for the team',
      tags,
      params: ById,
      body: CommentBody,
      response: { 201: CommentAnswer },
    },
    async handler(request, reply) {
      const { db, params, body } = request
      const comment = await addComment(db, params.id, body, signedIn(request).user)
      reply.code(201)
      return ok(comment)
    },
  })

  app.get('/api/tickets/:id/comments', {
    config,
    schema: {
      summary: 'The comments of a ticket, oldest first',
      tags,
      params: ById,
      response: { 200: CommentList },
    },
    async handler({ db, params }) {
      const ticket = await ticketOf(db, params.id)
      const rows = await commentsOf(db.reads, ticket.conversationId, MOST)
      const comments = rows.map((row) => viewComment(row, ticket.id))
      return okAll(comments, commentCount(ticket))
    },
  })
}
