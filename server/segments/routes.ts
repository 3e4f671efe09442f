import { z } from 'zod'
import {
  CustomerExportQuery,
  type CustomerFilter,
  SegmentAnswer,
  SegmentBody,
  SegmentCountsAnswer,
  SegmentCustomers,
  SegmentList,
  SegmentPageQuery,
} from '../contract/segments.ts'
import { ById } from '../contract/text.ts'
import { viewCustomer } from '../customers/index.ts'
import { cut, placeOf } from '../db/keyset.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll, okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { createSegment, deleteSegment, updateSegment } from './actions.ts'
import { segmentCounts } from './counting.ts'
import { exportCustomers } from './export.ts'
import { customersMatching, findSegment, listSegments, viewSegment } from './queries.ts'

const tags = ['segments']
const ofSegment = { access: 'agent', unknown: 'segment_not_found' } as const
const changing = { access: 'supervisor', unknown: 'segment_not_found' } as const

/** `/api/segments` and `/api/customers/export`. */
export function segmentRoutes(app: Http): void {
  listRoutes(app)
  peopleRoutes(app)
  changeRoutes(app)
  exportRoute(app)
}

function listRoutes(app: Http): void {
  app.get('/api/segments', {
    config: { access: 'agent' },
    schema: { summary: 'The segments by name', tags, response: { 200: SegmentList } },
    handler: async ({ db }) => okAll((await listSegments(db.sql)).map(viewSegment)),
  })

  app.get('/api/segments/counts', {
    config: { access: 'agent' },
    schema: {
      summary: 'How many customers each segment holds now',
      tags,
      response: { 200: SegmentCountsAnswer },
    },
    handler: async ({ db }) => ok(await segmentCounts(db)),
  })
}

function peopleRoutes(app: Http): void {
  app.get('/api/segments/:id/customers', {
    config: ofSegment,
    schema: {
      summary: 'The customers of a segment, newest first',
      tags,
      params: ById,
      querystring: SegmentPageQuery,
      response: { 200: SegmentCustomers },
    },
    async handler({ db, params, query: { q, cursor, limit } }) {
      const { filter } = viewSegment(await findSegment(db.sql, params.id))
      const asked = { filter, now: db.clock.now(), q }
      const found = await customersMatching(db.reads, asked, placeOf(cursor), limit + 1)
      const { rows, next } = cut(found, limit, (row) => ({ at: row.createdAt, id: row.id }))
      return okCursor(rows.map(viewCustomer), next)
    },
  })
}

function changeRoutes(app: Http): void {
  app.post('/api/segments', {
    config: { access: 'supervisor', refuses: ['segment_name_taken', 'too_many_segments'] },
    schema: {
      summary: 'Save a filter of the customers under a name, for everybody',
      tags,
      body: SegmentBody,
      response: { 201: SegmentAnswer },
    },
    async handler(request, reply) {
      reply.code(201)
      return ok(await createSegment(request.db, request.body, signedIn(request).user.id))
    },
  })

  app.put('/api/segments/:id', {
    config: { ...changing, refuses: ['segment_name_taken'] },
    schema: {
      summary: 'Change a segment',
      tags,
      params: ById,
      body: SegmentBody,
      response: { 200: SegmentAnswer },
    },
    handler: async ({ db, params, body }) => ok(await updateSegment(db, params.id, body)),
  })

  app.delete('/api/segments/:id', {
    config: changing,
    schema: { summary: 'Delete a segment', tags, params: ById, response: { 204: z.null() } },
    async handler({ db, params }, reply) {
      await deleteSegment(db, params.id)
      return reply.code(204).send(null)
    },
  })
}

function exportRoute(app: Http): void {
  app.get('/api/customers/export', {
    config: { access: 'supervisor', unknown: 'segment_not_found' },
    schema: {
      summary: 'Customers as CSV: everybody, those of a segment, or those that match a text',
      tags: ['customers'],
      querystring: CustomerExportQuery,
      response: {
        200: { content: { 'text/csv': { schema: z.unknown().meta({ type: 'string' }) } } },
      },
    },
    async handler({ db, query: { q, segmentId } }, reply) {
      const filter: CustomerFilter =
        segmentId === undefined ? {} : viewSegment(await findSegment(db.sql, segmentId)).filter
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="customers.csv"')
        .header('cache-control', 'no-store')
        .send(exportCustomers(db, q === undefined ? filter : { ...filter, q }))
    },
  })
}
