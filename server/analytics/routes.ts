import type { FastifyRequest } from 'fastify'
import {
  BusiestAnswer,
  BusiestQuery,
  GroupsAnswer,
  GroupsQuery,
  LiveAnswer,
  ReportSettings,
  ReportSettingsAnswer,
  RowsAnswer,
  RowsQuery,
  Scope,
  SeriesAnswer,
  SeriesQuery,
  SummaryAnswer,
} from '../contract/analytics.ts'
import { signedIn } from '../http/access.ts'
import { ok, okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { exportRoutes } from './export-routes.ts'
import { liveBoard } from './live.ts'
import { mayAsk } from './policy.ts'
import { busiestIn, courseOf, groupsOf, summarize } from './reports.ts'
import { listingOf, pageOf } from './rows.ts'
import { readReportSettings, writeReportSettings } from './settings.ts'

const tags = ['analytics']
const ofOwn = { access: 'agent', refuses: ['forbidden', 'took_too_long'] } as const

// Whoever has asked for something else by now waits for it no more.
const reportsFor = ({ db, signal }: FastifyRequest) => db.until(signal)

/** `/api/analytics`. An agent is answered of their own; supervisors and admins of everybody. */
export function analyticsRoutes(app: Http): void {
  figureRoutes(app)
  groupRoutes(app)
  detailRoutes(app)
  liveRoutes(app)
  exportRoutes(app)
}

function figureRoutes(app: Http): void {
  app.get('/api/analytics/summary', {
    config: ofOwn,
    schema: {
      summary: 'Every measure of a range, beside the range before it',
      tags,
      querystring: Scope,
      response: { 200: SummaryAnswer },
    },
    handler: async (request) =>
      ok(await summarize(reportsFor(request), mayAsk(signedIn(request).user, request.query))),
  })

  app.get('/api/analytics/series', {
    config: ofOwn,
    schema: {
      summary: 'A measure over time',
      tags,
      querystring: SeriesQuery,
      response: { 200: SeriesAnswer },
    },
    async handler(request) {
      const { measure, by, ...scope } = mayAsk(signedIn(request).user, request.query)
      return ok(await courseOf(reportsFor(request), scope, { measure, by }))
    },
  })
}

function groupRoutes(app: Http): void {
  app.get('/api/analytics/groups', {
    config: { access: 'supervisor', refuses: ['took_too_long'] },
    schema: {
      summary: 'Every measure for each agent, team, channel or tag',
      tags,
      querystring: GroupsQuery,
      response: { 200: GroupsAnswer },
    },
    async handler(request) {
      const { by, ...scope } = request.query
      return ok(await groupsOf(reportsFor(request), scope, by))
    },
  })
}

function detailRoutes(app: Http): void {
  app.get('/api/analytics/busiest', {
    config: ofOwn,
    schema: {
      summary: 'How much of a measure falls into each hour of the week',
      tags,
      querystring: BusiestQuery,
      response: { 200: BusiestAnswer },
    },
    async handler(request) {
      const { measure, ...scope } = mayAsk(signedIn(request).user, request.query)
      return ok(await busiestIn(reportsFor(request), scope, measure))
    },
  })

  app.get('/api/analytics/rows', {
    config: ofOwn,
    schema: {
      summary: 'What stands behind a number, newest first',
      tags,
      querystring: RowsQuery,
      response: { 200: RowsAnswer },
    },
    async handler(request) {
      const { cursor, limit, ...asked } = mayAsk(signedIn(request).user, request.query)
      const database = reportsFor(request)
      const listing = await listingOf(database, asked)
      const { rows, next, ...more } = await pageOf(database, listing, { cursor, limit })
      return { ...okCursor(rows, next), ...more }
    },
  })
}

function liveRoutes(app: Http): void {
  app.get('/api/analytics/live', {
    config: { access: 'agent' },
    schema: {
      summary: 'Who waits, who is there and what is at risk, at this moment',
      tags,
      response: { 200: LiveAnswer },
    },
    handler: async (request) => ok(await liveBoard(request.db)),
  })

  app.get('/api/settings/reports', {
    config: { access: 'agent' },
    schema: {
      summary: 'From when a waiting customer is at risk',
      tags: ['settings'],
      response: { 200: ReportSettingsAnswer },
    },
    handler: async (request) => ok(await readReportSettings(request.db.sql)),
  })

  app.put('/api/settings/reports', {
    config: { access: 'admin' },
    schema: {
      summary: 'Change from when a waiting customer is at risk',
      tags: ['settings'],
      body: ReportSettings,
      response: { 200: ReportSettingsAnswer },
    },
    handler: async (request) =>
      ok(await request.db.transaction((tx) => writeReportSettings(tx, request.body))),
  })
}
