import {
  CrispRetryAnswer,
  CrispStatusAnswer,
  CrispVisitorAnswer,
  CrispWebsiteAnswer,
  OfCrispWebsite,
  UpdateCrispWebsiteBody,
} from '../contract/crisp.ts'
import { ById } from '../contract/text.ts'
import { lockConversation } from '../conversations/index.ts'
import type { Database } from '../db/transaction.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { wantBackfill } from './past/backfill.ts'
import type { CrispChannel } from './channel.ts'
import { websiteOf } from './public/fetching.ts'
import { crispHookRoutes } from './live/hooks.ts'
import { discard, sayAgain } from './replies/outbox.ts'
import { crispPublicRoutes } from './public/public-routes.ts'
import { reconciliationRoutes } from './reconciliation/reconciliation-routes.ts'
import { describeWebsite, statusOf, updateWebsite } from './status.ts'
import { visitorOf } from './visitor.ts'

const refuses = ['crisp_website_not_found'] as const

/** `/api/crisp`: how the connection stands and what can be done about it; Part B; and web hooks. */
export function crispRoutes(app: Http, channel: CrispChannel): void {
  crispPublicRoutes(app, channel)
  crispHookRoutes(app, channel)
  statusRoutes(app, channel)
  workRoutes(app, channel)
  failedRoutes(app, channel)
  reconciliationRoutes(app)
}

function statusRoutes(app: Http, channel: CrispChannel): void {
  app.get('/api/crisp/status', {
    config: { access: 'agent' },
    schema: {
      summary: 'How the connection to Crisp stands',
      tags: ['crisp'],
      response: { 200: CrispStatusAnswer },
    },
    handler: async ({ db }) => ok(await statusOf(db, channel)),
  })

  app.get('/api/crisp/conversations/:id', {
    config: { access: 'agent', unknown: 'conversation_not_found' },
    schema: {
      summary: 'What Crisp knows of who is in a conversation, besides who they are',
      tags: ['crisp'],
      params: ById,
      response: { 200: CrispVisitorAnswer },
    },
    handler: async ({ db, params: { id } }) => ok(await visitorOf(db, id)),
  })

  app.put('/api/crisp/websites/:websiteId', {
    config: { access: 'admin', refuses: [...refuses, 'team_not_found'] },
    schema: {
      summary: 'Switches a Crisp website on or off, and says to which teams its conversations go',
      tags: ['crisp'],
      params: OfCrispWebsite,
      body: UpdateCrispWebsiteBody,
      response: { 200: CrispWebsiteAnswer },
    },
    async handler({ db, params, body }) {
      await updateWebsite(db, params.websiteId, body)
      return ok(await describeWebsite(db, params.websiteId))
    },
  })
}

function workRoutes(app: Http, channel: CrispChannel): void {
  app.post('/api/crisp/websites/:websiteId/backfill', {
    config: { access: 'admin', refuses: [...refuses, 'crisp_not_configured'] },
    schema: {
      summary: 'Brings in the past of a Crisp website; joins what is under way',
      tags: ['crisp'],
      params: OfCrispWebsite,
      response: { 200: CrispWebsiteAnswer },
    },
    async handler({ db, params: { websiteId } }) {
      await websiteOf(db, channel, websiteId)
      await wantBackfill(db, websiteId)
      channel.nudge('backfill')
      return ok(await describeWebsite(db, websiteId))
    },
  })
}

function failedRoutes(app: Http, channel: CrispChannel): void {
  app.post('/api/crisp/messages/:id/retry', {
    config: { access: 'agent', unknown: 'crisp_message_not_failed' },
    schema: {
      summary: 'Says a message to Crisp again that it did not take',
      tags: ['crisp'],
      params: ById,
      response: { 200: CrispRetryAnswer },
    },
    async handler({ db, params: { id } }) {
      await onFailed(db, id, sayAgain)
      channel.nudge('say')
      return ok({ id })
    },
  })

  app.post('/api/crisp/messages/:id/discard', {
    config: { access: 'agent', unknown: 'crisp_message_not_failed' },
    schema: {
      summary: 'Gives up a message that Crisp did not take: it is taken back',
      tags: ['crisp'],
      params: ById,
      response: { 200: CrispRetryAnswer },
    },
    async handler({ db, params: { id } }) {
      await onFailed(db, id, discard)
      return ok({ id })
    },
  })
}

/** Does something with a message that Crisp did not take; throws `crisp_message_not_failed`. */
const onFailed = (database: Database, id: string, act: typeof sayAgain): Promise<void> =>
  database.transaction(async (tx) => {
    const failed = await tx.sql
      .selectFrom('crispOutbox')
      .select('conversationId')
      .where('messageId', '=', id)
      .executeTakeFirst()
    const row = failed && (await lockConversation(tx, failed.conversationId))
    if (!row || !(await act(tx, row, id))) throw problem('crisp_message_not_failed')
  })
