import {
  EscalationAnswer,
  MuteAnswer,
  MuteBody,
  MutedAnswer,
  PreferencesAnswer,
  ResponseTargetAnswer,
  UpdateEscalationBody,
  UpdatePreferencesBody,
  UpdateResponseTargetBody,
} from '../contract/notifications.ts'
import { ById } from '../contract/text.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { readEscalation, updateEscalation } from './escalation.ts'
import { mute } from './mute.ts'
import { readPreferences, updatePreferences } from './preferences.ts'
import { mutedBy } from './queries.ts'
import { readResponseTarget, updateResponseTarget } from './response-target.ts'

/** What each agent wants to be told, when the workspace tells again, and how soon it answers. */
export function preferenceRoutes(app: Http): void {
  ownRoutes(app)
  muteRoutes(app)
  escalationRoutes(app)
  targetRoutes(app)
}

function ownRoutes(app: Http): void {
  app.get('/api/notifications/preferences', {
    config: { access: 'agent' },
    schema: {
      summary: 'What you want to be told, and how',
      tags: ['notifications'],
      response: { 200: PreferencesAnswer },
    },
    handler: async (request) =>
      ok(await readPreferences(request.db.sql, signedIn(request).user.id)),
  })

  app.put('/api/notifications/preferences', {
    config: { access: 'agent' },
    schema: {
      summary: 'Change what you want to be told; each part given is replaced whole',
      tags: ['notifications'],
      body: UpdatePreferencesBody,
      response: { 200: PreferencesAnswer },
    },
    async handler(request) {
      const { id } = signedIn(request).user
      return ok(await request.db.transaction((tx) => updatePreferences(tx, id, request.body)))
    },
  })
}

function muteRoutes(app: Http): void {
  app.get('/api/notifications/muted', {
    config: { access: 'agent' },
    schema: {
      summary: 'The conversations you have muted',
      tags: ['notifications'],
      response: { 200: MutedAnswer },
    },
    handler: async (request) => okAll(await mutedBy(request.db.sql, signedIn(request).user.id)),
  })

  app.put('/api/notifications/muted/:id', {
    config: { access: 'agent', unknown: 'conversation_not_found' },
    schema: {
      summary: 'Mute a conversation, or hear of it again',
      tags: ['notifications'],
      params: ById,
      body: MuteBody,
      response: { 200: MuteAnswer },
    },
    async handler(request) {
      const { params, body } = request
      const who = { agentId: signedIn(request).user.id, conversationId: params.id }
      await request.db.transaction((tx) => mute(tx, who, body.isMuted))
      return ok(body)
    },
  })
}

function escalationRoutes(app: Http): void {
  app.get('/api/settings/escalation', {
    config: { access: 'agent' },
    schema: {
      summary: 'When people are told again of a conversation nobody has taken',
      tags: ['settings'],
      response: { 200: EscalationAnswer },
    },
    handler: async (request) => ok(await readEscalation(request.db.sql)),
  })

  app.put('/api/settings/escalation', {
    config: { access: 'admin' },
    schema: {
      summary: 'Change when people are told again',
      tags: ['settings'],
      body: UpdateEscalationBody,
      response: { 200: EscalationAnswer },
    },
    handler: async ({ db, body }) => ok(await db.transaction((tx) => updateEscalation(tx, body))),
  })
}

function targetRoutes(app: Http): void {
  app.get('/api/settings/response-target', {
    config: { access: 'agent' },
    schema: {
      summary: 'How soon customers are to be answered',
      tags: ['settings'],
      response: { 200: ResponseTargetAnswer },
    },
    handler: async (request) => ok(await readResponseTarget(request.db.sql)),
  })

  app.put('/api/settings/response-target', {
    config: { access: 'admin' },
    schema: {
      summary: 'Change how soon customers are to be answered',
      tags: ['settings'],
      body: UpdateResponseTargetBody,
      response: { 200: ResponseTargetAnswer },
    },
    handler: async ({ db, body }) =>
      ok(await db.transaction((tx) => updateResponseTarget(tx, body))),
  })
}
