import type { RemoteFile } from '../contract/files.ts'
import { insertRows, updateRows } from '../db/bulk.ts'
import { joined, type Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import {
  announceMessage,
  asInserted,
  type Draft,
  HEADS,
  MESSAGES,
  place,
  refsOf,
  stir,
} from './append.ts'
import { describeConversation } from './inbox.ts'
import { lastInOrder, type ConversationRow, type MessageRow } from './queries.ts'
import { reorder } from './reorder.ts'

/** A message of another system, with the time and the place it has there. */
export interface Brought extends Omit<Draft, 'conversationId'> {
  sentAt: string
  rank: number
  editedAt: string | null
  /** The file it is, where that stays at the other system. */
  remoteFile: RemoteFile | null
}

/** What was stored, and whether the thread has to be read anew. */
export interface BroughtMessages {
  rows: MessageRow[]
  isRewritten: boolean
}

/** A remote file as its column has it. */
export const asColumn = (file: RemoteFile | null) => (file === null ? null : JSON.stringify(file))

const isBefore = (
  left: Pick<MessageRow, 'sentAt' | 'rank'>,
  right: Pick<MessageRow, 'sentAt' | 'rank'>,
) => left.sentAt < right.sentAt || (left.sentAt === right.sentAt && left.rank < right.rank)

/**
 * Stores messages that another system dated, each in its place in the thread whatever order they come in. `row` must be
 * held, and the keys of the messages new; a closed conversation takes them too. Those that belong at the end are told
 * one by one unless they are `isPast`; else the caller tells by `tellRewritten`.
 */
export async function bringMessages(
  tx: Tx,
  row: ConversationRow,
  { messages, isPast }: { messages: readonly Brought[]; isPast: boolean },
): Promise<BroughtMessages> {
  if (messages.length === 0) return { rows: [], isRewritten: false }
  const sorted = messages.toSorted((left, right) => (isBefore(left, right) ? -1 : 1))
  const [oldest] = sorted
  const last = await lastInOrder(tx.sql, row.id)
  const isLate = last !== undefined && oldest !== undefined && isBefore(oldest, last)
  const isRewritten = isPast || isLate
  const rows = sorted.map((message) => {
    if (!isPast) stir(tx, row, { ...message, conversationId: row.id })
    const placed = place(row, { ...message, conversationId: row.id }, message.sentAt)
    const { rank, editedAt } = message
    const remoteFile = asColumn(message.remoteFile)
    const stored: MessageRow = { ...placed, rank, editedAt, remoteFile, delivery: null }
    if (!isRewritten) announceMessage(tx, stored, row, undefined)
    return stored
  })
  await insertRows(tx.sql, tx.database.dialect, MESSAGES, rows.map(asInserted))
  if (isLate) await reorder(tx, row)
  await updateRows(tx.sql, tx.database.dialect, HEADS, [row])
  return { rows, isRewritten }
}

/** Tells that a conversation has begun, with what is said in it already. */
export async function tellStarted(tx: Tx, row: ConversationRow): Promise<void> {
  const conversation = await describeConversation(joined(tx), row.id)
  append(tx, { kind: 'conversation.started', refs: refsOf(row), body: { conversation } })
}

/** Tells that the thread of a conversation has to be read anew, and how the conversation stands now. */
export async function tellRewritten(tx: Tx, row: ConversationRow): Promise<void> {
  const conversation = await describeConversation(joined(tx), row.id)
  append(tx, { kind: 'conversation.rewritten', refs: refsOf(row), body: { conversation } })
}
