import { z } from 'zod'
import {
  ByWebsite,
  DifferencePage,
  DifferencesQuery,
  ReconcileBody,
  ReconciliationAnswer,
  ReconciliationList,
} from '../../contract/crisp-reconciliation.ts'
import { ById } from '../../contract/text.ts'
import { ok, okAll, okCursor } from '../../http/answer.ts'
import type { Http } from '../../http/types.ts'
import { problem } from '../../problems.ts'
import { findWebsite } from '../queries.ts'
import {
  askReconciliation,
  askRepair,
  type DifferencePlace,
  describeReconciliation,
  differencesAfter,
  findReconciliation,
  listReconciliations,
} from './reconciliations.ts'

const tags = ['crisp']
const ofWebsite = { access: 'supervisor', unknown: 'crisp_website_not_found' } as const
const ofOne = { access: 'supervisor', unknown: 'reconciliation_not_found' } as const

/** `/api/crisp/…/reconciliations`: a website's days on both sides, every difference by name, and its repair. */
export function reconciliationRoutes(app: Http): void {
  websiteRoutes(app)
  reportRoutes(app)
  repairRoute(app)
}

function websiteRoutes(app: Http): void {
  app.post('/api/crisp/websites/:websiteId/reconciliations', {
    config: ofWebsite,
    schema: {
      summary: 'Compare the days of a website; the same days under way already are the answer',
      tags,
      params: ByWebsite,
      body: ReconcileBody,
      response: { 201: ReconciliationAnswer },
    },
    async handler({ db, params, body }, reply) {
      const id = await askReconciliation(db, params.websiteId, body)
      reply.code(201)
      return ok(await describeReconciliation(db.sql, id))
    },
  })

  app.get('/api/crisp/websites/:websiteId/reconciliations', {
    config: ofWebsite,
    schema: {
      summary: 'The newest comparisons of a website',
      tags,
      params: ByWebsite,
      response: { 200: ReconciliationList },
    },
    async handler({ db, params: { websiteId } }) {
      if (!(await findWebsite(db.sql, websiteId))) throw problem('crisp_website_not_found')
      return okAll(await listReconciliations(db.reads, websiteId))
    },
  })
}

function reportRoutes(app: Http): void {
  app.get('/api/crisp/reconciliations/:id', {
    config: ofOne,
    schema: {
      summary: 'A comparison, day by day',
      tags,
      params: ById,
      response: { 200: ReconciliationAnswer },
    },
    handler: async ({ db, params }) => ok(await describeReconciliation(db.reads, params.id)),
  })

  app.get('/api/crisp/reconciliations/:id/differences', {
    config: ofOne,
    schema: {
      summary: 'What a comparison found, by day',
      tags,
      params: ById,
      querystring: DifferencesQuery,
      response: { 200: DifferencePage },
    },
    async handler({ db, params, query: { day, cursor, limit } }) {
      const row = await findReconciliation(db.sql, params.id)
      const from = placeOf(cursor)
      const found = await differencesAfter(db.reads, row, { day, from, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const last = shown.at(-1)
      const next = found.length > limit && last ? cursorOf(last.place) : null
      return okCursor(
        shown.map(({ place: _, ...difference }) => difference),
        next,
      )
    },
  })
}

function repairRoute(app: Http): void {
  app.post('/api/crisp/reconciliations/:id/repair', {
    config: { ...ofOne, refuses: ['reconciliation_not_done'] },
    schema: {
      summary: 'Read what differs anew, and see what is still different then',
      tags,
      params: ById,
      response: { 200: ReconciliationAnswer },
    },
    async handler({ db, params }) {
      await askRepair(db, params.id)
      return ok(await describeReconciliation(db.sql, params.id))
    },
  })
}

const Cursor = z.string().regex(/^\d{4}-\d\d-\d\d~.{1,200}~-?\d{1,16}$/)

const cursorOf = ({ day, sessionId, fingerprint }: DifferencePlace) =>
  `${day}~${sessionId}~${fingerprint}`

function placeOf(cursor: string | undefined): DifferencePlace | undefined {
  if (!cursor) return undefined
  const read = Cursor.safeParse(cursor)
  if (!read.success) throw problem('validation_failed', { issues: read.error.issues })
  const [day = '', ...rest] = read.data.split('~')
  const fingerprint = Number(rest.pop())
  return { day, sessionId: rest.join('~'), fingerprint }
}
