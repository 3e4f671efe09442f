import pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onBothDatabases, onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { PostgresReads } from './postgres.ts'
import type { Database } from './transaction.ts'
import { TookTooLong } from './unavailable.ts'

const WAIT = { timeout: 15_000, interval: 50 }
const LANES = ['searches', 'reports'] as const
const one = sql<{ one: number }>`select 1 as one`

onBothDatabases('searches and reports', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  it('are not begun when nobody waits for them any more', async () => {
    for (const kind of LANES) {
      const gone = new AbortController()
      const lane = database.until(gone.signal)[kind]
      expect((await one.execute(lane)).rows).toEqual([{ one: 1 }])
      // More than are done at once: most of them wait for their turn.
      const waiting = Array.from({ length: 20 }, () => one.execute(lane))
      gone.abort()
      const outcomes = await Promise.allSettled([...waiting, one.execute(lane)])
      const refused = outcomes.filter((each) => each.status === 'rejected')
      expect(refused.length).toBeGreaterThanOrEqual(outcomes.length - 2)
      for (const { reason } of refused) expect(reason).toBe(gone.signal.reason)
      expect((await one.execute(database[kind])).rows).toEqual([{ one: 1 }])
    }
  })
})

onPostgres('searches and reports', (create) => {
  let on: TestDatabase
  let server: TestServer
  let database: Database
  let holder: pg.Client
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    database = server.database
    holder = new pg.Client({ connectionString: on.environment['DATABASE_URL'] ?? '' })
    await holder.connect()
  })
  afterAll(async () => {
    await holder.end()
    await server.stop()
    await on.drop()
  })

  /** How many statements of a kind wait for a table that is held. */
  const held = async (kind: string) => {
    const { rows } = await sql<{ held: number }>`select count(*) as held from pg_stat_activity
      where datname = current_database() and application_name = ${`frontdesk ${kind}`}
        and wait_event_type = 'Lock'`.execute(database.sql)
    return rows[0]?.held
  }

  async function whileHeld(table: string, work: () => Promise<void>): Promise<void> {
    await holder.query(`begin; lock table ${table} in access exclusive mode`)
    try {
      await work()
    } finally {
      await holder.query('rollback')
    }
  }

  it('are answered while every connection of the chat is taken', async () => {
    for (const kind of LANES) {
      const { promise: end, resolve: letGo } = Promise.withResolvers<void>()
      const taken = Array.from({ length: 12 }, () => database.transaction(() => end))
      expect((await one.execute(database[kind])).rows).toEqual([{ one: 1 }])
      letGo()
      await Promise.all(taken)
    }
  })

  it('are ended in the database when whoever asked goes away, and the next one is answered', async () => {
    for (const [kind, path, table] of [
      ['searches', '/api/search?q=lamp', 'search_notes'],
      ['reports', '/api/analytics/summary?from=2026-01-01&to=2026-12-31', 'analytics_facts'],
    ] as const) {
      const gone = new AbortController()
      await whileHeld(table, async () => {
        const headers = { authorization: `Bearer ${server.adminToken}` }
        const asked = fetch(server.url + path, { headers, signal: gone.signal })
        const outcome = asked.catch((error: unknown) => error)
        await vi.waitFor(async () => expect(await held(kind)).toBeGreaterThan(0), WAIT)
        gone.abort()
        expect(await outcome).toBe(gone.signal.reason)
        await vi.waitFor(async () => expect(await held(kind)).toBe(0), WAIT)
      })
      expect((await server.admin.get(path)).status).toBe(200)
    }
  })

  it('are refused when they take too long, and what waits for them goes on', async () => {
    await whileHeld('search_notes', async () => {
      const { status, body } = await server.admin.get('/api/search?q=lamp')
      expect([status, body.code]).toEqual([503, 'took_too_long'])
      expect((await one.execute(database.searches)).rows).toEqual([{ one: 1 }])
    })
  })

  it('that wait too long for a connection of theirs took too long as well', async () => {
    const pool = new pg.Pool({ connectionString: on.environment['DATABASE_URL'] ?? '', max: 1 })
    const reads = new PostgresReads(pool, async () => {})
    const taken = await pool.connect()
    pool.options.connectionTimeoutMillis = 50
    const read = () => reads.read({ text: 'select 1 as one', parameters: [] }, undefined)
    await expect(read()).rejects.toThrow(TookTooLong)
    taken.release()
    expect(await read()).toEqual([{ one: 1 }])
    await reads.close()
  })
})
