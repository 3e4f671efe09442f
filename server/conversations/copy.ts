import { insertRows, updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { asInserted, HEADS, MESSAGES, place } from './append.ts'
import { type ConversationRow, keysIn, type MessageRow, publicMessagesAfter } from './queries.ts'

const PAGE = 500

/**
 * Copies the public messages of a conversation after a number to the end of another, which must be held: with their
 * authors, times, files and, where they are free, keys. They are told to nobody. Answers how many there were.
 */
export async function copyMessages(
  tx: Tx,
  { from, after }: { from: string; after: number },
  to: ConversationRow,
): Promise<number> {
  let copied = 0
  for (let last = after; ;) {
    const page = await publicMessagesAfter(tx.sql, from, last, PAGE)
    const keys = page.flatMap(({ clientMessageId }) => clientMessageId ?? [])
    const taken = await keysIn(tx.sql, to.id, keys)
    const rows = page.map((message) => copyOf(message, to, taken))
    await insertRows(tx.sql, tx.database.dialect, MESSAGES, rows.map(asInserted))
    copied += rows.length
    last = page.at(-1)?.position ?? last
    if (page.length < PAGE) break
  }
  await updateRows(tx.sql, tx.database.dialect, HEADS, [to])
  return copied
}

function copyOf(
  message: MessageRow,
  to: ConversationRow,
  taken: ReadonlySet<string | null>,
): MessageRow {
  const { authorType: type, authorId: id, authorName: name, clientMessageId: key } = message
  const { kind, content, sentAt, attachments, remoteFile, editedAt, removedAt } = message
  const clientMessageId = key !== null && taken.has(key) ? null : key
  const draft = {
    conversationId: to.id,
    author: { type, id, name },
    kind,
    visibility: 'public' as const,
    content,
    clientMessageId,
  }
  const placed = place(to, draft, sentAt)
  return { ...placed, kind, attachments, remoteFile, editedAt, removedAt }
}
