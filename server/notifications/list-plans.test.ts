import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansOf } from '../../tests/support/plans.ts'
import { insertRows } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { dropRead, misnamed } from './forget.ts'
import { changesAfter, findUnread, listNotifications, stepsOf, toldBy } from './queries.ts'

const ROWS = 4_000
const agents = Array.from({ length: 200 }, newId)
const [agentId = ''] = agents
const place = { at: '2026-06-01T00:00:00.000Z', id: newId() }

async function fill({ sql: db, dialect }: Database): Promise<void> {
  const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()
  const users = agents.map((id, index) => ({
    id,
    email: `${index}@agent.test`,
    name: 'Linh',
    passwordHash: '',
    role: 'agent',
    isActive: 1,
    createdAt: at(0),
    updatedAt: at(0),
  }))
  const notifications = Array.from({ length: ROWS }, (_, index) => ({
    id: newId(),
    agentId: agents[index % agents.length],
    seq: Math.floor(index / agents.length) + 1,
    kind: 'message',
    cause: `event ${index}`,
    about: 'conversation',
    aboutId: newId(),
    who: 'Mai',
    excerpt: 'hello',
    isUrgent: 0,
    channels: 'inApp',
    createdAt: at(index),
    readAt: index % 50 === 0 ? null : at(index),
  }))
  const notificationSteps = notifications.map(({ id, createdAt }) => ({
    id: newId(),
    notificationId: id,
    step: 'sent',
    channel: 'none',
    connection: '',
    at: createdAt,
  }))
  const tables = { users, notifications, notification_steps: notificationSteps }
  for (const [table, rows] of Object.entries(tables))
    await insertRows(db, dialect, { table, columns: Object.keys(rows[0] ?? {}) }, rows)
  if (dialect === 'postgres') await sql`analyze`.execute(db)
}

const lists: Array<[index: string | RegExp, name: string, read: (db: Sql) => Promise<unknown>]> = [
  [
    'notifications_newest',
    'all',
    (db) => listNotifications(db, { agentId, isUnread: false, from: undefined, limit: 50 }),
  ],
  [
    'notifications_newest',
    'all from a cursor',
    (db) => listNotifications(db, { agentId, isUnread: false, from: place, limit: 50 }),
  ],
  [
    'notifications_unread',
    'unread',
    (db) => listNotifications(db, { agentId, isUnread: true, from: place, limit: 50 }),
  ],
  [
    // The unique key; SQLite gives it no better name.
    /notifications_\d+ \(agent_id=\? AND seq>|notifications_agent_id_seq/,
    'changes',
    (db) => changesAfter(db, agentId, 7, 200),
  ],
  ['notifications_subject', 'what was read, to be dropped', (db) => dropRead(db, newId())],
]
const lookUps: Array<[name: string, read: (db: Sql, dialect: Dialect) => Promise<unknown>]> = [
  [
    'who was told by many causes',
    (db, dialect) =>
      toldBy(
        db,
        dialect,
        Array.from({ length: 3_000 }, (_, index) => `event ${index}`),
      ),
  ],
  ['unread of an agent', (db) => findUnread(db, { agentId }, 500)],
  ['unread about something', (db) => findUnread(db, { aboutId: newId(), kinds: ['message'] }, 500)],
  [
    'what was told in a time under another name',
    (db) => misnamed(db, '2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.000Z'),
  ],
  ['the log of one', (db) => stepsOf(db, newId())],
]

onBothDatabases('the plans of notifications', (create) => {
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

  it.each(lists)('read by %s, in order: %s', async (index, _name, read) => {
    for (const plan of await plansOf(database, read)) {
      expect(plan).toMatch(index)
      expect(plan).not.toMatch(/\bSort\b|TEMP B-TREE/)
    }
  })

  it.each(lookUps)('read no whole table: %s', async (_name, read) => {
    for (const plan of await plansOf(database, (db) => read(db, database.dialect)))
      expect(plan).not.toMatch(/Seq Scan|SCAN \w+(?! USING| \w+ USING)(?:$|\n)/)
  })
})
