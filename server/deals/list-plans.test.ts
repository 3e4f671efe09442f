import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansNow, plansOf } from '../../tests/support/plans.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { type DealFilter, listDeals } from './queries.ts'
import { listStages } from './stage-queries.ts'
import { openDealsOf, dealTotals } from './totals.ts'

const ROWS = 2_000
const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()
const place = { at: at(700), id: newId() }
const someone = newId()

async function fill({ sql, dialect }: Database): Promise<void> {
  const stages = await listStages(sql)
  const indexes = Array.from({ length: ROWS }, (_, index) => index)
  const times = { createdAt: at(0), updatedAt: at(0) }
  const customers = indexes
    .slice(0, 200)
    .map(() => ({ id: newId(), name: 'An', searchText: 'an', ...times }))
  const agents = indexes.slice(0, 20).map((index) => ({
    id: newId(),
    email: `${index}@agent.test`,
    name: 'Linh',
    passwordHash: '',
    role: 'agent',
    isActive: 1,
    ...times,
  }))
  const deals = indexes.map((index) => ({
    id: newId(),
    customerId: customers[index % 200]?.id,
    stageId: stages[index % 5]?.id,
    category: stages[index % 5]?.category,
    ownerId: agents[index % 20]?.id,
    title: 'Beans',
    amount: index,
    currency: 'USD',
    movedAt: at(index),
    version: 1,
    ...times,
  }))
  for (const [table, rows] of Object.entries({ customers, users: agents, deals }))
    await insertRows(sql, dialect, { table, columns: Object.keys(rows[0] ?? {}) }, rows)
}

const lists: Array<[index: string, name: string, filter: DealFilter]> = [
  ['deals_moved', 'all', {}],
  ['deals_category', 'those that are open', { category: 'open' }],
  ['deals_stage', 'those of a stage', { stageId: someone }],
  ['deals_owner', 'an agent’s', { ownerId: someone }],
  ['deals_owner_category', 'an agent’s that are won', { ownerId: someone, category: 'won' }],
  ['deals_owner_stage', 'an agent’s of a stage', { ownerId: someone, stageId: someone }],
  ['deals_customer', 'a customer’s', { customerId: someone }],
  [
    'deals_customer',
    'a customer’s with an agent in a stage',
    { customerId: someone, ownerId: someone, stageId: someone },
  ],
]

onBothDatabases('the plans of lists of deals', (create) => {
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

  it.each(lists)('read by %s, in order: %s', async (index, _name, filter) => {
    for (const from of [undefined, place]) {
      const read = (db: Sql) => listDeals(db, filter, { from, limit: 10 })
      for (const plan of await plansOf(database, read)) {
        expect(plan).toMatch(new RegExp(`\\b${index}\\b`))
        expect(plan).not.toMatch(/\bSort\b|TEMP B-TREE/)
      }
    }
  })

  it.each([
    ['all', {}],
    ['those that are open', { category: 'open' }],
    ['those of a stage', { stageId: someone }],
    ['those of an agent in a stage', { stageId: someone, ownerId: someone }],
  ] as const)('reach a company’s deals by its customers: %s', async (_name, filter) => {
    for (const from of [undefined, place])
      for (const plan of await plansNow(database, (db) =>
        listDeals(db, { companyId: someone, ...filter }, { from, limit: 10 }),
      )) {
        expect(plan).toMatch(/\bdeals_customer(_sums)?\b/)
        expect(plan).toMatch(/\bcustomers_company\b/)
      }
  })

  it('reach a company’s deals by its customers, to add them up', async () => {
    for (const read of [
      (db: Sql) => openDealsOf(db, someone),
      (db: Sql) => dealTotals(db, { companyId: someone }),
    ])
      for (const plan of await plansNow(database, read)) {
        expect(plan).toMatch(/\bdeals_customer_sums\b/)
        expect(plan).toMatch(/\bcustomers_company\b/)
      }
  })

  it.each([
    ['deals_sums', {}],
    ['deals_owner_sums', { ownerId: someone }],
  ])('add up in %s alone', async (index, filter) => {
    for (const plan of await plansOf(database, (db) => dealTotals(db, filter)))
      expect(plan).toMatch(new RegExp(`(COVERING INDEX|Index Only Scan using) ${index}\\b`))
  })
})
