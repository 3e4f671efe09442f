import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import {
  CrispConversationQuery,
  CrispConversations,
  CrispMessageQuery,
  CrispMessages,
  OfCrispConversation,
  OfCrispSession,
  OfCrispWebsite,
} from '../../contract/crisp.ts'
import type { Http } from '../../http/types.ts'
import type { CrispChannel } from '../channel.ts'
import { Fetched } from './fetched.ts'
import { fetchConversation, fetchWebsite } from './fetching.ts'
import { countItems, countSessions, listItems, listSessions } from './lists.ts'
import type { WebsiteRow } from '../queries.ts'
import { viewCrispConversation, viewCrispMessage } from '../view.ts'

const fromUs = { access: 'agent', refusals: 'crisp' } as const
const fromCrisp = {
  ...fromUs,
  refuses: ['crisp_website_not_found', 'crisp_refused', 'crisp_not_configured'],
} as const

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
    config: fromCrisp,
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
      const standings = fetchWebsite(request.db, channel, { websiteId, signal: gone.signal })
      // Whether Crisp refuses at all is known once the first of it is here.
      const first = await standings.next()
      const pieces = written(request, { first, standings })
      return reply.type('application/json; charset=utf-8').send(Readable.from(pieces) as never)
    },
  })

  app.get('/crisp/messages/:websiteId/:sessionId', {
    config: fromCrisp,
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
    config: fromUs,
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
    config: fromUs,
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

interface Standings {
  first: IteratorResult<WebsiteRow, void>
  standings: AsyncGenerator<WebsiteRow, void>
}

/**
 * The answer with every conversation, written as they come in. Its status is told by then: where Crisp refuses on the
 * way this throws, and the connection is cut, so that nobody takes for all of them what is here.
 */
async function* written(
  { db, params }: FastifyRequest<{ Params: { websiteId: string } }>,
  { first, standings }: Standings,
): AsyncGenerator<string> {
  const fetched = new Fetched(db, params.websiteId)
  let page = 0
  yield '{"data":['
  for (let at = first; !at.done; at = await standings.next()) {
    page = at.value.backfillPage
    for await (const piece of fetched.more(at.value)) {
      const text = piece.map((row) => JSON.stringify(row)).join(',')
      if (text !== '') yield fetched.count === piece.length ? text : `,${text}`
    }
  }
  const { count: total } = fetched
  const pagination = { total, page, pageParRecord: total }
  yield `],${JSON.stringify({ pagination, code: 200, message: 'OK' }).slice(1)}`
}
