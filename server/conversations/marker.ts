import { updateRows } from '../db/bulk.ts'
import { GroupCommit } from '../db/group-commit.ts'
import type { Database, Tx } from '../db/transaction.ts'
import type { Channel } from '../contract/conversations.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { type ConversationRow, lockConversations } from './queries.ts'
import { viewState } from './view.ts'

/** How far one side of a conversation has got, or has read. */
export interface Mark {
  conversationId: string
  by: 'customer' | 'agent'
  what: 'got' | 'read'
  seq: number
  /** Where it may be: a conversation of another channel is not found. Any, when absent. */
  channels?: readonly Channel[]
}

const MARKS = {
  table: 'conversations',
  columns: ['agentReadSeq', 'customerReadSeq', 'agentGotSeq', 'customerGotSeq'],
} as const

const COLUMNS = {
  agent: { got: 'agentGotSeq', read: 'agentReadSeq' },
  customer: { got: 'customerGotSeq', read: 'customerReadSeq' },
} as const

/**
 * Marks how far people have got and read, by group commit: all marks that arrive while one commit is under way share
 * the next, and of each side of a conversation the furthest counts.
 */
export class Marker {
  readonly #commit: GroupCommit<Mark, ConversationRow | undefined>

  constructor(database: Database) {
    this.#commit = new GroupCommit({ database, run: setMarks })
  }

  /**
   * Moves a mark forward, never back and never past the head, and answers the conversation. Throws
   * `conversation_not_found`.
   */
  async mark(mark: Mark): Promise<ConversationRow> {
    const row = await this.#commit.submit(mark)
    if (!row) throw problem('conversation_not_found')
    return row
  }

  /** Resolves when no mark is under way any more. */
  settled(): Promise<void> {
    return this.#commit.settled()
  }
}

/** Sets marks in few statements, one event for each that moved; answers of each its conversation, if it is there. */
async function setMarks(
  tx: Tx,
  marks: readonly Mark[],
): Promise<Array<ConversationRow | undefined>> {
  const ids = new Set(marks.map((mark) => mark.conversationId).filter(isId))
  const rows = new Map((await lockConversations(tx, [...ids])).map((row) => [row.id, row]))
  const moved = new Set<ConversationRow>()
  const found = marks.map((mark) => {
    const row = rows.get(mark.conversationId)
    return row && mark.channels?.includes(row.channel) !== false ? row : undefined
  })
  const furthestFirst = marks
    .filter((_, index) => found[index])
    .toSorted((left, right) => right.seq - left.seq)
  for (const mark of furthestFirst) {
    const row = rows.get(mark.conversationId)
    if (row && move(tx, row, mark)) moved.add(row)
  }
  await updateRows(tx.sql, tx.database.dialect, MARKS, [...moved])
  return found
}

/** Moves a mark of one conversation that is held already; what was read long ago (`isPast`) is told with its thread. */
export async function markHeld(
  tx: Tx,
  row: ConversationRow,
  { isPast, ...mark }: Omit<Mark, 'conversationId' | 'channels'> & { isPast: boolean },
): Promise<void> {
  const isMoved = isPast ? advance(row, mark) !== undefined : move(tx, row, mark)
  if (isMoved) await updateRows(tx.sql, tx.database.dialect, MARKS, [row])
}

/** Moves a mark of a row forward; answers how far, or undefined where it stays. */
function advance(
  row: ConversationRow,
  { by, what, seq }: Pick<Mark, 'by' | 'what' | 'seq'>,
): number | undefined {
  const { got, read } = COLUMNS[by]
  const mark = Math.min(seq, row.headSeq)
  const isNews = mark > (what === 'got' ? Math.max(row[got], row[read]) : row[read])
  if (!isNews) return undefined
  row[COLUMNS[by][what]] = mark
  return mark
}

function move(tx: Tx, row: ConversationRow, mark: Pick<Mark, 'by' | 'what' | 'seq'>): boolean {
  const seq = advance(row, mark)
  if (seq === undefined) return false
  append(tx, {
    kind: mark.what === 'got' ? 'conversation.delivered' : 'conversation.read',
    refs: { channel: row.channel, conversationId: row.id, customerId: row.customerId },
    body: { conversation: viewState(row), by: mark.by, seq },
  })
  return true
}
