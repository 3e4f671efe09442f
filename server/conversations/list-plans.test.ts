import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansNow, plansOf } from '../../tests/support/plans.ts'
import type { InboxFilter } from '../contract/inbox.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { companyOf } from '../demo/plan.ts'
import { seedDemo } from '../demo/seed.ts'
import { newId } from '../ids.ts'
import { activitiesOf } from '../timeline/queries.ts'
import { activeSessions, countActive } from '../webchat/queries.ts'
import { filterOf } from './filter.ts'
import { countInbox, inboxRows, rowsOfCustomer } from './inbox.ts'
import { lockOnWay, publicMessagesAfter, threadBefore } from './queries.ts'

const now = new Date('2026-11-22T09:00:00.000Z')
const company = companyOf('large', 0.02)
const agentId = newId()
const place = { at: '2026-06-01T00:00:00.000Z', id: newId() }

const list = (view: Parameters<typeof filterOf>[0], from: typeof place | undefined) => (db: Sql) =>
  inboxRows(db, { filter: filterOf(view) satisfies InboxFilter, agentId, now }, { from, limit: 51 })

const lists: Array<[index: RegExp | string, name: string, read: (db: Sql) => Promise<unknown>]> = [
  ['conversations_shown', 'open', list({ view: 'all' }, undefined)],
  ['conversations_shown', 'open, deep', list({ view: 'all' }, place)],
  ['conversations_shown', 'closed', list({ view: 'closed' }, undefined)],
  ['conversations_shown', 'closed, deep', list({ view: 'closed' }, place)],
  // The queue's own index serves as well where it is short.
  [/conversations_(held|queue)/, 'of nobody', list({ view: 'unassigned' }, undefined)],
  ['conversations_held', 'of an agent', list({ view: 'mine' }, undefined)],
  ['conversations_held', 'of an agent, deep', list({ view: 'mine' }, place)],
  ['conversations_open', 'counts', (db) => countInbox(db, agentId)],
  [
    /conversations_(channel|shown|open)/,
    'active sessions',
    (db) => activeSessions(db, undefined, 500),
  ],
  [
    /conversations_(channel|shown|open)/,
    'active sessions, deep',
    (db) => activeSessions(db, place, 500),
  ],
  ['conversations_channel', 'how many are active', countActive],
  [
    'conversations_customer',
    'of a customer',
    (db) => rowsOfCustomer(db, newId(), { from: undefined, limit: 51 }),
  ],
  [
    /conversations_customer_status.*(customer_id ?= ?.*status ?= ?)/s,
    'of a customer, the open ones',
    (db) => rowsOfCustomer(db, newId(), { from: undefined, limit: 51, only: 'open' }),
  ],
  ['messages', 'a thread', (db) => threadBefore(db, newId(), undefined, 61)],
  [
    'messages',
    'a thread, deep',
    (db) => threadBefore(db, newId(), { position: 9, innerSeq: 0 }, 61),
  ],
  ['messages', 'a session', (db) => publicMessagesAfter(db, newId(), 400, 500)],
  [
    'activities_customer',
    'a timeline',
    (db) => activitiesOf(db, newId(), undefined, { limit: 51 }),
  ],
]

onBothDatabases('a list of conversations or of what is in one', (create) => {
  let on: TestDatabase
  let database: Database
  beforeAll(async () => {
    on = await create()
    database = await on.open()
    await seedDemo(database, { now, company })
    if (database.dialect === 'postgres') await sql`vacuum analyze`.execute(database.sql)
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  it.each(lists)('is read by %s: %s', async (index, _, read) => {
    const [plan = ''] = await plansNow(database, read)
    expect(plan).toMatch(index)
    expect(plan).not.toMatch(
      /Seq Scan on (conversations|messages|activities)|SCAN (conversations|messages|activities)/,
    )
  })

  it('is found with all its customer goes on in by one statement, and by keys alone', async () => {
    const plans = await plansOf(database, (db) =>
      // Neither database plans otherwise because the rows are taken.
      lockOnWay({ sql: db, database: { dialect: 'sqlite' } } as unknown as Tx, newId()),
    )
    expect(plans).toHaveLength(1)
    expect(plans[0]).not.toMatch(/Seq Scan on conversations|SCAN conversations/)
  })
})
