import type { FastifyRequest } from 'fastify'
import { ById } from '../contract/text.ts'
import { ConversationAnswer, ThreadPage, ThreadQuery } from '../contract/conversations.ts'
import {
  BoundedCountAnswer,
  IDS_MAX,
  InboxCountsAnswer,
  InboxFilterQuery,
  InboxIdsAnswer,
  InboxPage,
  InboxQuery,
} from '../contract/inbox.ts'
import { findCustomer } from '../customers/index.ts'
import { cut, placeOf } from '../db/keyset.ts'
import type { Database } from '../db/transaction.ts'
import { signedIn } from '../http/access.ts'
import { ok, okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { type Asked, filterOf, placeIn } from './filter.ts'
import {
  countInbox,
  countMatching,
  describeConversation,
  describeConversations,
  inboxIds,
  inboxRows,
  rowsNamed,
  rowsOfCustomer,
} from './inbox.ts'
import { findConversation, threadBefore } from './queries.ts'
import { positionCursor, positionOf } from './thread-cursor.ts'
import { viewMessage } from './view.ts'

const config = { access: 'agent', unknown: 'conversation_not_found' } as const

/** `/api/inbox`: conversations of every channel, and their threads. */
export function inboxRoutes(app: Http): void {
  listRoutes(app)
  countRoutes(app)
  threadRoutes(app)
}

function listRoutes(app: Http): void {
  app.get('/api/inbox', {
    config: { access: 'agent' },
    schema: {
      summary: 'Conversations that match a filter, those of a customer, or those that are named',
      tags: ['inbox'],
      querystring: InboxQuery,
      response: { 200: InboxPage },
    },
    async handler(request) {
      const { ids, customerId, only, cursor, limit, ...query } = request.query
      if (ids !== undefined) {
        const named = await rowsNamed(request.db, ids)
        return okCursor(await describeConversations(request.db, named), null)
      }
      const part = { from: placeOf(cursor), limit: limit + 1 }
      const asked = askedBy(request, query)
      const found =
        customerId === undefined
          ? await inboxRows(request.db.reads, asked, part)
          : await rowsOfCustomer(request.db.reads, await customerNow(request.db, customerId), {
              ...part,
              only,
            })
      const sort = customerId === undefined ? asked.filter.sort : 'activity'
      const { rows, next } = cut(found, limit, (row) => placeIn({ sort }, row))
      return okCursor(await describeConversations(request.db, rows), next)
    },
  })
}

// Whoever was merged into another is that one.
const customerNow = async (db: Database, id: string): Promise<string> =>
  (await findCustomer(db.sql, id))?.id ?? id

const COUNT_MAX = 999

const askedBy = (request: FastifyRequest, query: Parameters<typeof filterOf>[0]): Asked => ({
  filter: filterOf(query),
  agentId: signedIn(request).user.id,
  now: request.db.clock.now(),
})

function countRoutes(app: Http): void {
  app.get('/api/inbox/counts', {
    config: { access: 'agent' },
    schema: {
      summary: 'How many conversations each view holds',
      tags: ['inbox'],
      response: { 200: InboxCountsAnswer },
    },
    handler: async (request) => ok(await countInbox(request.db.reads, signedIn(request).user.id)),
  })

  app.get('/api/inbox/count', {
    config: { access: 'agent' },
    schema: {
      summary: 'How many conversations match a filter, counted up to 999',
      tags: ['inbox'],
      querystring: InboxFilterQuery,
      response: { 200: BoundedCountAnswer },
    },
    handler: async (request) =>
      ok(await countMatching(request.db.reads, askedBy(request, request.query), COUNT_MAX)),
  })

  app.get('/api/inbox/ids', {
    config: { access: 'agent' },
    schema: {
      summary: 'The ids of all conversations that match a filter',
      tags: ['inbox'],
      querystring: InboxFilterQuery,
      response: { 200: InboxIdsAnswer },
    },
    async handler(request) {
      const asked = askedBy(request, request.query)
      const found = await inboxIds(request.db.reads, asked, IDS_MAX + 1)
      return ok({ ids: found.slice(0, IDS_MAX), hasMore: found.length > IDS_MAX })
    },
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
