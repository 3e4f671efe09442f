import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import { Measure } from '../contract/analytics.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { loads, longestWaits, standingNow } from './live.ts'
import { type Asked, tallies } from './queries.ts'
import { factsOf, type Listing } from './rows.ts'

const FROM = '2026-01-02T00:00:00.000Z'
const UNTIL = '2026-01-03T00:00:00.000Z'
const NOON = '2026-01-02T12:00:00.000Z'

async function fill({ sql: db, dialect }: Database): Promise<void> {
  const facts = Array.from({ length: 6_000 }, (_, index) => ({
    kind: index % 2 === 0 ? 'received' : 'replied',
    at: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
    id: index,
    subjectId: newId(),
    dimensionId: 1,
    wallMs: index,
    businessMs: index,
  }))
  const columns = Object.keys(facts[0] ?? {})
  await insertRows(db, dialect, { table: 'analytics_facts', columns }, facts)
  if (dialect === 'postgres') await sql`analyze`.execute(db)
}

onBothDatabases('how reports are read', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
    await fill(database)
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const asked = (db: Sql): Asked => ({ db, dialect: database.dialect })
  const listing = (measure: Listing['asked']['measure']): Listing => ({
    frame: {
      basis: { zone: 'UTC', countedTo: null, behind: 0 },
      range: { from: '2026-01-02', to: '2026-01-02', startsAt: FROM, endsAt: UNTIL },
      narrowing: { time: 'wall' },
    },
    asked: { measure, from: '2026-01-02', to: '2026-01-02', time: 'wall' },
    spans: [[0, FROM, UNTIL]],
  })
  // SQLite keeps the facts in the order of their kind and time; Postgres has indexes of both.
  const byTime =
    /SEARCH analytics_facts USING PRIMARY KEY \(kind=\? AND at>\? AND at<\?\)|analytics_facts_(sum|pkey)/
  const rowsByTime =
    /SEARCH fact USING PRIMARY KEY \(kind=\? AND at>\? AND at<\?\)|analytics_facts_(sum|pkey)/

  it('adds up one stretch of the facts for each span', async () => {
    const narrowing = { time: 'wall' as const, kinds: ['received' as const] }
    for (const spans of [
      [[0, FROM, UNTIL]],
      [
        [0, FROM, NOON],
        [1, NOON, UNTIL],
      ],
    ] as const)
      for (const plan of await plansOf(database, (db) =>
        tallies(asked(db), { ...narrowing, spans }),
      ))
        expect(plan).toMatch(byTime)
  })

  it('lists the rows behind a number in the order of their time', async () => {
    for (const measure of Measure.options.filter((each) => each !== 'backlog')) {
      const [plan] = await plansOf(database, (db) =>
        factsOf(asked(db), listing(measure), { from: { at: NOON, tie: 100 }, limit: 50 }),
      )
      expect(plan).toMatch(rowsByTime)
      expect(plan).not.toContain('TEMP B-TREE')
    }
  })

  it('finds who waits without reading what is closed', async () => {
    for (const read of [longestWaits, loads, (db: Sql) => standingNow(db, NOON)])
      for (const plan of await plansOf(database, read))
        expect(plan).toMatch(/conversations(_[a-z]+)? USING (COVERING )?INDEX|conversations_[a-z]+/)
  })
})
