import type { Continued } from '../contract/conversations.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import {
  type ConversationRow,
  findConversation,
  lockOnWay,
  type MessageRow,
  publicMessagesAfter,
} from './queries.ts'

/** The conversations whose customers go on in this one. */
export const continuedIn = ({ continues }: Pick<ConversationRow, 'continues'>): Continued[] =>
  continues === null ? [] : (JSON.parse(continues) as Continued[])

/** Whether the customer of a session goes on in this conversation. */
export const goesOnIn = (row: ConversationRow, sessionId: string): boolean =>
  continuedIn(row).some(({ id }) => id === sessionId)

/** The same, where they go on in a target after its message `after`, which is their message `after + shift`. */
export const throughTo = (continued: readonly Continued[], after: number, shift: number) =>
  continued.map((one) => ({ ...one, after, shift: one.shift + shift }))

/** A conversation and all it goes on in, taken for this transaction; empty when there is none. */
export async function lockWay(tx: Tx, id: string): Promise<ConversationRow[]> {
  const rows = new Map((await lockOnWay(tx, id.toLowerCase())).map((row) => [row.id, row]))
  const way: ConversationRow[] = []
  for (let at = rows.get(id.toLowerCase()); at; at = rows.get(at.continuesIn ?? '')) way.push(at)
  // Merged, or undone, between the look and the hold.
  const stands = way.length === rows.size && (way.at(-1)?.continuesIn ?? null) === null
  return stands ? way : lockWay(tx, id)
}

/** Where a conversation's customer stands in one it goes on in: their message `seq + shift` is its `seq`, from `after` on. */
export function placeIn(row: ConversationRow, sourceId: string): { after: number; shift: number } {
  const found = continuedIn(row).find(({ id }) => id === sourceId)
  return found ?? { after: 0, shift: 0 }
}

/** A conversation and all it goes on in; empty when there is none. */
export async function findWay(sql: Sql, id: string): Promise<ConversationRow[]> {
  const row = await findConversation(sql, id)
  return row === undefined
    ? []
    : [row, ...(row.continuesIn === null ? [] : await findWay(sql, row.continuesIn))]
}

/** The end of what the customer of the first of these sees, in their numbers. */
export const headSeen = (way: readonly ConversationRow[]): number =>
  Math.max(0, ...way.map((row) => row.headSeq + placeIn(row, way[0]?.id ?? '').shift))

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
