import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { listTasks, type TaskFilter } from './queries.ts'

const ROWS = 2_000
const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()
const place = { at: at(700), id: newId() }
const someone = newId()

async function fill({ sql, dialect }: Database): Promise<void> {
  const indexes = Array.from({ length: ROWS }, (_, index) => index)
  const times = { createdAt: at(0), updatedAt: at(0) }
  const customers = indexes.slice(0, 200).map(() => ({
    id: newId(),
    name: 'An',
    searchText: 'an',
    ...times,
  }))
  const agents = indexes.slice(0, 20).map((index) => ({
    id: newId(),
    email: `${index}@agent.test`,
    name: 'Linh',
    passwordHash: '',
    role: 'agent',
    isActive: 1,
    ...times,
  }))
  const tasks = indexes.map((index) => ({
    id: newId(),
    customerId: customers[index % 200]?.id,
    title: 'Call',
    note: '',
    dueAt: at(index),
    state: index % 10 === 0 ? 'open' : 'done',
    placedAt: at(index),
    assigneeId: agents[index % 20]?.id,
    createdBy: agents[0]?.id,
    version: 1,
    ...times,
  }))
  for (const [table, rows] of Object.entries({ customers, users: agents, tasks }))
    await insertRows(sql, dialect, { table, columns: Object.keys(rows[0] ?? {}) }, rows)
}

const lists: Array<[index: string, name: string, filter: TaskFilter]> = [
  ['tasks_place', 'everybody’s open ones', { state: 'open' }],
  ['tasks_place', 'everybody’s that are overdue', { state: 'open', dueBefore: at(900) }],
  ['tasks_place', 'everybody’s done ones', { state: 'done' }],
  ['tasks_assignee', 'an agent’s open ones', { state: 'open', assigneeId: someone }],
  ['tasks_assignee', 'an agent’s done ones', { state: 'done', assigneeId: someone }],
  ['tasks_customer', 'a customer’s open ones', { state: 'open', customerId: someone }],
]

onBothDatabases('the plans of lists of tasks', (create) => {
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
      const read = (db: Sql) => listTasks(db, filter, { from, limit: 10 })
      for (const plan of await plansOf(database, read)) {
        expect(plan).toMatch(new RegExp(`\\b${index}\\b`))
        expect(plan).not.toMatch(/\bSort\b|TEMP B-TREE/)
      }
    }
  })
})
