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

/** Loads a customer's newest conversations. */
export const loadOthers = (customerId: string) =>
  learn(
    () => askPage<Conversation>(withQuery('/api/inbox', { customerId, limit: '50' })),
    (world, { data }, askedAt) => learnConversations(world, data, askedAt),
  )
