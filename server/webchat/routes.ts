import { z } from 'zod'
import { ById } from '../contract/text.ts'
import { totalled } from '../contract/envelope.ts'
import {
  ActiveSessionsQuery,
  AssignBody,
  ChatMessage,
  ChatSession,
  SessionAnswer,
  SessionMessagesQuery,
} from '../contract/webchat.ts'
import { publicMessagesAfter, viewChatRow } from '../conversations/index.ts'
import { cut, placeOf } from '../db/keyset.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import type { Principal } from '../identity/index.ts'
import { problem } from '../problems.ts'
import type { Database } from '../db/transaction.ts'
import { assignSession, closeSession } from './actions.ts'
import { activeSessions, countActive, describeSessions, findSession } from './queries.ts'

const config = { access: 'agent', unknown: 'session_not_found' } as const
const ActiveSessions = totalled(ChatSession).extend({
  meta: z.object({ next: z.string().nullable() }),
})

const actorOf = ({ user }: Principal) => ({ type: 'agent' as const, id: user.id, name: user.name })

async function sessionOf(database: Database, id: string): Promise<ChatSession> {
  const row = await findSession(database.sql, id)
  const [session] = row ? await describeSessions(database, [row]) : []
  if (!session) throw problem('session_not_found')
  return session
}

/** `/api/chat`: web chat sessions for agents. */
export function chatRoutes(app: Http): void {
  listRoute(app)
  sessionRoutes(app)
  actingRoutes(app)
}

function listRoute(app: Http): void {
  app.get('/api/chat/sessions/active', {
    config: { access: 'agent' },
    schema: {
      summary: 'Active chat sessions, newest first',
      tags: ['chat'],
      querystring: ActiveSessionsQuery,
      response: { 200: ActiveSessions },
    },
    async handler({ db, query: { cursor, limit } }) {
      const found = await activeSessions(db.reads, placeOf(cursor), limit + 1)
      const { rows, next } = cut(found, limit, (row) => ({ at: row.startedAt, id: row.id }))
      return {
        ...okAll(await describeSessions(db, rows), await countActive(db.reads)),
        meta: { next },
      }
    },
  })
}

function sessionRoutes(app: Http): void {
  app.get('/api/chat/sessions/:id', {
    config,
    schema: {
      summary: 'A chat session with its customer',
      tags: ['chat'],
      params: ById,
      response: { 200: SessionAnswer },
    },
    handler: async ({ db, params }) => ok(await sessionOf(db, params.id)),
  })

  app.get('/api/chat/sessions/:id/messages', {
    config,
    schema: {
      summary: 'The messages of a chat session, oldest first',
      tags: ['chat'],
      params: ById,
      querystring: SessionMessagesQuery,
      response: { 200: totalled(ChatMessage) },
    },
    async handler({ db, params, query }) {
      const session = await findSession(db.sql, params.id)
      if (!session) throw problem('session_not_found')
      const messages = await publicMessagesAfter(db.sql, session.id, query.after, query.limit)
      return okAll(messages.map(viewChatRow), session.headSeq)
    },
  })
}

function actingRoutes(app: Http): void {
  app.post('/api/chat/sessions/:id/close', {
    config,
    schema: {
      summary: 'Close a chat session; closing twice changes nothing',
      tags: ['chat'],
      params: ById,
      response: { 200: SessionAnswer },
    },
    async handler(request) {
      await closeSession(request.db, request.params.id, actorOf(signedIn(request)))
      return ok(await sessionOf(request.db, request.params.id))
    },
  })

  app.post('/api/chat/sessions/:id/assign', {
    config: { ...config, refuses: ['agent_not_found'] },
    schema: {
      summary: 'Give a chat session to an agent',
      tags: ['chat'],
      params: ById,
      body: AssignBody,
      response: { 200: SessionAnswer },
    },
    async handler(request) {
      await assignSession(
        request.db,
        request.params.id,
        request.body.agentId,
        actorOf(signedIn(request)),
      )
      return ok(await sessionOf(request.db, request.params.id))
    },
  })
}
