import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Checkpoint } from './checkpoint.ts'
import { openDatabase } from './open.ts'
import type { Database } from './transaction.ts'

const SOON = { timeout: 15_000 }

describe('a long write-ahead log', () => {
  let folder: string
  let database: Database
  const open = () =>
    openDatabase({ dialect: 'sqlite', path: join(folder, 'frontdesk.db') }, systemClock)
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-log-'))
    database = await open()
    keys = 0
  })
  afterEach(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  let keys = 0
  /** Commits a row that takes about so many pages. */
  const commit = (pages: number) =>
    database.transaction(async (tx) => {
      const row = { key: `key ${++keys}`, value: 'x'.repeat(pages * 4_000), updatedAt: tx.now }
      await tx.sql.insertInto('settings').values(row).execute()
    })
  const pagesInLog = async () => {
    const { rows } = await sql<Checkpoint>`pragma wal_checkpoint(noop)`.execute(database.sql)
    return rows[0]?.log ?? Infinity
  }
  const stored = async () =>
    (await database.sql.selectFrom('settings').select('key').execute()).length

  it('is copied into the file while commits go on, and begun anew', async () => {
    await commit(3_000)
    expect(await pagesInLog()).toBeGreaterThan(3_000)
    const goOn = async () => {
      await commit(1)
      return pagesInLog()
    }
    await expect.poll(goOn, SOON).toBeLessThan(100)
    expect(await stored()).toBe(keys)
  })

  it('is whole in the file after the database was closed', async () => {
    for (let times = 0; times < 5; times++) await commit(1_000)
    await database.close()
    expect(existsSync(join(folder, 'frontdesk.db-wal'))).toBe(false)
    database = await open()
    expect(await stored()).toBe(keys)
  })
})
