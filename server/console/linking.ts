import { ConsoleConversation } from '../contract/console.ts'
import { ConsoleMerge, ConsoleSplit } from '../contract/linking.ts'
import { describeConversation } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { type Linker, mergeConversations, splitConversation, undoLink } from '../linking/index.ts'
import { action, type SocketActions } from '../socket/actions.ts'
import type { AppSocket } from '../socket/server.ts'

/** Merging and splitting, and their undoing; each answers the conversation that goes on. */
export function linkActions(
  database: Database,
  agentOf: (socket: AppSocket) => Linker,
): SocketActions {
  const linking = async (link: (tx: Tx) => Promise<string>) => ({
    conversation: await describeConversation(database, await database.transaction(link)),
  })
  return {
    merge: action('agent', ConsoleMerge, (socket, { conversationId, targetId }) =>
      linking((tx) => mergeConversations(tx, conversationId, targetId, agentOf(socket))),
    ),
    unmerge: action('agent', ConsoleConversation, (socket, { conversationId }) =>
      linking((tx) => undoLink(tx, conversationId, 'merged', agentOf(socket))),
    ),
    split: action('agent', ConsoleSplit, (socket, { conversationId, fromSeq }) =>
      linking((tx) => splitConversation(tx, conversationId, fromSeq, agentOf(socket))),
    ),
    unsplit: action('agent', ConsoleConversation, (socket, { conversationId }) =>
      linking((tx) => undoLink(tx, conversationId, 'split', agentOf(socket))),
    ),
  }
}
