import type { Server } from 'socket.io'
import {
  CatchUp,
  ConsoleAssign,
  ConsoleAvailability,
  ConsoleConversation,
  ConsoleFocus,
  ConsoleRead,
  ConsoleReceived,
  ConsoleSend,
  ConsoleTransfer,
  ConsoleTyping,
  ConsoleViewing,
} from '../contract/console.ts'
import {
  assignConversation,
  closeConversation,
  type ConversationRow,
  describeConversation,
  joinConversation,
  type Marker,
  reopenConversation,
  type Sender,
  takeConversation,
  transferConversation,
  viewMessage,
} from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { findAgent } from '../identity/index.ts'
import { focus } from '../notifications/index.ts'
import { problem } from '../problems.ts'
import { holdTeam, type Presence } from '../routing/index.ts'
import { scheduleReply } from '../scheduled/index.ts'
import { action, type SocketActions } from '../socket/actions.ts'
import { toOthers } from '../socket/emit.ts'
import type { AppSocket } from '../socket/server.ts'
import { eventsAfter, headOf } from '../stream/index.ts'
import { sessionRoom } from '../webchat/index.ts'
import { linkActions } from './linking.ts'
import { view } from './viewing.ts'

export interface ConsoleOptions {
  /** Hears that an agent types, or no longer does, for where the conversation lives elsewhere. */
  onTyping: (typing: { conversationId: string; isTyping: boolean }) => void
  database: Database
  sender: Sender
  marker: Marker
  presence: Presence
}

/** The agent who acts on a socket. */
export function agentOf(socket: AppSocket): { type: 'agent'; id: string; name: string } {
  const user = socket.data.principal?.user
  if (!user) throw problem('unauthorized')
  return { type: 'agent', id: user.id, name: user.name }
}

// A ticket's thread follows its ticket: comments, status and assignee are changed there.
const withPeople = ['webchat', 'crisp', 'mail'] as const

/** Where a console reads the stream, writes and types. */
const talk = (
  { database, sender, marker, onTyping }: ConsoleOptions,
  io: Server,
): SocketActions => ({
  catchUp: action('agent', CatchUp, async (_socket, { after }) => {
    const head = await headOf(database.sql)
    // A cursor past the head comes from another history, such as before a restored backup.
    return { events: await eventsAfter(database.sql, after), head, tooOld: after > head }
  }),

  send: action('agent', ConsoleSend, async (socket, { visibility, hold, ...payload }) => {
    if (hold)
      return { scheduled: await scheduleReply(database, { ...payload, hold }, agentOf(socket)) }
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
    onTyping({ conversationId, isTyping })
    toOthers(socket, 'typing', { conversationId, who: 'agent', id, name, isTyping })
  }),

  read: action('agent', ConsoleRead, async (_socket, { conversationId, seq }) => {
    await marker.mark({ conversationId, by: 'agent', what: 'read', seq })
  }),

  received: action('agent', ConsoleReceived, async (_socket, { conversationId, seq }) => {
    await marker.mark({ conversationId, by: 'agent', what: 'got', seq })
  }),
})

/** What a console says of the agent at it. */
const attendance = ({ database, presence }: ConsoleOptions): SocketActions => ({
  viewing: action('agent', ConsoleViewing, async (socket, { conversationId, isNew }) =>
    view(socket, { conversationId, isNew }),
  ),

  focus: action('agent', ConsoleFocus, (socket, { aboutId }) =>
    focus(database, { id: socket.id, userId: agentOf(socket).id, focusId: aboutId }),
  ),

  availability: action('agent', ConsoleAvailability, (socket, said) =>
    presence.say({ id: socket.id, userId: agentOf(socket).id }, said),
  ),
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
    transfer: action('agent', ConsoleTransfer, (socket, { conversationId, ...to }) =>
      changing(conversationId, async (tx, row) => {
        const agent = to.agentId === null ? null : await findAgent(tx.sql, to.agentId)
        const team = to.teamId === null ? null : await holdTeam(tx, to.teamId)
        if (team === undefined) throw problem('team_not_found')
        return transferConversation(tx, row, { ...to, agent, team }, agentOf(socket))
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
  ...attendance(options),
  ...changes(options.database),
  ...linkActions(options.database, agentOf),
})
