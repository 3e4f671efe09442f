import { sql } from 'kysely'
import { amongIds, updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { type ConversationRow, type PlacedMessage, placedMessages } from './queries.ts'

const PLACES = { table: 'messages', columns: ['seq', 'position', 'innerSeq'] } as const
const MARKS = {
  table: 'conversations',
  columns: ['agentReadSeq', 'customerReadSeq', 'agentGotSeq', 'customerGotSeq', 'lastReplySeq'],
} as const

/**
 * Numbers a conversation's messages anew where their order is not that of their times: public messages stay gap-free,
 * lines about the conversation stay after what they followed, and what was read stays read. Changes `row`, whose head
 * the caller saves; answers whether anything moved.
 */
export async function reorder(tx: Tx, row: ConversationRow): Promise<boolean> {
  const before = await placedMessages(tx.sql, row.id)
  const after = numbered(inTimeOrder(before))
  const stood = new Map(before.map((message) => [message.id, message]))
  const moved = after.filter((message) => !standsAlike(message, stood.get(message.id)))
  if (moved.length === 0) return false
  await makeRoom(
    tx,
    moved.map(({ id }) => id),
  )
  await updateRows(tx.sql, tx.database.dialect, PLACES, moved)
  moveMarks(row, before, after)
  await updateRows(tx.sql, tx.database.dialect, MARKS, [row])
  return true
}

const standsAlike = (left: PlacedMessage, right: PlacedMessage | undefined) =>
  left.position === right?.position && left.innerSeq === right.innerSeq

/** By time; a line about the conversation goes where the message before it goes. */
function inTimeOrder(messages: readonly PlacedMessage[]): PlacedMessage[] {
  const blocks: PlacedMessage[][] = [[]]
  for (const message of messages) {
    if (message.kind === 'event' && message.rank === 0) blocks.at(-1)?.push(message)
    else blocks.push([message])
  }
  const [first = [], ...rest] = blocks
  const sorted = rest.toSorted(([left], [right]) => {
    if (!left || !right) return 0
    if (left.sentAt !== right.sentAt) return left.sentAt < right.sentAt ? -1 : 1
    return left.rank - right.rank
  })
  return [first, ...sorted].flat()
}

function numbered(messages: readonly PlacedMessage[]): PlacedMessage[] {
  let [head, inner] = [0, 0]
  return messages.map((message) =>
    message.visibility === 'public'
      ? { ...message, seq: ++head, position: head, innerSeq: 0 }
      : { ...message, seq: null, position: head, innerSeq: ++inner },
  )
}

// Places are unique, and each is free only once whoever had it has gone.
const makeRoom = (tx: Tx, ids: readonly string[]) =>
  tx.sql
    .updateTable('messages')
    .set({ position: sql`-position - 1` })
    .where(amongIds(tx.database.dialect, 'id', ids))
    .execute()

function moveMarks(
  row: ConversationRow,
  before: readonly PlacedMessage[],
  after: readonly PlacedMessage[],
): void {
  const now = new Map(after.map((message) => [message.id, message.seq]))
  const seqs = new Map(before.map((message) => [message.seq, now.get(message.id) ?? 0]))
  const moved = (mark: number) => seqs.get(mark) ?? mark
  row.agentReadSeq = moved(row.agentReadSeq)
  row.customerReadSeq = moved(row.customerReadSeq)
  row.agentGotSeq = moved(row.agentGotSeq)
  row.customerGotSeq = moved(row.customerGotSeq)
  const publics = after.filter((message) => message.visibility === 'public')
  const reply = publics.findLast((message) => message.authorType === 'agent')
  row.lastReplySeq = reply?.seq ?? 0
  row.lastReplyBy = reply?.authorId ?? null
  const waiting = publics.find(
    (message) => message.authorType === 'customer' && (message.seq ?? 0) > row.lastReplySeq,
  )
  row.waitingSince = row.status === 'open' ? (waiting?.sentAt ?? null) : null
  row.innerCount = after.filter((message) => message.visibility === 'internal').length
}
