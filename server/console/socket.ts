import type { Server } from 'socket.io'
import {
  CatchUp,
  ConsoleAssign,
  ConsoleConversation,
  ConsoleRead,
  ConsoleSend,
  ConsoleTyping,
} from '../contract/console.ts'
import {
  assignConversation,
  closeConversation,
  type ConversationRow,
  describeConversation,
  joinConversation,
  markRead,
  reopenConversation,
  type Sender,
  takeConversation,
  viewMessage,
} from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { findAgent } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { action, type SocketActions } from '../socket/actions.ts'
import { toOthers } from '../socket/emit.ts'
import type { AppSocket } from '../socket/server.ts'
import { eventsAfter, headOf } from '../stream/index.ts'
import { sessionRoom } from '../webchat/index.ts'

export interface ConsoleOptions {
  database: Database
  sender: Sender
}

function agentOf(socket: AppSocket): { type: 'agent'; id: string; name: string } {
  const user = socket.data.principal?.user
  if (!user) throw problem('unauthorized')
  return { type: 'agent', id: user.id, name: user.name }
}

// A ticket's thread follows its ticket: comments, status and assignee are changed there.
const withPeople = ['webchat', 'crisp', 'mail'] as const

/** Where a console reads the stream, writes and types. */
const talk = ({ database, sender }: ConsoleOptions, io: Server): SocketActions => ({
  catchUp: action('agent', CatchUp, async (_socket, { after }) => {
    const head = await headOf(database.sql)
    // A cursor past the head comes from another history, such as before a restored backup.
    return { events: await eventsAfter(database.sql, after), head, tooOld: after > head }
  }),

  send: action('agent', ConsoleSend, async (socket, { visibility, ...payload }) => {
    const kind = visibility === 'internal' ? 'note' : 'text'
    const draft = { ...payload, author: agentOf(socket), kind, visibility } as const
    const takes = visibility === 'public'
    const { message } = await sender.send({ ...draft, takes, channels: withPeople })
    return { message: viewMessage(message) }
  }),

  typing: action('agent', ConsoleTyping, async (socket, { conversationId, isTyping }) => {
    const { id, name } = agentOf(socket)
    const told = { sessionId: conversationId, userName: name, isTyping }
    io.of('/chat').to(sessionRoom(conversationId)).emit('userTyping', told)
    toOthers(socket, 'typing', { conversationId, who: 'agent', id, name, isTyping })
  }),

  read: action('agent', ConsoleRead, async (_socket, { conversationId, seq }) => {
    await database.transaction(async (tx) =>
      markRead(tx, await takeConversation(tx, conversationId), 'agent', seq),
    )
  }),
})

/** What an agent does to a conversation, each in one transaction; answers the conversation afterwards. */
function changes(database: Database): SocketActions {
  const changing = async (
    id: string,
    change: (tx: Tx, row: ConversationRow) => Promise<ConversationRow>,
  ) => {
    await database.transaction(async (tx) => {
      const row = await takeConversation(tx, id)
      if (row.channel === 'ticket') throw problem('conversation_not_found')
      return change(tx, row)
    })
    return { conversation: await describeConversation(database, id) }
  }
  return {
    join: action('agent', ConsoleConversation, (socket, { conversationId }) =>
      changing(conversationId, (tx, row) => joinConversation(tx, row, agentOf(socket))),
    ),
    assign: action('agent', ConsoleAssign, (socket, { conversationId, agentId }) =>
      changing(conversationId, async (tx, row) => {
        const to = agentId === null ? null : await findAgent(tx.sql, agentId)
        return assignConversation(tx, row, to, agentOf(socket))
      }),
    ),
    close: action('agent', ConsoleConversation, (socket, { conversationId }) =>
      changing(conversationId, (tx, row) => closeConversation(tx, row, agentOf(socket))),
    ),
    reopen: action('agent', ConsoleConversation, (socket, { conversationId }) =>
      changing(conversationId, (tx, row) => reopenConversation(tx, row, agentOf(socket))),
    ),
  }
}

/** What an agent's console may send in the namespace `/console`. */
export const consoleActions = (options: ConsoleOptions, io: Server): SocketActions => ({
  ...talk(options, io),
  ...changes(options.database),
})
