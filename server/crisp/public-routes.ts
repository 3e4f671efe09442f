import { Readable } from 'node:stream'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import {
  CrispConversationQuery,
  CrispConversations,
  CrispMessageQuery,
  CrispMessages,
  OfCrispConversation,
  OfCrispSession,
  OfCrispWebsite,
} from '../contract/crisp.ts'
import type { Database } from '../db/transaction.ts'
import { refusalOf } from '../http/errors.ts'
import type { Http } from '../http/types.ts'
import { faultOf, problemText } from '../problems.ts'
import type { CrispChannel } from './channel.ts'
import { fetchConversation, fetchWebsite } from './fetching.ts'
import { countItems, countSessions, everySession, listItems, listSessions } from './lists.ts'
import { viewCrispConversation, viewCrispMessage } from './view.ts'

const config = {
  access: 'agent',
  refuses: ['crisp_website_not_found', 'crisp_refused', 'crisp_not_configured'],
} as const

/** Part B answers its refusals in an envelope of its own. */
function errorHandler(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const known = refusalOf(error, request)
  if (!known) request.log.error({ err: error }, 'request failed')
  const refusal = known ?? faultOf(error)
  const message = problemText(refusal.code, request.language, refusal.detail)
  void reply
    .code(refusal.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ code: refusal.status, message, error: refusal.code })
}

const answered = <T>(
  data: T,
  pagination: { total: number; page: number; pageParRecord: number },
) => ({
  code: 200 as const,
  message: 'OK',
  data,
  pagination,
})

/** Part B: the interface of the tool that copied Crisp into a database. */
export function crispPublicRoutes(app: Http, channel: CrispChannel): void {
  fetchRoutes(app, channel)
  databaseRoutes(app)
}

function fetchRoutes(app: Http, channel: CrispChannel): void {
  app.get('/crisp/conversations/:websiteId', {
    config,
    errorHandler,
    schema: {
      summary: 'Fetches every conversation of a website from Crisp, keeps them and answers them',
      tags: ['crisp'],
      params: OfCrispWebsite,
      response: { 200: CrispConversations },
    },
    async handler(request, reply) {
      const { websiteId } = request.params
      const gone = new AbortController()
      request.raw.once('close', () => gone.abort())
      const website = await fetchWebsite(request.db, channel, { websiteId, signal: gone.signal })
      const pieces = written(request.db, websiteId, website.backfillPage)
      return reply.type('application/json; charset=utf-8').send(Readable.from(pieces) as never)
    },
  })

  app.get('/crisp/messages/:websiteId/:sessionId', {
    config,
    errorHandler,
    schema: {
      summary: 'Fetches all messages of one conversation from Crisp, keeps them and answers them',
      tags: ['crisp'],
      params: OfCrispConversation,
      response: { 200: CrispMessages },
    },
    async handler({ db, params }) {
      await fetchConversation(db, channel, params)
      const rows = await listItems(db.reads, params.sessionId, { offset: 0, limit: undefined })
      const pagination = { total: rows.length, page: 1, pageParRecord: rows.length }
      return answered(rows.map(viewCrispMessage), pagination)
    },
  })
}

function databaseRoutes(app: Http): void {
  app.get('/crisp-db/conversations', {
    config: { access: 'agent' },
    errorHandler,
    schema: {
      summary: 'Conversations of Crisp from our database, those that changed last first',
      tags: ['crisp'],
      querystring: CrispConversationQuery,
      response: { 200: CrispConversations },
    },
    async handler({ db, query: { page, limit, websiteId } }) {
      const total = await countSessions(db.reads, websiteId)
      const offset = (page - 1) * limit
      const rows = await listSessions(db.reads, { websiteId, offset, limit })
      return answered(rows.map(viewCrispConversation), { total, page, pageParRecord: limit })
    },
  })

  app.get('/crisp-db/messages/:sessionId', {
    config: { access: 'agent' },
    errorHandler,
    schema: {
      summary: 'Messages of one conversation of Crisp from our database, oldest first',
      tags: ['crisp'],
      params: OfCrispSession,
      querystring: CrispMessageQuery,
      response: { 200: CrispMessages },
    },
    async handler({ db, params: { sessionId }, query: { page, limit } }) {
      const total = await countItems(db.reads, sessionId)
      const offset = (page - 1) * limit
      const rows = await listItems(db.reads, sessionId, { offset, limit })
      return answered(rows.map(viewCrispMessage), { total, page, pageParRecord: limit })
    },
  })
}

/** The answer with every conversation, piece by piece. */
async function* written(
  database: Database,
  websiteId: string,
  page: number,
): AsyncGenerator<string> {
  let total = 0
  yield '{"code":200,"message":"OK","data":['
  for await (const rows of everySession(database, websiteId)) {
    const text = rows.map((row) => JSON.stringify(row)).join(',')
    yield total === 0 ? text : `,${text}`
    total += rows.length
  }
  yield `],"pagination":${JSON.stringify({ total, page, pageParRecord: total })}}`
}
