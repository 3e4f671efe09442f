import type { Conversation } from '../../../server/contract/conversations.ts'
import { askPage, withQuery } from './api.ts'
import { learnConversations } from './apply-conversation.ts'
import { conversationAfter, socketOrProblem } from './command.ts'
import { learn } from './store.ts'

/** Lets the conversation's customer go on in another one; answers that one. */
export const merge = (conversationId: string, targetId: string) =>
  conversationAfter(socketOrProblem().emitWithAck('merge', { conversationId, targetId }))

/** Makes a new conversation of a message and all that follow; answers the new one. */
export const split = (conversationId: string, fromSeq: number) =>
  conversationAfter(socketOrProblem().emitWithAck('split', { conversationId, fromSeq }))

/** Undoes what made a conversation go on elsewhere. */
export const unlink = (conversationId: string, how: 'merged' | 'split') =>
  conversationAfter(
    socketOrProblem().emitWithAck(how === 'merged' ? 'unmerge' : 'unsplit', { conversationId }),
  )

/** Loads a customer's newest conversations, and those that are open however old they are. */
export async function loadOthers(customerId: string): Promise<void> {
  await Promise.all([loadPage({ customerId, limit: '50' }), loadOpen(customerId)])
}

async function loadOpen(customerId: string): Promise<void> {
  for (let cursor: string | null = ''; cursor !== null;)
    cursor = await loadPage({ customerId, only: 'open', limit: '100', cursor })
}

async function loadPage(query: Record<string, string>): Promise<string | null> {
  let next: string | null = null
  await learn(
    async () => {
      const page = await askPage<Conversation>(withQuery('/api/inbox', query))
      next = page.next
      return page.data
    },
    (world, data, askedAt) => learnConversations(world, data, askedAt),
  )
  return next
}
