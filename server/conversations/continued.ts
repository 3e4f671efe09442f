import type { Continued } from '../contract/conversations.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import {
  type ConversationRow,
  lockConversations,
  type MessageRow,
  publicMessagesAfter,
} from './queries.ts'

/** The conversations whose customers go on in this one. */
export const continuedIn = ({ continues }: Pick<ConversationRow, 'continues'>): Continued[] =>
  continues === null ? [] : (JSON.parse(continues) as Continued[])

/** The same, where they go on in a target after its message `after`, which is their message `after + shift`. */
export const throughTo = (continued: readonly Continued[], after: number, shift: number) =>
  continued.map((one) => ({ ...one, after, shift: one.shift + shift }))

/** The ids of a conversation and of what its customer goes on in, in order; the last is where they are now. */
export async function wayOf(sql: Sql, id: string): Promise<string[]> {
  const way = [id]
  for (let at: string | null = id; at !== null;) {
    const row: { continuesIn: string | null } | undefined = await sql
      .selectFrom('conversations')
      .select('continuesIn')
      .where('id', '=', at)
      .executeTakeFirst()
    at = row?.continuesIn ?? null
    if (at !== null) way.push(at)
  }
  return way
}

/** A conversation and all it goes on in, taken for this transaction; empty when there is none. */
export async function lockWay(tx: Tx, id: string): Promise<ConversationRow[]> {
  const ids = await wayOf(tx.sql, id)
  const rows = new Map((await lockConversations(tx, ids)).map((row) => [row.id, row]))
  const way = ids.flatMap((one) => rows.get(one) ?? [])
  const stands = way.every((row, index) => row.continuesIn === (way[index + 1]?.id ?? null))
  // Merged, or undone, between the look and the hold.
  return stands ? way : lockWay(tx, id)
}

/** Where a conversation's customer stands in one it goes on in: their message `seq + shift` is its `seq`, from `after` on. */
export function placeIn(row: ConversationRow, sourceId: string): { after: number; shift: number } {
  const found = continuedIn(row).find(({ id }) => id === sourceId)
  return found ?? { after: 0, shift: 0 }
}

/** What a conversation's customer sees after a number: its messages, and on from there those of what it goes on in. */
export async function seenAfter(
  sql: Sql,
  way: readonly ConversationRow[],
  afterSeq: number,
  limit: number,
): Promise<MessageRow[]> {
  const seen: MessageRow[] = []
  const [source] = way
  for (const row of way) {
    const { after, shift } = placeIn(row, source?.id ?? '')
    const from = Math.max(after, afterSeq - shift)
    const found = await publicMessagesAfter(sql, row.id, from, limit - seen.length)
    for (const message of found)
      seen.push({
        ...message,
        conversationId: source?.id ?? message.conversationId,
        seq: message.position + shift,
      })
    if (seen.length === limit) break
  }
  return seen
}
