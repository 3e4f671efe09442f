import { Readable } from 'node:stream'
import { z } from 'zod'
import { findWay } from '../conversations/index.ts'
import { bearer } from '../http/access.ts'
import type { Http } from '../http/types.ts'
import { readSessionToken, type TokenKeys } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { chatConfig } from '../settings/index.ts'
import { transcriptText, zoneOr } from './transcript.ts'

const TranscriptQuery = z.object({
  /** IANA time zone of the reader; UTC for one that is not known. */
  zone: z.string().max(60).optional(),
})

/** `GET /api/chat/visitor/transcript`: a customer's own chat as a text file, by the session's token. */
export function transcriptRoutes(app: Http, keys: TokenKeys): void {
  app.get('/api/chat/visitor/transcript', {
    config: { access: 'public', refuses: ['unauthorized', 'session_not_found'] },
    schema: {
      summary: 'The chat of a session token, as text; send the token as the bearer',
      tags: ['chat'],
      querystring: TranscriptQuery,
      response: { 200: { content: { 'text/plain': { schema: z.unknown() } } } },
    },
    async handler(request, reply) {
      const sessionId = readSessionToken(keys, bearer(request) ?? '')
      if (sessionId === undefined) throw problem('unauthorized')
      const [session, ...further] = await findWay(request.db.sql, sessionId)
      if (session?.channel !== 'webchat') throw problem('session_not_found')
      const { workspaceName } = await chatConfig(request.db)
      const { language } = request
      const manner = { language, zone: zoneOr(request.query.zone), workspaceName }
      return reply
        .header('cache-control', 'no-store')
        .header(
          'content-disposition',
          `attachment; filename="chat-${session.startedAt.slice(0, 10)}.txt"`,
        )
        .type('text/plain; charset=utf-8')
        .send(Readable.from(transcriptText(request.db.reads, [session, ...further], manner)))
    },
  })
}
