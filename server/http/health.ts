import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { Health, Readiness } from '../contract/health.ts'
import type { Database } from '../db/transaction.ts'
import type { Metrics } from '../metrics.ts'
import { problem } from '../problems.ts'
import { bearer } from './access.ts'
import { isSame } from './same.ts'
import type { Http } from './types.ts'

const PROBE_MS = 1_500

const config = { access: 'public', isServedDraining: true } as const

export interface HealthOptions {
  database: Database
  metrics: Metrics
  metricsToken: string | undefined
  version: string
  isDraining: () => boolean
  /** What the server can do without for a while, and whether it answers. */
  conveniences: Record<string, () => boolean>
}

// A database that says nothing must not hold the answer, nor a connection for every time somebody asks.
function databaseProbe(database: Database): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined
  return () => {
    asking ??= sql`select 1`
      .execute(database.sql)
      .then(
        () => true,
        () => false,
      )
      .finally(() => (asking = undefined))
    return Promise.race([asking, setTimeout(PROBE_MS, false, { ref: false })])
  }
}

/** `/api/health`, `/livez`, `/readyz` and `/metrics`: bare answers, no envelope. */
export function healthRoutes(app: Http, options: HealthOptions): void {
  const { database, version, isDraining, conveniences } = options
  const isAnswering = databaseProbe(database)
  const health = () => ({
    status: 'ok' as const,
    timestamp: database.clock.now().toISOString(),
    uptime: process.uptime(),
    version,
  })
  for (const url of ['/api/health', '/livez']) {
    app.get(url, {
      config,
      schema: {
        summary: 'Whether the server is alive',
        tags: ['health'],
        response: { 200: Health },
      },
      handler: health,
    })
  }

  app.get('/readyz', {
    config,
    schema: {
      summary: 'Whether the server can answer requests',
      tags: ['health'],
      response: { 200: Readiness, 503: Readiness },
    },
    async handler(_request, reply) {
      const isUp = await isAnswering()
      const status = isDraining() ? 'draining' : isUp ? 'ready' : 'unavailable'
      const checks: Record<string, boolean> = { database: isUp }
      for (const [name, answers] of Object.entries(conveniences)) checks[name] = answers()
      return reply.code(status === 'ready' ? 200 : 503).send({ status, checks })
    },
  })

  metricsRoute(app, options)
}

function metricsRoute(app: Http, { metrics, metricsToken }: HealthOptions): void {
  app.get('/metrics', {
    config,
    schema: { hide: true },
    async handler(request, reply) {
      if (metricsToken && !isSame(bearer(request) ?? '', metricsToken))
        throw problem('unauthorized')
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
    },
  })
}
