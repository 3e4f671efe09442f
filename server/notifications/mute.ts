import { findConversation } from '../conversations/index.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { markRead } from './actions.ts'

/** Mutes a conversation for one agent, or ends that. What they were told of it so far counts as read. */
export async function mute(
  tx: Tx,
  { agentId, conversationId }: { agentId: string; conversationId: string },
  isMuted: boolean,
): Promise<void> {
  if (!(await findConversation(tx.sql, conversationId))) throw problem('conversation_not_found')
  if (!isMuted) {
    await tx.sql
      .deleteFrom('mutedConversations')
      .where('agentId', '=', agentId)
      .where('conversationId', '=', conversationId)
      .execute()
    return
  }
  await tx.sql
    .insertInto('mutedConversations')
    .values({ agentId, conversationId, createdAt: tx.now })
    .onConflict((conflict) => conflict.columns(['agentId', 'conversationId']).doNothing())
    .execute()
  await markRead(tx, { agentId, aboutId: conversationId })
}
