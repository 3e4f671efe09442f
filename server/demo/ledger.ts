import { v7 } from 'uuid'
import { countEvents } from '../analytics/index.ts'
import type { StreamEvent } from '../contract/events.ts'
import { insertRows, updateRows } from '../db/bulk.ts'
import type { Schema } from '../db/schema.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { chatConfig } from '../settings/index.ts'
import type { NewEvent } from '../stream/index.ts'
import type { CounterTable } from '../stream/table.ts'
import type { Random } from './random.ts'

// In this order, because each refers to those before it.
const TABLES = {
  users: 'users',
  tags: 'tags',
  cannedReplies: 'canned_replies',
  customerFields: 'customer_fields',
  companies: 'companies',
  companyDomains: 'company_domains',
  customers: 'customers',
  customerValues: 'customer_values',
  customerTags: 'customer_tags',
  customerNotes: 'customer_notes',
  customerIdentities: 'customer_identities',
  conversations: 'conversations',
  conversationTags: 'conversation_tags',
  chatRatings: 'chat_ratings',
  messages: 'messages',
  tickets: 'tickets',
  tasks: 'tasks',
  deals: 'deals',
  dealMoves: 'deal_moves',
  activities: 'activities',
  events: 'events',
} as const

type Table = keyof typeof TABLES
type Json = 'metadata' | 'refs' | 'body' | 'fields' | 'choices' | 'data' | 'fromStage' | 'toStage'
/** A row as it is handed in; what is JSON in the table may still be an object. */
type Row<T extends Table> = {
  [Column in keyof Schema[T]]: Column extends Json
    ? object | Extract<Schema[T][Column], null>
    : Schema[T][Column]
}

const ROWS_AT_ONCE = 2_000
const FULL = 20_000

/** What has happened up to a moment: rows to be written, events in their order. */
export interface Ledger {
  /** The time of what happens now. */
  now(): string
  moveTo(at: number): void
  /** A new id of this moment. */
  id(): string
  ticketNumber(): number
  row<T extends Table>(table: T, row: Row<T>): void
  /** A customer who was handed in before has these tags now. */
  tagged(customerId: string, tagIds: string): void
  event(fact: NewEvent): void
  /** Whether enough has come together to write it. */
  isFull(): boolean
  /** Writes everything handed in since the last time, in one transaction; more may be handed in meanwhile. */
  write(database: Database): Promise<void>
  /** How many rows of a table were given to `write`. */
  count(table: Table): number
}

function idsFrom(random: Random): (at: number) => string {
  const bytes = new Uint8Array(16)
  let made = 0
  return (at) => {
    for (let index = 10; index < bytes.length; index++) bytes[index] = random.int(0, 255)
    return v7({ msecs: at, seq: ++made, random: bytes })
  }
}

/** An empty ledger. The same `random` gives the same ids. */
export function openLedger(random: Random): Ledger {
  const idAt = idsFrom(random)
  let rows = new Map<Table, object[]>()
  let tagged: Retagged[] = []
  const counts = new Map<Table, number>()
  let at = 0
  let events = 0
  let tickets = 0
  let waiting = 0

  function add(table: Table, row: object): void {
    const known = rows.get(table)
    if (known) known.push(row)
    else rows.set(table, [row])
    waiting += 1
  }

  return {
    now: () => new Date(at).toISOString(),
    moveTo: (time) => void (at = time),
    id: () => idAt(at),
    ticketNumber: () => ++tickets,
    row: add,
    tagged: (id, tagIds) => void tagged.push({ id, tagIds }),
    event: ({ kind, refs, body }) =>
      add('events', { seq: ++events, at: new Date(at).toISOString(), kind, refs, body }),
    isFull: () => waiting >= FULL,
    count: (table) => counts.get(table) ?? 0,
    async write(database) {
      const [due, retagged] = [rows, tagged]
      // What happened in the past is no news to anybody.
      const heads = { event: events, notified: events, counted: events, ticket: tickets }
      rows = new Map()
      tagged = []
      waiting = 0
      for (const [table, some] of due) counts.set(table, (counts.get(table) ?? 0) + some.length)
      await writeAll(database, { rows: due, retagged, heads })
    },
  }
}

interface Retagged {
  id: string
  tagIds: string
}

interface Due {
  rows: Map<Table, object[]>
  retagged: readonly Retagged[]
  heads: Heads
}

async function writeAll(database: Database, { rows, retagged, heads }: Due): Promise<void> {
  const { hours } = await chatConfig(database)
  await database.transaction(async (tx) => {
    await writeRows(tx, rows)
    const columns = ['tagIds']
    await updateRows(tx.sql, tx.database.dialect, { table: 'customers', columns }, retagged)
    await countEvents(tx, (rows.get('events') ?? []) as StreamEvent[], hours)
    await writeCounters(tx, heads)
  })
}

async function writeRows(tx: Tx, rows: Map<Table, object[]>): Promise<void> {
  for (const [name, table] of Object.entries(TABLES) as Array<[Table, string]>) {
    const all = (rows.get(name) ?? []) as Array<Record<string, unknown>>
    const columns = Object.keys(all[0] ?? {})
    for (let start = 0; start < all.length; start += ROWS_AT_ONCE) {
      const some = all.slice(start, start + ROWS_AT_ONCE)
      await insertRows(tx.sql, tx.database.dialect, { table, columns }, some)
    }
  }
}

type Heads = Record<Exclude<CounterTable['name'], 'fact'>, number>

async function writeCounters(tx: Tx, heads: Heads): Promise<void> {
  for (const name of ['event', 'notified', 'counted', 'ticket'] as const)
    await tx.sql
      .updateTable('counters')
      .set({ value: heads[name] })
      .where('name', '=', name)
      .execute()
}
