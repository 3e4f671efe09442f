import type { RemoteFile } from '../contract/files.ts'
import { insertRows, updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { asInserted, type Draft, HEADS, MESSAGES, place } from './append.ts'
import { type ConversationRow, lastInOrder, type MessageRow, placedMessages } from './queries.ts'
import { reorder } from './reorder.ts'
import { isPause, recordTalks, resumes } from './resumed.ts'
import { stir } from './stir.ts'
import { tellMessage, tellRewritten } from './tell.ts'

/** A message of another system, with the time and the place it has there. */
export interface Brought extends Omit<Draft, 'conversationId'> {
  sentAt: string
  rank: number
  editedAt: string | null
  /** The file it is, where that stays at the other system. */
  remoteFile: RemoteFile | null
}

/** What was stored, and whether it is still to be told that the thread has to be read anew. */
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
 * held, and the keys of the messages new; a closed conversation takes them too. Unless they are `isPast`, those that
 * belong at the end are told one by one, after those before them as a thread to read anew; what is still to be told so
 * is for the caller to tell by `tellRewritten`.
 */
export async function bringMessages(
  tx: Tx,
  row: ConversationRow,
  { messages, isPast }: { messages: readonly Brought[]; isPast: boolean },
): Promise<BroughtMessages> {
  if (messages.length === 0) return { rows: [], isRewritten: false }
  const sorted = messages.toSorted((left, right) => (isBefore(left, right) ? -1 : 1))
  const last = await lastInOrder(tx.sql, row.id)
  const isLate = (message: Brought) => last !== undefined && isBefore(message, last)
  const late = await bringBetween(tx, row, { messages: sorted.filter(isLate), isPast })
  const next = sorted.filter((message) => !isLate(message))
  const isToldNow = late.length > 0 && next.length > 0 && !isPast
  if (isToldNow) await tellRewritten(tx, row)
  const added = await bringNext(tx, row, { messages: next, isPast })
  return { rows: [...late, ...added], isRewritten: isPast || (late.length > 0 && !isToldNow) }
}

interface Batch {
  messages: readonly Brought[]
  isPast: boolean
}

async function bringNext(
  tx: Tx,
  row: ConversationRow,
  { messages, isPast }: Batch,
): Promise<MessageRow[]> {
  // What is brought of the past may begin in the middle of a talk.
  const since = isPast ? undefined : row.lastActivityAt
  const rows = messages.map((message) => {
    const stored = placeBrought(tx, row, { message, isPast })
    if (!isPast) tellMessage(tx, stored, row, undefined)
    return stored
  })
  await save(tx, row, rows)
  await recordTalks(tx, talksAmong(row, rows, since))
  return rows
}

/** Stores messages that belong before others: nobody has seen them yet, unless they are of the past. */
async function bringBetween(
  tx: Tx,
  row: ConversationRow,
  { messages, isPast }: Batch,
): Promise<MessageRow[]> {
  if (messages.length === 0) return []
  const marks = marksOf(row)
  const rows = messages.map((message) => placeBrought(tx, row, { message, isPast }))
  // Whoever wrote them had not read what stood after them, nor answered it.
  Object.assign(row, marks)
  await save(tx, row, rows)
  const late = new Set(rows.map(({ id }) => id))
  await reorder(tx, row, { late, isSeen: isPast })
  await updateRows(tx.sql, tx.database.dialect, HEADS, [row])
  await recordTalks(tx, await lateTalks(tx, row, { rows, isPast }))
  return rows
}

/** Of messages in their order those that take the conversation up again. */
const talksAmong = (
  conversation: ConversationRow,
  rows: readonly MessageRow[],
  since: string | undefined,
) =>
  rows
    .filter((message, index) => resumes(conversation, message, rows[index - 1]?.sentAt ?? since))
    .map((message) => ({ conversation, message }))

/** Of messages that belong before others those that take the conversation up again after what stands before them. */
async function lateTalks(
  tx: Tx,
  conversation: ConversationRow,
  { rows, isPast }: { rows: readonly MessageRow[]; isPast: boolean },
) {
  const late = new Map(rows.map((message) => [message.id, message]))
  const placed = await placedMessages(tx.sql, conversation.id)
  const thread = placed.filter(({ kind, rank }) => kind !== 'event' || rank !== 0)
  return thread.flatMap(({ id }, index) => {
    const [before, message, after] = [thread[index - 1], late.get(id), thread[index + 1]]
    if (!message || !resumes(conversation, message, before?.sentAt)) return []
    // The talk was told of when what follows came, unless the past is brought from its end.
    const isTold = !isPast && after && !late.has(after.id) && !isPause(message.sentAt, after.sentAt)
    return isTold ? [] : [{ conversation, message }]
  })
}

const marksOf = ({
  agentReadSeq,
  customerReadSeq,
  agentGotSeq,
  customerGotSeq,
  waitingSince,
}: ConversationRow) => ({
  agentReadSeq,
  customerReadSeq,
  agentGotSeq,
  customerGotSeq,
  waitingSince,
})

function placeBrought(
  tx: Tx,
  row: ConversationRow,
  { message, isPast }: { message: Brought; isPast: boolean },
): MessageRow {
  const draft = { ...message, conversationId: row.id }
  if (!isPast) stir(tx, row, draft)
  const { rank, editedAt } = message
  const remoteFile = asColumn(message.remoteFile)
  return { ...place(row, draft, message.sentAt), rank, editedAt, remoteFile, delivery: null }
}

async function save(tx: Tx, row: ConversationRow, rows: readonly MessageRow[]): Promise<void> {
  if (rows.length === 0) return
  await insertRows(tx.sql, tx.database.dialect, MESSAGES, rows.map(asInserted))
  await updateRows(tx.sql, tx.database.dialect, HEADS, [row])
}
