import { amongIds } from '../db/bulk.ts'
import { momentOf, numberFor } from '../db/document-number.ts'
import {
  dropDocuments,
  type DocumentTable,
  findDocuments,
  numbersIn,
  putDocuments,
} from '../db/full-text.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { type Document, loadDocuments } from './documents.ts'
import type { Kind, SearchDocumentTable } from './table.ts'
import { facets } from './tokens.ts'
import { sql } from 'kysely'

/** Where the documents of a kind are. */
export const TABLES = {
  messages: { name: 'search_messages', key: 'searchMessages' },
  customers: { name: 'search_customers', key: 'searchCustomers' },
  tickets: { name: 'search_tickets', key: 'searchTickets' },
  notes: { name: 'search_notes', key: 'searchNotes' },
  companies: { name: 'search_companies', key: 'searchCompanies' },
} as const satisfies Record<Kind, { name: DocumentTable; key: string }>

/** Where what a kind stands for is stored. */
export const STORED = {
  messages: 'messages',
  customers: 'customers',
  tickets: 'tickets',
  notes: 'customerNotes',
  companies: 'companies',
} as const satisfies Record<Kind, string>

const AT_ONCE = 1_000
// Two clocks of one moment, or its neighbours when there was no room in it.
const NEAR_MS = 1_000

/** Makes the documents of these ids what is stored now; doing it again changes nothing. */
export async function refresh(tx: Tx, kind: Kind, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += AT_ONCE)
    await refreshSome(tx, kind, ids.slice(at, at + AT_ONCE))
}

async function refreshSome(tx: Tx, kind: Kind, ids: readonly string[]): Promise<void> {
  const { dialect } = tx.database
  const table = TABLES[kind].name
  const known = await knownOf(tx, kind, ids)
  const documents = await loadDocuments[kind](tx, ids)
  const numbers = await numbered(tx, kind, { documents, known })
  const rows = documents
    .map(({ targetId, tokens }) => ({ id: numbers.get(targetId) ?? 0, targetId, tokens }))
    .toSorted((left, right) => left.id - right.id)
  await dropDocuments(
    tx.sql,
    dialect,
    table,
    known.map(({ id }) => id),
  )
  await putDocuments(tx.sql, dialect, table, rows)
}

const knownOf = (
  tx: Tx,
  kind: Kind,
  targetIds: readonly string[],
): Promise<SearchDocumentTable[]> =>
  tx.sql
    .selectFrom(TABLES[kind].key)
    .select(['id', 'targetId'])
    .where(amongIds(tx.database.dialect, 'targetId', targetIds))
    .execute()

/** A number for each document: the one it has, unless its time is another now, or a free one of its time. */
async function numbered(
  tx: Tx,
  kind: Kind,
  { documents, known }: { documents: readonly Document[]; known: readonly SearchDocumentTable[] },
): Promise<Map<string, number>> {
  const had = new Map(known.map(({ id, targetId }) => [targetId, id]))
  const numbers = new Map<string, number>()
  const taken = new Set(had.values())
  let waiting: Array<{ targetId: string; number: number }> = []
  for (const { targetId, at } of documents) {
    const before = had.get(targetId)
    if (before !== undefined && Math.abs(momentOf(before) - Date.parse(at)) <= NEAR_MS)
      numbers.set(targetId, before)
    else waiting.push({ targetId, number: numberFor(Date.parse(at), targetId) })
  }
  while (waiting.length > 0) {
    for (const id of await takenAmong(tx, kind, waiting)) taken.add(id)
    const again: typeof waiting = []
    for (const { targetId, number } of waiting) {
      if (taken.has(number)) again.push({ targetId, number: number + 1 })
      else {
        taken.add(number)
        numbers.set(targetId, number)
      }
    }
    waiting = again
  }
  return numbers
}

async function takenAmong(
  tx: Tx,
  kind: Kind,
  wanted: ReadonlyArray<{ number: number }>,
): Promise<number[]> {
  const numbers = wanted.map(({ number }) => number)
  const rows = await tx.sql
    .selectFrom(TABLES[kind].key)
    .select('id')
    .where(sql<boolean>`id in ${numbersIn(tx.database.dialect, numbers)}`)
    .execute()
  return rows.map(({ id }) => id)
}

/** The documents of a conversation's messages, or of a customer's notes. */
const documentsOf = (tx: Tx, { kind, facet }: Part): Promise<number[]> =>
  findDocuments(tx.sql, tx.database.dialect, TABLES[kind].name, {
    wanted: { all: [[{ tokens: [facet], isPrefix: false }]], none: [] },
    below: Number.MAX_SAFE_INTEGER,
    from: Number.MIN_SAFE_INTEGER,
    limit: Number.MAX_SAFE_INTEGER,
  })

/** Documents that belong together. */
interface Part {
  kind: 'messages' | 'notes'
  facet: string
  /** Those of them that are stored. */
  stored: (sql: Sql) => Promise<Array<{ id: string }>>
}

const messagesOf = (conversationId: string): Part => ({
  kind: 'messages',
  facet: facets.conversation(conversationId),
  stored: (db) =>
    db.selectFrom('messages').select('id').where('conversationId', '=', conversationId).execute(),
})

const notesOf = (customerId: string): Part => ({
  kind: 'notes',
  facet: facets.customer(customerId),
  stored: (db) =>
    db.selectFrom('customerNotes').select('id').where('customerId', '=', customerId).execute(),
})

async function refreshPart(tx: Tx, part: Part): Promise<void> {
  const rows = await part.stored(tx.sql)
  const found = await documentsOf(tx, part)
  const known = await tx.sql
    .selectFrom(TABLES[part.kind].key)
    .select('targetId')
    .where(sql<boolean>`id in ${numbersIn(tx.database.dialect, found)}`)
    .execute()
  const ids = new Set([...rows.map(({ id }) => id), ...known.map(({ targetId }) => targetId)])
  await refresh(tx, part.kind, [...ids])
}

async function forgetPart(tx: Tx, part: Part): Promise<void> {
  const found = await documentsOf(tx, part)
  await dropDocuments(tx.sql, tx.database.dialect, TABLES[part.kind].name, found)
}

/** Makes all documents of a conversation's messages what is stored now, those of messages that are gone too. */
export const refreshConversation = (tx: Tx, id: string) => refreshPart(tx, messagesOf(id))

/** The same of the notes on a customer. */
export const refreshNotesOn = (tx: Tx, customerId: string) => refreshPart(tx, notesOf(customerId))

/** Takes away what there is of these ids, whether or not it is still stored. */
export async function forget(tx: Tx, kind: Kind, ids: readonly string[]): Promise<void> {
  const known = await knownOf(tx, kind, ids)
  await dropDocuments(
    tx.sql,
    tx.database.dialect,
    TABLES[kind].name,
    known.map(({ id }) => id),
  )
}

/** Takes away all that is said in a conversation. */
export const forgetConversation = (tx: Tx, id: string) => forgetPart(tx, messagesOf(id))

/** Takes away all that is noted on a customer. */
export const forgetNotesOn = (tx: Tx, customerId: string) => forgetPart(tx, notesOf(customerId))
