import { sql } from 'kysely'
import { amongIds, updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { type ConversationRow, type PlacedMessage, placedMessages } from './queries.ts'

const PLACES = { table: 'messages', columns: ['seq', 'position', 'innerSeq'] } as const
const MARKS = {
  table: 'conversations',
  columns: ['agentReadSeq', 'customerReadSeq', 'agentGotSeq', 'customerGotSeq', 'lastReplySeq'],
} as const
const SCHEDULED = { table: 'scheduled_messages', columns: ['afterSeq'] } as const
// Written out: SQLite uses a partial index only for a condition it can read.
const PENDING = [sql.lit('waiting' as const), sql.lit('held' as const)]

/** What is about to change in a thread besides its order. */
export interface Reordering {
  /** Messages that have just come, stored at its end. */
  late?: ReadonlySet<string>
  /** Agents have seen those before they came. */
  isSeen?: boolean
  /** A message that goes. */
  dropped?: string
}

/**
 * Numbers a conversation's messages anew where their order is not that of their times: public messages stay gap-free,
 * lines about the conversation stay after what they followed, and what was read stays read, but for what stands after a
 * late message that no agent has seen. Changes `row`, whose head the caller saves; answers whether anything moved.
 */
export async function reorder(
  tx: Tx,
  row: ConversationRow,
  change: Reordering = {},
): Promise<boolean> {
  const before = await placedMessages(tx.sql, row.id)
  const after = numbered(inTimeOrder(before.filter(({ id }) => id !== change.dropped)))
  const stood = new Map(before.map((message) => [message.id, message]))
  const moved = after.filter((message) => !standsAlike(message, stood.get(message.id)))
  if (moved.length === 0 && after.length === before.length) return false
  if (change.dropped !== undefined)
    await tx.sql.deleteFrom('messages').where('id', '=', change.dropped).execute()
  await makeRoom(
    tx,
    moved.map(({ id }) => id),
  )
  await updateRows(tx.sql, tx.database.dialect, PLACES, moved)
  const seen = moveMarks(row, { before, after, ...change })
  await updateRows(tx.sql, tx.database.dialect, MARKS, [row])
  await moveScheduled(tx, row.id, seen)
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

type Mark = (mark: number) => number

interface Moved extends Reordering {
  before: readonly PlacedMessage[]
  after: readonly PlacedMessage[]
}

/** Moves how far people have got and read, and what is counted; answers how a mark of what agents have seen moves. */
function moveMarks(row: ConversationRow, moved: Moved): Mark {
  const publics = moved.after.filter((message) => message.visibility === 'public')
  const lateOf = (type: PlacedMessage['authorType']) =>
    publics.filter((message) => message.authorType === type && moved.late?.has(message.id) === true)
  const answered = lateOf('agent').at(-1)?.seq ?? 0
  const unseen = moved.isSeen
    ? undefined
    : lateOf('customer').find(({ seq }) => (seq ?? 0) > answered)?.seq
  const reached = furthest(moved)
  const seen = (mark: number) => Math.min(reached(mark), (unseen ?? Infinity) - 1)
  row.agentReadSeq = Math.max(seen(row.agentReadSeq), answered)
  row.customerReadSeq = Math.max(reached(row.customerReadSeq), lateOf('customer').at(-1)?.seq ?? 0)
  row.agentGotSeq = reached(row.agentGotSeq)
  row.customerGotSeq = reached(row.customerGotSeq)
  countAnew(row, { all: moved.after, publics, answered })
  return seen
}

/** Where a mark stands that stays after all the messages it stood after. */
function furthest({ before, after }: Moved): Mark {
  const now = new Map(after.map((message) => [message.id, message.seq ?? 0]))
  return (mark) =>
    before.reduce(
      (most, { id, seq }) =>
        seq !== null && seq <= mark ? Math.max(most, now.get(id) ?? 0) : most,
      0,
    )
}

interface Counted {
  all: readonly PlacedMessage[]
  publics: readonly PlacedMessage[]
  /** The last reply that came late. */
  answered: number
}

function countAnew(row: ConversationRow, { all, publics, answered }: Counted): void {
  const reply = publics.findLast((message) => message.authorType === 'agent')
  row.lastReplySeq = reply?.seq ?? 0
  row.lastReplyBy = reply?.authorId ?? null
  const since = row.waitingSince
  // A reply may stand after what its author had not seen: that waits on.
  const waiting = publics.find(
    ({ authorType, seq, sentAt }) =>
      authorType === 'customer' &&
      ((seq ?? 0) > row.lastReplySeq ||
        (since !== null && sentAt >= since && (seq ?? 0) > answered)),
  )
  row.waitingSince = row.status === 'open' ? (waiting?.sentAt ?? null) : null
  row.headSeq = publics.length
  row.innerCount = all.length - publics.length
  row.noteCount = all.filter(({ kind }) => kind === 'note').length
}

/** What agents had seen when they decided about a reply that waits is where it was. */
async function moveScheduled(tx: Tx, conversationId: string, seen: Mark): Promise<void> {
  const rows = await tx.sql
    .selectFrom('scheduledMessages')
    .select(['id', 'afterSeq'])
    .where('conversationId', '=', conversationId)
    .where('state', 'in', PENDING)
    .execute()
  const moved = rows.map(({ id, afterSeq }) => ({ id, afterSeq: seen(afterSeq) }))
  await updateRows(tx.sql, tx.database.dialect, SCHEDULED, moved)
}
