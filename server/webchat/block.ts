import type { Block } from '../contract/visitors.ts'
import {
  type Actor,
  closeConversation,
  type ConversationRow,
  findConversation,
  lockConversations,
} from '../conversations/index.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { isId, newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { announceBlocked, type Blockable } from './blocked.ts'
import { listBlocks } from './queries.ts'

type Agent = NonNullable<Actor>

/**
 * Keeps a conversation's customer and browser from chatting until then, for good without a time, and closes what they
 * have open; a customer who was only typed, from chatting as somebody only typed. Throws `conversation_not_found`.
 */
export const blockVisitor = (
  database: Database,
  conversationId: string,
  until: string | null,
  by: Agent,
): Promise<Block[]> =>
  database.transaction(async (tx) => {
    const conversation = await findConversation(tx.sql, conversationId)
    if (!conversation || conversation.channel === 'ticket') throw problem('conversation_not_found')
    const open = await takeOpenChats(tx, conversation)
    const { customerId, visitorId, isVerified } = conversation
    await keepBlock(tx, { kind: 'customer', value: customerId, until, isVerified }, by)
    if (visitorId !== null)
      await keepBlock(tx, { kind: 'visitor', value: visitorId, until, isVerified }, by)
    for (const chat of open) await closeConversation(tx, chat, by)
    announceBlocked(tx, [conversation.id, ...open.map(({ id }) => id)])
    return listBlocks(tx.sql, tx.database.dialect, tx.now, conversation)
  })

async function takeOpenChats(tx: Tx, visitor: Blockable): Promise<ConversationRow[]> {
  const rows = await tx.sql
    .selectFrom('conversations')
    .select('id')
    .where('channel', '=', 'webchat')
    .where('status', '=', 'open')
    .where((row) =>
      row.or([
        row('customerId', '=', visitor.customerId).and('isVerified', '<=', visitor.isVerified),
        row('visitorId', '=', visitor.visitorId),
      ]),
    )
    .execute()
  const taken = await lockConversations(
    tx,
    rows.map(({ id }) => id),
  )
  return taken.filter(({ status }) => status === 'open')
}

async function keepBlock(
  tx: Tx,
  block: Pick<Block, 'kind' | 'value' | 'until'> & { isVerified: number },
  by: Agent,
): Promise<void> {
  const { kind, value, until, isVerified } = block
  const said = { blockedBy: by.id, createdAt: tx.now, until }
  // A block that counts for more stays one.
  const widened = isVerified === 1 ? { ...said, isVerified } : said
  await tx.sql
    .insertInto('visitorBlocks')
    .values({ id: newId(), kind, value, isVerified, ...said })
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doUpdateSet(widened))
    .execute()
}

/** Lifts a block; throws `block_not_found`. */
export async function liftBlock(sql: Sql, id: string): Promise<void> {
  const lifted = isId(id)
    ? await sql.deleteFrom('visitorBlocks').where('id', '=', id).returning('id').executeTakeFirst()
    : undefined
  if (!lifted) throw problem('block_not_found')
}
