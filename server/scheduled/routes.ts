import {
  RescheduleBody,
  ScheduleBody,
  ScheduledAnswer,
  ScheduledList,
} from '../contract/scheduled.ts'
import { ById } from '../contract/text.ts'
import { findConversation } from '../conversations/index.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { z } from 'zod'
import { cancelScheduled, reschedule, scheduleReply } from './actions.ts'
import { sendNow } from './due.ts'
import { pendingIn } from './queries.ts'
import { viewScheduled } from './view.ts'

const tags = ['inbox']
const MESSAGE = ['message_empty', 'message_too_long'] as const
const ofConversation = { access: 'agent', unknown: 'conversation_not_found' } as const
const ofOne = { access: 'agent', unknown: 'scheduled_not_found' } as const

/** Replies that are sent later: `/api/inbox/:id/scheduled` and `/api/scheduled`. */
export function scheduledRoutes(app: Http): void {
  conversationRoutes(app)
  oneRoutes(app)
}

function conversationRoutes(app: Http): void {
  app.get('/api/inbox/:id/scheduled', {
    config: ofConversation,
    schema: {
      summary: 'Replies of a conversation that wait or are held, next first',
      tags,
      params: ById,
      response: { 200: ScheduledList },
    },
    async handler({ db, params }) {
      if (!(await findConversation(db.sql, params.id))) throw problem('conversation_not_found')
      return okAll((await pendingIn(db.sql, params.id)).map(viewScheduled))
    },
  })

  app.post('/api/inbox/:id/scheduled', {
    config: {
      ...ofConversation,
      refuses: ['conversation_closed', 'scheduled_too_many', 'file_not_found', ...MESSAGE],
    },
    schema: {
      summary: 'Send a reply later',
      tags,
      params: ById,
      body: ScheduleBody,
      response: { 201: ScheduledAnswer },
    },
    async handler(request, reply) {
      const { at, stopsOnReply, ...said } = request.body
      const letter = { ...said, conversationId: request.params.id, hold: { at, stopsOnReply } }
      reply.code(201)
      return ok(await scheduleReply(request.db, letter, signedIn(request).user))
    },
  })
}

function oneRoutes(app: Http): void {
  app.put('/api/scheduled/:id', {
    config: { ...ofOne, refuses: ['scheduled_done', 'conversation_closed', ...MESSAGE] },
    schema: {
      summary: 'Change the text or the time of a reply that is not sent yet',
      tags,
      params: ById,
      body: RescheduleBody,
      response: { 200: ScheduledAnswer },
    },
    handler: async (request) =>
      ok(await reschedule(request.db, request.params.id, request.body, signedIn(request).user)),
  })

  app.delete('/api/scheduled/:id', {
    config: { ...ofOne, refuses: ['scheduled_done'] },
    schema: {
      summary: 'Take a reply back before it is sent',
      tags,
      params: ById,
      response: { 204: z.null() },
    },
    async handler({ db, params }, reply) {
      await cancelScheduled(db, params.id)
      return reply.code(204).send(null)
    },
  })

  app.post('/api/scheduled/:id/send', {
    config: { ...ofOne, refuses: ['scheduled_done', 'conversation_closed'] },
    schema: {
      summary: 'Send a reply now that was to be sent later',
      tags,
      params: ById,
      response: { 200: ScheduledAnswer },
    },
    handler: async (request) =>
      ok(await sendNow(request.db, request.params.id, signedIn(request).user)),
  })
}
