import { type AuditEntry, AuditPage, AuditQuery } from '../contract/audit.ts'
import { cut, placeOf } from '../db/keyset.ts'
import { okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { auditEntries, type AuditRow } from './queries.ts'

const view = ({ id, action, at, subjectId, userId, userName, counts }: AuditRow): AuditEntry => ({
  id,
  action,
  by: userId === null ? null : { id: userId, name: userName ?? '' },
  at,
  subjectId,
  counts: JSON.parse(counts) as AuditEntry['counts'],
})

/** `/api/audit`. */
export function auditRoutes(app: Http): void {
  app.get('/api/audit', {
    config: { access: 'admin' },
    schema: {
      summary: 'Who did what has to be accounted for, the latest first',
      tags: ['audit'],
      querystring: AuditQuery,
      response: { 200: AuditPage },
    },
    async handler({ db, query: { cursor, limit } }) {
      const found = await auditEntries(db.reads, placeOf(cursor), limit + 1)
      const { rows, next } = cut(found, limit, (row) => row)
      return okCursor(rows.map(view), next)
    },
  })
}
