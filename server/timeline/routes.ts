import { z } from 'zod'
import { pathId } from '../contract/text.ts'
import {
  ActivityAnswer,
  ActivityQuery,
  CustomerStatsAnswer,
  RecentActivities,
  RecentQuery,
  TimelinePage,
  TimelineQuery,
} from '../contract/timeline.ts'
import { cut, placeOf } from '../db/keyset.ts'
import type { Database } from '../db/transaction.ts'
import { ok, okAll, okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import {
  activitiesOf,
  customerNow,
  customerStats,
  findActivity,
  recentActivities,
} from './queries.ts'
import { viewActivity } from './view.ts'

const tags = ['timeline']
const ofCustomer = { access: 'agent', unknown: 'customer_not_found' } as const
const ByCustomer = z.object({ customerId: pathId })
const ByEvent = z.object({ eventId: pathId })

async function requireCustomer(db: Database, id: string): Promise<string> {
  const now = await customerNow(db.sql, id)
  if (now === undefined) throw problem('customer_not_found')
  return now
}

/** `/api/timeline`. */
export function timelineRoutes(app: Http): void {
  app.get('/api/timeline/customer/:customerId', {
    config: ofCustomer,
    schema: {
      summary: "A customer's timeline, newest first",
      tags,
      params: ByCustomer,
      querystring: TimelineQuery,
      response: { 200: TimelinePage },
    },
    async handler({ db, params: { customerId }, query: { cursor, limit } }) {
      const from = placeOf(cursor)
      const whose = await requireCustomer(db, customerId)
      const found = await activitiesOf(db.reads, whose, from, limit + 1)
      const { rows, next } = cut(found, limit, (row) => row)
      return okCursor(rows.map(viewActivity), next)
    },
  })

  app.get('/api/timeline/customer/:customerId/stats', {
    config: ofCustomer,
    schema: {
      summary: 'A customer in numbers',
      tags,
      params: ByCustomer,
      response: { 200: CustomerStatsAnswer },
    },
    async handler({ db, params: { customerId } }) {
      return ok(await customerStats(db.reads, await requireCustomer(db, customerId)))
    },
  })

  entryRoutes(app)
}

function entryRoutes(app: Http): void {
  app.get('/api/timeline/event/:eventId', {
    config: { access: 'agent', unknown: 'activity_not_found' },
    schema: {
      summary: 'One entry of a timeline',
      tags,
      params: ByEvent,
      querystring: ActivityQuery,
      response: { 200: ActivityAnswer },
    },
    async handler({ db, params, query: { type } }) {
      const activity = await findActivity(db.sql, params.eventId)
      if (!activity || (type !== undefined && activity.type !== type))
        throw problem('activity_not_found')
      return ok(viewActivity(activity))
    },
  })

  app.get('/api/timeline/recent', {
    config: { access: 'agent' },
    schema: {
      summary: 'The newest entries of every timeline',
      tags,
      querystring: RecentQuery,
      response: { 200: RecentActivities },
    },
    handler: async ({ db, query }) =>
      okAll((await recentActivities(db.reads, query.limit)).map(viewActivity)),
  })
}
