import { type DatabaseConnection, type Driver, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onPostgres, type TestDatabase } from '../../tests/support/databases.ts'
import { layWire, type Wire } from '../../tests/support/wire.ts'
import { systemClock } from '../clock.ts'
import { openDatabase } from './open.ts'
import { RenewingDriver } from './renewing-driver.ts'
import type { Database } from './transaction.ts'
import { isUnavailable } from './unavailable.ts'

const POOL = 4
const reasonsOf = (outcomes: Array<PromiseSettledResult<unknown>>): unknown[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))

onPostgres('connections that died while nobody used them', (create) => {
  let on: TestDatabase
  let wire: Wire
  let database: Database
  let other: pg.Client
  beforeEach(async () => {
    on = await create()
    const direct = on.environment['DATABASE_URL'] ?? ''
    wire = await layWire(direct)
    database = await openDatabase(
      { dialect: 'postgres', url: wire.url, poolSize: POOL, onIdleError: () => {} },
      systemClock,
    )
    other = new pg.Client({ connectionString: direct })
    await other.connect()
    await fillPool()
  })
  afterEach(async () => {
    await database.close()
    await other.end()
    await wire.close()
    await on.drop()
  })
  async function fillPool() {
    let begun = 0
    let go = () => {}
    const allBegan = new Promise<void>((resolve) => (go = resolve))
    const hold = async () => {
      if (++begun === POOL) go()
      await allBegan
    }
    await Promise.all(Array.from({ length: POOL }, () => database.transaction(hold)))
  }
  const backends = async () => {
    const { rows } = await other.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and application_name = 'frontdesk'`,
    )
    return rows.map(({ pid }) => pid)
  }
  // Nothing is heard of their end until the wire carries again.
  async function endAllUnheard() {
    wire.freeze()
    const pids = await backends()
    expect(pids).toHaveLength(POOL)
    for (const pid of pids) await other.query('select pg_terminate_backend($1)', [pid])
    await expect.poll(backends).toEqual([])
  }
  const work = (runs: number[], key: number) =>
    database.transaction(async (tx) => {
      runs.push(key)
      await tx.sql
        .insertInto('settings')
        .values({ key: `${key}`, value: '1', updatedAt: tx.now })
        .execute()
    })
  const works = (runs: number[]) =>
    Promise.allSettled(Array.from({ length: POOL }, (_, key) => work(runs, key)))
  const stored = async () => (await other.query('select key from settings order by key')).rows

  it('are exchanged for others by what begins on them, and its work is done once', async () => {
    await endAllUnheard()
    const runs: number[] = []
    const done = works(runs)
    wire.thaw()
    expect(reasonsOf(await done)).toEqual([])
    expect(runs.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3])
    expect(await stored()).toEqual(['0', '1', '2', '3'].map((key) => ({ key })))
  })

  it('fail a statement of its own: nobody knows what it did', async () => {
    await endAllUnheard()
    const asked = database.sql.selectFrom('settings').selectAll().execute()
    wire.thaw()
    expect(reasonsOf(await Promise.allSettled([asked])).map(isUnavailable)).toEqual([true])
  })

  it('are told of at once where the database is gone, and no work is begun', async () => {
    const runs: number[] = []
    const begun = performance.now()
    const gone = wire.cut()
    const reasons = reasonsOf(await works(runs))
    expect(reasons.map(isUnavailable)).toEqual([true, true, true, true])
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(runs).toEqual([])
    await gone
    await wire.mend()
    await work(runs, 0)
    expect(runs).toEqual([0])
  })

  it('are not exchanged once the work began: it fails and is not done again', async () => {
    const runs: number[] = []
    const cut = database.transaction(async (tx) => {
      runs.push(0)
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx.sql)
    })
    expect(reasonsOf(await Promise.allSettled([cut])).map(isUnavailable)).toEqual([true])
    expect(runs).toEqual([0])
  })
})

describe('connections on which nothing begins', () => {
  const failing = (error: Error) => async (): Promise<never> => {
    throw error
  }
  const inUse = new Set<DatabaseConnection>()
  let taken: number
  let begin: () => Promise<void>
  let acquire: () => Promise<void>
  beforeEach(() => {
    inUse.clear()
    taken = 0
    acquire = async () => {}
  })
  const nothing = async () => {}
  const pool: Driver = {
    init: nothing,
    destroy: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    beginTransaction: () => begin(),
    async acquireConnection() {
      await acquire()
      const connection = { executeQuery: failing(new Error()), streamQuery: () => [] as never }
      inUse.add(connection)
      taken++
      return connection
    },
    async releaseConnection(connection) {
      if (!inUse.delete(connection)) throw new Error('was given back before')
    },
  }
  class Dialect extends PostgresDialect {
    override createDriver = () => new RenewingDriver(pool, POOL)
  }
  const database = new Kysely({ dialect: new Dialect({ pool: new pg.Pool() }) })
  const transaction = () => database.transaction().execute(nothing)
  const lost = Object.assign(new Error('the line was cut'), { code: 'ECONNRESET' })

  it('are exchanged as often as the pool has some, and each is given back once', async () => {
    begin = failing(lost)
    await expect(transaction()).rejects.toBe(lost)
    expect([taken, inUse.size]).toEqual([POOL + 1, 0])
  })

  it('are given back once where no other is to be had', async () => {
    const refused = Object.assign(new Error('nobody listens'), { code: 'ECONNREFUSED' })
    begin = async () => {
      acquire = failing(refused)
      throw lost
    }
    await expect(transaction()).rejects.toBe(refused)
    expect([taken, inUse.size]).toEqual([1, 0])
  })

  it('are not exchanged when they are only slow', async () => {
    const slow = new Error('Query read timeout')
    begin = failing(slow)
    await expect(transaction()).rejects.toBe(slow)
    expect([taken, inUse.size]).toEqual([1, 0])
  })
})
