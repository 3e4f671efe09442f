import { amongIds, insertRows, updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { type ConversationRow, lockConversations } from './queries.ts'
import { type Actor, tell } from './tell.ts'
import { tagsOf } from './view.ts'

const TAG_IDS = { table: 'conversations', columns: ['tagIds'] }
const TAGGED = { table: 'conversation_tags', columns: ['tagId', 'conversationId'] }

/** Tags to put on, and tags to take off. The caller makes sure that they exist until the transaction ends. */
export interface Retagging {
  add: readonly string[]
  remove: readonly string[]
}

/** Marks conversations, which the caller holds, with tags and takes others off; answers those that changed. */
export async function tagConversations(
  tx: Tx,
  rows: readonly ConversationRow[],
  { add, remove }: Retagging,
  by: Actor,
): Promise<ConversationRow[]> {
  const changed = rows
    .map((row) => ({ ...row, tagIds: [...retagged(tagsOf(row), { add, remove })].join(',') }))
    .filter((row, index) => row.tagIds !== rows[index]?.tagIds)
  if (changed.length === 0) return []
  const ids = changed.map((row) => row.id)
  const { dialect } = tx.database
  await tx.sql
    .deleteFrom('conversationTags')
    .where(amongIds(dialect, 'conversationId', ids))
    .execute()
  const tagged = changed.flatMap((row) =>
    tagsOf(row).map((tagId) => ({ tagId, conversationId: row.id })),
  )
  await insertRows(tx.sql, dialect, TAGGED, tagged)
  await updateRows(tx.sql, dialect, TAG_IDS, changed)
  for (const row of changed) tell(tx, row, { change: 'tagged', by })
  return changed
}

function retagged(tags: readonly string[], { add, remove }: Retagging): string[] {
  const after = new Set(tags)
  for (const id of remove) after.delete(id)
  for (const id of add) after.add(id)
  return [...after].toSorted()
}

/** Takes up to `limit` conversations that have a tag for this transaction, in the order of their ids. */
export async function lockTagged(tx: Tx, tagId: string, limit: number): Promise<ConversationRow[]> {
  const found = await tx.sql
    .selectFrom('conversationTags')
    .select('conversationId')
    .where('tagId', '=', tagId)
    .orderBy('conversationId')
    .limit(limit)
    .execute()
  const ids = found.map((row) => row.conversationId)
  return ids.length === 0 ? [] : lockConversations(tx, ids)
}
