import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { plansNow } from '../../tests/support/plans.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { hasWrittenAfter, overdueAt, pendingIn, scheduledUnder, stoppable } from './queries.ts'

const ROWS = 4_000
const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()

async function fill({ sql: db, dialect }: Database): Promise<string> {
  const indexes = Array.from({ length: ROWS }, (_, index) => index)
  const times = { createdAt: at(0), updatedAt: at(0) }
  const [customerId, authorId] = [newId(), newId()]
  const customer = { id: customerId, name: 'An', searchText: 'an', ...times }
  const agent = { id: authorId, email: 'a@x.test', name: 'Linh', passwordHash: '', ...times }
  const user = { ...agent, role: 'agent', isActive: 1 }
  const conversations = indexes.slice(0, 400).map((index) => ({
    id: newId(),
    customerId,
    channel: 'webchat',
    visitorName: 'An',
    status: 'open',
    headSeq: 10,
    noteCount: 0,
    agentReadSeq: 0,
    customerReadSeq: 0,
    lastActivityAt: at(index),
    startedAt: at(index),
  }))
  const of = (index: number) => conversations[index % 400]?.id
  const scheduled = indexes.map((index) => ({
    id: newId(),
    conversationId: of(index),
    authorId,
    authorName: 'Linh',
    content: 'later',
    clientMessageId: `key ${index}`,
    isUndo: 0,
    stopsOnReply: index % 2,
    afterSeq: 0,
    dueAt: at(index),
    state: index % 100 === 0 ? 'waiting' : 'sent',
    ...times,
  }))
  const messages = indexes.map((index) => ({
    id: newId(),
    conversationId: of(index),
    seq: Math.floor(index / 400) + 1,
    position: Math.floor(index / 400) + 1,
    innerSeq: 0,
    authorType: 'agent',
    authorName: 'Linh',
    kind: 'text',
    visibility: 'public',
    content: 'hello',
    sentAt: at(index),
  }))
  const write = (table: string, rows: readonly object[]) =>
    insertRows(db, dialect, { table, columns: Object.keys(rows[0] ?? {}) }, rows)
  await write('customers', [customer])
  await write('users', [user])
  await write('conversations', conversations)
  await write('scheduled_messages', scheduled)
  await write('messages', messages)
  return of(0) ?? ''
}

onBothDatabases('looking for scheduled replies', (create) => {
  let on: TestDatabase
  let database: Database
  let id: string
  beforeAll(async () => {
    on = await create()
    database = await on.open()
    id = await fill(database)
    await sql`analyze`.execute(database.sql)
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const questions: Record<string, (explained: Sql) => Promise<unknown>> = {
    'what waits in a conversation': (explained) => pendingIn(explained, id),
    'one by its key': (explained) => scheduledUnder(explained, id, 'key 0'),
    'what is overdue': (explained) => overdueAt(explained, at(1)),
    'what stops when a customer writes': (explained) =>
      stoppable({ ...database, sql: explained }, [id]),
    'whether a customer has written': (explained) => hasWrittenAfter(explained, id, 8),
  }

  it.each(Object.keys(questions))('%s reads no whole table', async (question) => {
    const plans = await plansNow(database, async (db) => questions[question]?.(db))
    expect(plans).toHaveLength(1)
    expect(plans[0]).not.toMatch(/Seq Scan|SCAN (?!json_each|value)/)
  })
})
