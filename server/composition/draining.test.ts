import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onSqlite, type TestDatabase } from '../../tests/support/databases.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import type { Http } from '../http/types.ts'
import { composeHttp } from './http.ts'
import { createParts, type Parts } from './parts.ts'

/** What says how the server stands, or gives out files that need nothing of it. */
const SERVED = new Set([
  '/api/health',
  '/livez',
  '/readyz',
  '/metrics',
  '/chat',
  '/widget.js',
  '/assets/*',
  '/webchat-assets/*',
])

onSqlite('a server that is stopping', (create) => {
  let on: TestDatabase
  let parts: Parts
  let http: Http
  beforeAll(async () => {
    on = await create()
    const config = readConfig({ ...on.environment, LOG_LEVEL: 'silent' })
    const log = pino({ level: 'silent' })
    const dist = join(import.meta.dirname, '../../dist')
    const options = { config, clock: systemClock, log, version: '0.0.0-test', dist }
    parts = await createParts(options, () => true)
    http = await composeHttp(parts, dist)
    await http.ready()
  })
  afterAll(async () => {
    await http.close()
    await parts.shared.close()
    await parts.database.close()
    await on.drop()
  })
  const ask = (method: string, url: string) =>
    http.inject({ method: method as 'GET', url, headers: { 'accept-language': 'vi' } })

  it('refuses every other route, those for strangers too, and says when to come again', async () => {
    const answers: Record<string, unknown> = {}
    for (const { method, url } of http.declaredRoutes) {
      if (SERVED.has(url)) continue
      for (const one of [method].flat()) {
        const { statusCode, headers } = await ask(one, url)
        if (statusCode !== 503 || headers['retry-after'] !== '2')
          answers[`${one} ${url}`] = statusCode
      }
    }
    expect(answers).toEqual({})
  })

  it('says so in the envelope of the route', async () => {
    expect((await ask('POST', '/api/auth/login')).json()).toMatchObject({
      success: false,
      statusCode: 503,
      code: 'draining',
      requestId: expect.any(String),
    })
    expect((await ask('GET', '/crisp-db/conversations')).json()).toEqual({
      code: 503,
      message: expect.any(String),
      error: 'draining',
    })
  })

  it('still tells how it stands', async () => {
    expect((await ask('GET', '/livez')).statusCode).toBe(200)
    expect((await ask('GET', '/readyz')).json()).toMatchObject({ status: 'draining' })
    expect((await ask('GET', '/metrics')).statusCode).toBe(200)
  })
})
