import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onPostgres, onSqlite, type TestDatabase } from '../../tests/support/databases.ts'
import { postgresPlace } from '../../tests/support/places.ts'
import { startPostgres } from '../../tests/support/postgres.ts'
import { startProcess } from '../../tests/support/process.ts'
import { systemClock } from '../clock.ts'
import { diagnose } from '../doctor.ts'
import { openSearchFile } from './open.ts'
import type { Sql } from './transaction.ts'

const pragma = async (on: Sql, name: string) =>
  Object.values((await sql.raw<object>(`pragma ${name}`).execute(on)).rows[0] ?? {})[0] as unknown
const FULL = 2
const NORMAL = 1

onSqlite('a commit', (create) => {
  it('is on disk before it is acknowledged; only the words, which can be made anew, may lag', async () => {
    const on = await create()
    const database = await on.open()
    expect(await pragma(database.sql, 'journal_mode')).toBe('wal')
    expect(await pragma(database.sql, 'synchronous')).toBe(FULL)
    await database.transaction(async (tx) => {
      expect(await pragma(tx.sql, 'synchronous')).toBe(FULL)
    })
    // What is read in threads of their own writes nothing.
    await expect(
      sql`insert into settings (key, value, updated_at) values ('x', '1', '') returning key`.execute(
        database.reads,
      ),
    ).rejects.toThrow(/readonly/)
    const words = openSearchFile(database.file ?? '', systemClock)
    expect(await pragma(words.sql, 'journal_mode')).toBe('wal')
    expect(await pragma(words.sql, 'synchronous')).toBe(NORMAL)
    await words.close()
    await database.close()
    await on.drop()
  })
})

onPostgres('a commit', (create) => {
  let on: TestDatabase
  beforeAll(async () => {
    on = await create()
  })
  afterAll(() => on.drop())

  it('is on disk before it is acknowledged, whatever the database is set to', async () => {
    await (await on.open()).close()
    const client = new pg.Client({ connectionString: on.environment['DATABASE_URL'] })
    await client.connect()
    const { rows } = await client.query<{ name: string }>('select current_database() as name')
    await client.query(`alter database ${rows[0]?.name} set synchronous_commit = off`)
    await client.end()
    const database = await on.open()
    const setting = async (within: Sql) =>
      (
        await sql<{ now: string }>`select current_setting('synchronous_commit') as now`.execute(
          within,
        )
      ).rows[0]?.now
    // Held at once, so that they are connections of their own.
    const held = Array.from({ length: 5 }, () =>
      database.transaction(async (tx) => {
        await sql`select pg_sleep(0.05)`.execute(tx.sql)
        return setting(tx.sql)
      }),
    )
    expect(await Promise.all(held)).toEqual(held.map(() => 'on'))
    await database.close()
  })
})

// It needs a Postgres of its own, since all of it is set so.
onPostgres('a Postgres that may lose what it said is stored', () => {
  it('is told of by doctor and at the start', async () => {
    const own = await startPostgres()
    const place = await postgresPlace(own.url)
    const surroundings = { nodeVersion: '24.0.0', dist: '' }
    const database = async () => {
      const environment = { ...place.environment, PORT: '0' }
      const findings = await diagnose({ environment, ...surroundings })
      return findings.find(({ what }) => what === 'database')
    }
    expect(await database()).toMatchObject({ isWell: true })
    const client = new pg.Client({ connectionString: own.url })
    await client.connect()
    await client.query('alter system set full_page_writes = off')
    await client.query('select pg_reload_conf()')
    await client.end()
    await expect
      .poll(database)
      .toMatchObject({ isWell: false, says: expect.stringMatching(/^full_page_writes is off/) })
    const server = await startProcess({ ...place.environment, LOG_LEVEL: 'warn' })
    await expect.poll(server.stderr).toContain('full_page_writes is off in Postgres')
    await server.end('SIGTERM')
    await place.drop()
    await own.stop()
  }, 60_000)
})
