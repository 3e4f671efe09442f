import type { Message } from '../server/contract/conversations.ts'
import { systemClock } from '../server/clock.ts'
import { insertRows } from '../server/db/bulk.ts'
import { type DatabaseTarget, openDatabase } from '../server/db/open.ts'
import type { Database } from '../server/db/transaction.ts'
import { newId } from '../server/ids.ts'
import { sentences } from './sentences.ts'

/** How much a database is filled with. */
export interface Amount {
  messages: number
  /** How many conversations are open; the others are closed. */
  open: number
  /** How many messages the longest conversation has. */
  longest: number
}

/** What was made, for reading it back. */
export interface Filled {
  longest: string
  seconds: number
}

interface Thread {
  id: string
  customerId: string
  name: string
  isOpen: boolean
  length: number
}

const EACH = 90
const ROWS = 10_000
const MINUTE = 60_000

const TABLES = {
  customers: ['id', 'email', 'name', 'searchText', 'createdAt', 'updatedAt'],
  conversations: (
    'id channel customerId visitorName status headSeq noteCount agentReadSeq customerReadSeq ' +
    'lastActivityAt startedAt closedAt'
  ).split(' '),
  messages: (
    'id conversationId seq position innerSeq authorType authorId authorName kind visibility content ' +
    'clientMessageId sentAt'
  ).split(' '),
  events: ['seq', 'at', 'kind', 'refs', 'body'],
}
type Table = keyof typeof TABLES

/** Fills a database with chats that look as if they had been held, straight through our own tables. */
export async function fill(database: Database, amount: Amount): Promise<Filled> {
  const begun = performance.now()
  const threads = threadsOf(amount)
  for (let from = 0; from < threads.length;) {
    const some = atMost(threads, from, ROWS)
    await store(database, some)
    from += some.length
  }
  return { longest: threads[0]?.id ?? '', seconds: (performance.now() - begun) / 1_000 }
}

/** The same for a database that nobody has opened yet; it gets its tables first. */
export async function fillAt(target: DatabaseTarget, amount: Amount): Promise<Filled> {
  const database = await openDatabase(target, systemClock)
  try {
    return await fill(database, amount)
  } finally {
    await database.close()
  }
}

function threadsOf({ messages, open, longest }: Amount): Thread[] {
  const threads: Thread[] = []
  for (let left = messages; left > 0;) {
    const index = threads.length
    const length = Math.min(left, index === 0 ? longest : EACH)
    threads.push({
      id: newId(),
      customerId: newId(),
      name: `Customer ${index}`,
      isOpen: index < open,
      length,
    })
    left -= length
  }
  return threads
}

/** The next threads that have about this many messages together. */
function atMost(threads: Thread[], from: number, messages: number): Thread[] {
  const some: Thread[] = []
  for (let left = messages; left > 0 && from + some.length < threads.length;) {
    const next = threads[from + some.length]
    if (!next) break
    some.push(next)
    left -= next.length
  }
  return some
}

async function store(database: Database, threads: Thread[]): Promise<void> {
  const rows: Record<Table, object[]> = {
    customers: [],
    conversations: [],
    messages: [],
    events: [],
  }
  const count = threads.reduce((sum, { length }) => sum + length, 0)
  await database.transaction(async (tx) => {
    const { value } = await tx.sql
      .updateTable('counters')
      .set((row) => ({ value: row('value', '+', count) }))
      .where('name', '=', 'event')
      .returning('value')
      .executeTakeFirstOrThrow()
    for (const thread of threads) addThread(rows, thread, value - count)
    for (const table of ['customers', 'conversations', 'messages', 'events'] as const)
      await insertRows(tx.sql, database.dialect, { table, columns: TABLES[table] }, rows[table])
  })
}

/** Adds the rows of one thread; its events follow those that are there, the first of all being `before + 1`. */
function addThread(rows: Record<Table, object[]>, thread: Thread, before: number): void {
  const { id, customerId, name, isOpen, length } = thread
  const start = Date.now() - length * MINUTE
  const timeAt = (seq: number) => new Date(start + seq * MINUTE).toISOString()
  const head = {
    status: isOpen ? 'open' : 'closed',
    headSeq: length,
    agentReadSeq: length,
    customerReadSeq: length,
    lastActivityAt: timeAt(length),
    closedAt: isOpen ? null : timeAt(length),
  }
  const made = { createdAt: timeAt(0), updatedAt: timeAt(0) }
  const email = `${customerId}@example.com`
  rows.customers.push({ id: customerId, email, name, searchText: name.toLowerCase(), ...made })
  const fixed = { channel: 'webchat', customerId, visitorName: name, noteCount: 0 }
  rows.conversations.push({ id, ...fixed, ...head, startedAt: timeAt(0) })
  for (let seq = 1; seq <= length; seq++) {
    const message = messageOf(thread, seq, timeAt(seq))
    const { author, afterSeq: _, ...stored } = message
    const by = { authorType: author.type, authorId: author.id, authorName: author.name }
    rows.messages.push({ ...stored, ...by, position: seq, innerSeq: 0 })
    const conversation = { id, ...head, headSeq: seq, assignee: null, waitingSince: null }
    rows.events.push({
      seq: before + rows.events.length + 1,
      at: timeAt(seq),
      kind: 'message.added',
      refs: { channel: 'webchat', conversationId: id, customerId },
      body: { message, conversation },
    })
  }
}

function messageOf({ id, customerId, name }: Thread, seq: number, sentAt: string): Message {
  const isTheirs = seq % 2 === 1
  return {
    id: newId(),
    conversationId: id,
    seq,
    afterSeq: null,
    author: isTheirs
      ? { type: 'customer', id: customerId, name }
      : { type: 'agent', id: null, name: 'Agent' },
    kind: 'text',
    visibility: 'public',
    content: sentences[seq % sentences.length] ?? '',
    clientMessageId: newId(),
    sentAt,
  }
}
