import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, inject } from 'vitest'
import { type Clock, systemClock } from '../../server/clock.ts'
import { type DatabaseTarget, openDatabase } from '../../server/db/open.ts'
import type { Database } from '../../server/db/transaction.ts'

/** A database of its own for one test file: where it is, and how to drop it. */
export interface TestDatabase {
  /** What a server process needs in its environment to use it. */
  environment: Record<string, string>
  open(clock?: Clock): Promise<Database>
  drop(): Promise<void>
}

async function sqlite(): Promise<TestDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'frontdesk-test-'))
  const target: DatabaseTarget = { dialect: 'sqlite', path: join(directory, 'frontdesk.db') }
  return {
    environment: { DATA_DIR: directory },
    open: (clock = systemClock) => openDatabase(target, clock),
    drop: async () => rmSync(directory, { recursive: true, force: true }),
  }
}

let made = 0

async function postgres(url: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${++made}_${Date.now().toString(36)}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await run(`create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const directory = mkdtempSync(join(tmpdir(), 'frontdesk-test-'))
  return {
    environment: { DATA_DIR: directory, DATABASE_URL: own.href },
    open: (clock = systemClock) =>
      openDatabase(
        { dialect: 'postgres', url: own.href, poolSize: 10, onIdleError: () => {} },
        clock,
      ),
    async drop() {
      rmSync(directory, { recursive: true, force: true })
      await run(`drop database ${name} with (force)`)
    },
  }
}

type DatabaseTests = (create: () => Promise<TestDatabase>) => void

/**
 * Declares the same tests for SQLite and for Postgres; each gets a way to make a fresh database.
 * Where there is no Postgres its tests are listed as skipped with the reason (and CI does not get this far).
 */
export function onBothDatabases(name: string, tests: DatabaseTests): void {
  onSqlite(name, tests)
  onPostgres(name, tests)
}

/** Declares tests of what only happens to SQLite. */
export function onSqlite(name: string, tests: DatabaseTests): void {
  describe(`${name} (sqlite)`, () => tests(sqlite))
}

/** Declares tests of what only happens to Postgres. */
export function onPostgres(name: string, tests: DatabaseTests): void {
  const offer = inject('postgres')
  if ('url' in offer) describe(`${name} (postgres)`, () => tests(() => postgres(offer.url)))
  else describe.skip(`${name} (postgres: ${offer.missing})`, () => tests(sqlite))
}
