import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import { Measure } from '../contract/analytics.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { dropHeard, heardOf } from './history.ts'
import { loads, longestWaits, standingNow } from './live.ts'
import { type Asked, openAt, tallies } from './queries.ts'
import { factsOf, type Listing } from './rows.ts'

const FROM = '2026-01-02T00:00:00.000Z'
const UNTIL = '2026-01-03T00:00:00.000Z'
const NOON = '2026-01-02T12:00:00.000Z'
const FIRST = { from: undefined, limit: 50 }

const PACKED = {
  count: 1,
  valued: 0,
  wallSum: 0,
  businessSum: 0,
  wallValues: [],
  businessValues: [],
}

function* packedDays() {
  for (let day = 0; day < 400; day++)
    for (let dimensionId = 0; dimensionId < 10; dimensionId++) {
      const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
      yield { ...PACKED, kind: 'received', day: date, dimensionId }
    }
}

async function fill({ sql: db, dialect }: Database): Promise<void> {
  const facts = Array.from({ length: 6_000 }, (_, index) => ({
    kind: index % 2 === 0 ? 'received' : 'replied',
    at: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
    id: index,
    subjectId: newId(),
    dimensionId: 1,
    wallMs: index,
    businessMs: index,
    isRetold: index % 10 === 0 ? 1 : 0,
  }))
  const columns = Object.keys(facts[0] ?? {})
  await insertRows(db, dialect, { table: 'analytics_facts', columns }, facts)
  await insertRows(
    db,
    dialect,
    { table: 'analytics_days', columns: [...Object.keys(PACKED), 'kind', 'day', 'dimensionId'] },
    [...packedDays()],
  )
  const stays = facts.map(({ id, subjectId, at: fromAt }) => {
    const untilAt = new Date(Date.parse(fromAt) + 3_600_000).toISOString()
    return { id, subjectId, dimensionId: 1, fromAt, untilAt }
  })
  const stayColumns = Object.keys(stays[0] ?? {})
  await insertRows(db, dialect, { table: 'analytics_stays', columns: stayColumns }, stays)
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
    startsAt: FROM,
    endsAt: UNTIL,
  })
  // SQLite keeps the facts in the order of their kind and time; Postgres has indexes of both.
  const byTime =
    /SEARCH fact USING PRIMARY KEY \(kind=\? AND at>\? AND at<\?\)|analytics_facts_(sum|pkey)/
  const packed =
    /SEARCH fact USING PRIMARY KEY \(kind=\? AND day>\? AND day<\?\)|analytics_days_pkey/

  const narrowing = { time: 'wall' as const, kinds: ['received' as const] }

  it('adds up one stretch of the facts for each span that no whole day is in', async () => {
    const spans = [
      [0, FROM, NOON],
      [1, NOON, UNTIL],
    ] as const
    for (const plan of await plansOf(database, (db) =>
      tallies(asked(db), { ...narrowing, spans }),
    )) {
      expect(plan).toMatch(byTime)
      expect(plan).not.toMatch(packed)
    }
  })

  it('adds up packed days where a span has whole ones, and facts of those that are not packed', async () => {
    for (const by of [undefined, 'agent'] as const)
      for (const plan of await plansOf(database, (db) =>
        tallies(asked(db), { ...narrowing, by, spans: [[0, FROM, UNTIL]] }),
      )) {
        expect(plan).toMatch(packed)
        expect(plan).toMatch(byTime)
      }
  })

  it('finds what was open at a moment by what ended after it', async () => {
    const at = '2026-01-04T12:00:00.000Z'
    for (const read of [
      (db: Sql) => openAt(asked(db), { at }),
      (db: Sql) => factsOf(asked(db), { ...listing('backlog'), endsAt: at }, FIRST),
    ])
      for (const plan of await plansOf(database, read))
        expect(plan).toMatch(
          /SEARCH fact USING COVERING INDEX analytics_stays_until \(until_at>\?\)|analytics_stays_until/,
        )
  })

  it('lists the rows behind a number in the order of their time', async () => {
    for (const measure of Measure.options.filter((each) => each !== 'backlog')) {
      const [plan] = await plansOf(database, (db) =>
        factsOf(asked(db), listing(measure), { from: { at: NOON, tie: 100 }, limit: 50 }),
      )
      expect(plan).toMatch(byTime)
      expect(plan).not.toContain('TEMP B-TREE')
    }
  })

  it('finds what was said in a thread by its subject, where it may be told anew', async () => {
    const thread = { subjectId: newId() }
    for (const read of [(db: Sql) => heardOf(db, thread), (db: Sql) => dropHeard(db, thread)])
      for (const plan of await plansOf(database, read))
        expect(plan).toContain('analytics_facts_retold')
  })

  it('finds who waits without reading what is closed', async () => {
    for (const read of [longestWaits, loads, (db: Sql) => standingNow(db, NOON)])
      for (const plan of await plansOf(database, read))
        expect(plan).toMatch(/conversations(_[a-z]+)? USING (COVERING )?INDEX|conversations_[a-z]+/)
  })
})
