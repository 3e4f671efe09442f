import { z } from 'zod'
import { pathId } from '../contract/text.ts'
import {
  ActivityAnswer,
  ActivityDays,
  ActivityQuery,
  CustomerMonths,
  CustomerStatsAnswer,
  RecentActivities,
  RecentQuery,
  TimelinePage,
  TimelineQuery,
  ZoneQuery,
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
import { activeDays } from './days.ts'
import { customerMonths } from './months.ts'
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
    async handler({ db, params: { customerId }, query }) {
      const { cursor, before, group, limit } = query
      const from = placeOf(cursor) ?? placeBefore(before)
      const whose = await requireCustomer(db, customerId)
      const found = await activitiesOf(db.reads, whose, from, { limit: limit + 1, group })
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

  figureRoutes(app)
  entryRoutes(app)
}

const NIL = '00000000-0000-0000-0000-000000000000'

// No entry stands at this place, so it is before all that was at the time.
const placeBefore = (at: string | undefined) => (at === undefined ? undefined : { at, id: NIL })

function figureRoutes(app: Http): void {
  app.get('/api/timeline/customer/:customerId/days', {
    config: ofCustomer,
    schema: {
      summary: 'How much happened with a customer on each day of the last year',
      tags,
      params: ByCustomer,
      querystring: ZoneQuery,
      response: { 200: ActivityDays },
    },
    async handler({ db, params: { customerId }, query: { zone } }) {
      const whose = await requireCustomer(db, customerId)
      return okAll(await activeDays(db, whose, zone))
    },
  })

  app.get('/api/timeline/customer/:customerId/months', {
    config: ofCustomer,
    schema: {
      summary:
        'The last twelve months with a customer: how much there was, and how it was answered',
      tags,
      params: ByCustomer,
      querystring: ZoneQuery,
      response: { 200: CustomerMonths },
    },
    async handler({ db, params: { customerId }, query: { zone } }) {
      const whose = await requireCustomer(db, customerId)
      return okAll(await customerMonths(db, whose, zone))
    },
  })
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
