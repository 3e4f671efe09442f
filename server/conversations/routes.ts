import { ById } from '../contract/text.ts'
import {
  ConversationAnswer,
  InboxCountsAnswer,
  InboxPage,
  InboxQuery,
  ThreadPage,
  ThreadQuery,
} from '../contract/conversations.ts'
import { cut, placeOf } from '../db/keyset.ts'
import { signedIn } from '../http/access.ts'
import { ok, okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import {
  countInbox,
  describeConversation,
  describeConversations,
  inboxRows,
  rowsOfCustomer,
} from './inbox.ts'
import { findConversation, threadBefore } from './queries.ts'
import { positionCursor, positionOf } from './thread-cursor.ts'
import { viewMessage } from './view.ts'

const config = { access: 'agent', unknown: 'conversation_not_found' } as const

/** `/api/inbox`: conversations of every channel, and their threads. */
export function inboxRoutes(app: Http): void {
  listRoutes(app)
  threadRoutes(app)
}

function listRoutes(app: Http): void {
  app.get('/api/inbox', {
    config: { access: 'agent' },
    schema: {
      summary: 'Conversations of a view, or of a customer, newest activity first',
      tags: ['inbox'],
      querystring: InboxQuery,
      response: { 200: InboxPage },
    },
    async handler(request) {
      const { view, customerId, teamId, cursor, limit } = request.query
      const part = { from: placeOf(cursor), limit: limit + 1 }
      const found =
        customerId === undefined
          ? await inboxRows(request.db.reads, {
              view,
              teamId,
              agentId: signedIn(request).user.id,
              ...part,
            })
          : await rowsOfCustomer(request.db.reads, customerId, part)
      const { rows, next } = cut(found, limit, (row) => ({ at: row.lastActivityAt, id: row.id }))
      return okCursor(await describeConversations(request.db, rows), next)
    },
  })

  app.get('/api/inbox/counts', {
    config: { access: 'agent' },
    schema: {
      summary: 'How many open conversations each view holds',
      tags: ['inbox'],
      response: { 200: InboxCountsAnswer },
    },
    handler: async (request) => ok(await countInbox(request.db.reads, signedIn(request).user.id)),
  })
}

function threadRoutes(app: Http): void {
  app.get('/api/inbox/:id', {
    config,
    schema: {
      summary: 'A conversation of any channel',
      tags: ['inbox'],
      params: ById,
      response: { 200: ConversationAnswer },
    },
    handler: async ({ db, params }) => ok(await describeConversation(db, params.id)),
  })

  app.get('/api/inbox/:id/messages', {
    config,
    schema: {
      summary: "A conversation's thread, notes included, from its end backwards",
      tags: ['inbox'],
      params: ById,
      querystring: ThreadQuery,
      response: { 200: ThreadPage },
    },
    async handler({ db, params, query: { cursor, limit } }) {
      const conversation = await findConversation(db.sql, params.id)
      if (!conversation) throw problem('conversation_not_found')
      const found = await threadBefore(db.sql, conversation.id, positionOf(cursor), limit + 1)
      const shown = found.slice(0, limit)
      const oldest = shown.at(-1)
      const next = found.length > limit && oldest ? positionCursor(oldest) : null
      return okCursor(shown.toReversed().map(viewMessage), next)
    },
  })
}
