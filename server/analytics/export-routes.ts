import { Readable } from 'node:stream'
import { z } from 'zod'
import { ExportQuery } from '../contract/analytics.ts'
import { atLeast } from '../contract/identity.ts'
import { signedIn } from '../http/access.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { csvOf } from './csv.ts'
import { mayAsk } from './policy.ts'

/** `GET /api/analytics/export`: a report as a CSV file, written while it is read. */
export function exportRoutes(app: Http): void {
  app.get('/api/analytics/export', {
    config: { access: 'agent', refuses: ['forbidden', 'took_too_long'] },
    schema: {
      summary: 'A report as CSV: the rows behind a measure, its course, or every group',
      tags: ['analytics'],
      querystring: ExportQuery,
      response: { 200: { content: { 'text/csv': { schema: z.unknown() } } } },
    },
    async handler(request, reply) {
      const { user } = signedIn(request)
      const asked = mayAsk(user, request.query)
      if (asked.report === 'groups' && !atLeast(user.role, 'supervisor')) throw problem('forbidden')
      const lines = await csvOf(request.db, asked)
      const name = `${asked.report}-${asked.from}-${asked.to}.csv`
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${name}"`)
        .type('text/csv; charset=utf-8')
        .send(Readable.from(lines))
    },
  })
}
