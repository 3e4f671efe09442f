import {
  ChangesQuery,
  NotificationChangesAnswer,
  NotificationLog,
  NotificationPage,
  NotificationQuery,
  NotificationStandingAnswer,
  OutcomesAnswer,
  OutcomesBody,
  ReadBody,
  TestAnswer,
  TestBody,
} from '../contract/notifications.ts'
import { ById } from '../contract/text.ts'
import { cut, placeOf } from '../db/keyset.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll, okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { markRead } from './actions.ts'
import { changesAfter, findNotification, listNotifications, standingOf } from './queries.ts'
import { preferenceRoutes } from './preference-routes.ts'
import { logOf, recordOutcomes } from './steps.ts'
import { sendTest } from './self-test.ts'
import { viewNotification } from './view.ts'

const CHANGES = 200

/** `/api/notifications`, `/api/settings/escalation` and `/api/settings/response-target`. Everybody sees and changes their own only. */
export function notificationRoutes(app: Http): void {
  listRoutes(app)
  changeRoutes(app)
  readRoutes(app)
  logRoutes(app)
  outcomeRoutes(app)
  preferenceRoutes(app)
}

function listRoutes(app: Http): void {
  app.get('/api/notifications', {
    config: { access: 'agent' },
    schema: {
      summary: 'Your notifications, newest first',
      tags: ['notifications'],
      querystring: NotificationQuery,
      response: { 200: NotificationPage },
    },
    async handler(request) {
      const { show, cursor, limit } = request.query
      const rows = await listNotifications(request.db.sql, {
        agentId: signedIn(request).user.id,
        isUnread: show === 'unread',
        from: placeOf(cursor),
        limit: limit + 1,
      })
      const { rows: shown, next } = cut(rows, limit, ({ createdAt: at, id }) => ({ at, id }))
      return okCursor(shown.map(viewNotification), next)
    },
  })
}

function changeRoutes(app: Http): void {
  app.get('/api/notifications/standing', {
    config: { access: 'agent' },
    schema: {
      summary: 'How many of your notifications are unread, and the number of the newest change',
      tags: ['notifications'],
      response: { 200: NotificationStandingAnswer },
    },
    handler: async (request) => ok(await standingOf(request.db.sql, signedIn(request).user.id)),
  })

  app.get('/api/notifications/changes', {
    config: { access: 'agent' },
    schema: {
      summary: 'What changed of your notifications after a number, in order',
      tags: ['notifications'],
      querystring: ChangesQuery,
      response: { 200: NotificationChangesAnswer },
    },
    async handler(request) {
      const { sql } = request.db
      const { id } = signedIn(request).user
      // Read first: what comes in between is then above the head, and asked for again.
      const standing = await standingOf(sql, id)
      const rows = await changesAfter(sql, id, request.query.after, CHANGES)
      return ok({ ...standing, changed: rows.map(viewNotification) })
    },
  })
}

function readRoutes(app: Http): void {
  app.post('/api/notifications/read', {
    config: { access: 'agent' },
    schema: {
      summary: 'Mark all your notifications read, or those about one conversation or ticket',
      tags: ['notifications'],
      body: ReadBody,
      response: { 200: NotificationStandingAnswer },
    },
    async handler(request) {
      const agentId = signedIn(request).user.id
      const { aboutId } = request.body
      const about = aboutId === undefined ? {} : { aboutId }
      await request.db.transaction((tx) => markRead(tx, { agentId, ...about }))
      return ok(await standingOf(request.db.sql, agentId))
    },
  })

  app.post('/api/notifications/:id/read', {
    config: { access: 'agent', unknown: 'notification_not_found' },
    schema: {
      summary: 'Mark one of your notifications read',
      tags: ['notifications'],
      params: ById,
      response: { 200: NotificationStandingAnswer },
    },
    async handler(request) {
      const agentId = signedIn(request).user.id
      const { id } = request.params
      if (!(await findNotification(request.db.sql, agentId, id)))
        throw problem('notification_not_found')
      await request.db.transaction((tx) => markRead(tx, { agentId, id }))
      return ok(await standingOf(request.db.sql, agentId))
    },
  })
}

function logRoutes(app: Http): void {
  app.get('/api/notifications/:id/log', {
    config: { access: 'agent', unknown: 'notification_not_found' },
    schema: {
      summary: 'What happened to one of your notifications: sent, shown, clicked, or why not',
      tags: ['notifications'],
      params: ById,
      response: { 200: NotificationLog },
    },
    async handler(request) {
      const { sql } = request.db
      const found = await findNotification(sql, signedIn(request).user.id, request.params.id)
      if (!found) throw problem('notification_not_found')
      return okAll(await logOf(sql, found))
    },
  })
}

function outcomeRoutes(app: Http): void {
  app.post('/api/notifications/outcomes', {
    config: { access: 'agent' },
    schema: {
      summary: 'Say what became of your notifications on a screen',
      tags: ['notifications'],
      body: OutcomesBody,
      response: { 200: OutcomesAnswer },
    },
    async handler(request) {
      const { db, body } = request
      const agentId = signedIn(request).user.id
      return ok({ recorded: await db.transaction((tx) => recordOutcomes(tx, agentId, body)) })
    },
  })

  app.post('/api/notifications/test', {
    config: { access: 'agent' },
    schema: {
      summary: 'Send yourself a real notification',
      tags: ['notifications'],
      body: TestBody,
      response: { 201: TestAnswer },
    },
    async handler(request, reply) {
      const { id } = signedIn(request).user
      const sent = await request.db.transaction((tx) => sendTest(tx, id, request.body.as))
      reply.code(201)
      return ok(sent)
    },
  })
}
