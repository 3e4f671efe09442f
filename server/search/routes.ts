import { SearchAnswer, SearchQuery } from '../contract/search.ts'
import { signedIn } from '../http/access.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { search } from './search.ts'

/** `/api/search`. */
export function searchRoutes(app: Http): void {
  app.get('/api/search', {
    config: { access: 'agent', refuses: ['took_too_long'] },
    schema: {
      summary: 'Messages, notes, files, customers and tickets by their words',
      tags: ['search'],
      querystring: SearchQuery,
      response: { 200: SearchAnswer },
    },
    async handler(request) {
      const asking = { userId: signedIn(request).user.id, now: request.db.clock.now() }
      return ok(await search(request.db.until(request.signal), request.query, asking))
    },
  })
}
