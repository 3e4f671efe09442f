import type { Conversation, ConversationState } from '../../../server/contract/conversations.ts'
import type { EventOf, StreamEvent } from '../../../server/contract/events.ts'
import { put } from './put.ts'
import { emptyThread, rewritten, withChanged, withMessages } from './thread.ts'
import type { News, World } from './world.ts'

export function conversationStarted(world: World, event: EventOf<'conversation.started'>): World {
  const { conversation } = event.body
  if (conversation.channel === 'ticket') return world
  const { id } = conversation
  const conversations = put(world.conversations, id, { seq: event.seq, value: conversation })
  // A thread that starts empty is whole as soon as its messages have come by.
  const isWhole = conversation.headSeq === 0 && !world.threads[id]
  const threads = isWhole ? put(world.threads, id, { ...emptyThread, loaded: true }) : world.threads
  return { ...world, conversations, threads }
}

export function messageAdded(world: World, event: EventOf<'message.added'>): World {
  const { message, conversation } = event.body
  const thread = world.threads[message.conversationId]
  const threads = thread
    ? put(world.threads, message.conversationId, withMessages(thread, [message]))
    : world.threads
  const shown = message.visibility === 'public' ? { lastMessage: message } : {}
  return tell({ ...world, threads }, event, {
    id: message.conversationId,
    state: stateOf(conversation),
    ...shown,
  })
}

/** What a message says changed, or it was taken back. */
export function messageChanged(
  world: World,
  event: EventOf<'message.changed'> | EventOf<'message.removed'>,
): World {
  const { message, conversation } = event.body
  const { conversationId: id } = message
  const thread = world.threads[id]
  const threads = thread ? { ...world.threads, [id]: withChanged(thread, message) } : world.threads
  const last = world.news[id]?.lastMessage ?? world.conversations[id]?.value?.lastMessage
  const shown = last?.id === message.id ? { lastMessage: message } : {}
  return tell({ ...world, threads }, event, { id, state: stateOf(conversation), ...shown })
}

/** The messages are others, or have other numbers: the thread is read anew where it is shown. */
export function conversationRewritten(
  world: World,
  { seq, body: { conversation } }: EventOf<'conversation.rewritten'>,
): World {
  const { id } = conversation
  const { [id]: _, ...news } = world.news
  const thread = world.threads[id]
  return {
    ...world,
    news,
    conversations: { ...world.conversations, [id]: { seq, value: conversation } },
    missing: world.missing.filter((one) => one !== id),
    threads: thread ? { ...world.threads, [id]: rewritten(thread, seq) } : world.threads,
  }
}

export function conversationChanged(
  world: World,
  event:
    | EventOf<'conversation.changed'>
    | EventOf<'conversation.read'>
    | EventOf<'conversation.delivered'>,
): World {
  const { conversation } = event.body
  return tell(world, event, { id: conversation.id, state: stateOf(conversation) })
}

/** It is now known whose conversation this is. */
export function conversationIdentified(
  world: World,
  event: EventOf<'conversation.identified'>,
): World {
  const { conversation, customer, visitorName, isVerified } = event.body
  return tell(world, event, {
    id: conversation.id,
    state: stateOf(conversation),
    told: { ...world.news[conversation.id]?.told, customer, visitorName, isVerified },
  })
}

/** The visitor went on, or said what they thought of the chat. */
export function conversationTold(
  world: World,
  event: EventOf<'conversation.visited'> | EventOf<'conversation.rated'>,
): World {
  const { id, ...told } = event.body
  return tell(world, event, { id, told: { ...world.news[id]?.told, ...told } })
}

/** The first ticket made from a conversation shows on it. */
export function ticketLinked(world: World, event: EventOf<'ticket.created'>): World {
  const { ticket } = event.body
  if (ticket.chatSessionId === null) return world
  if (world.conversations[ticket.chatSessionId]?.value?.ticketId) return world
  return tell(world, event, { id: ticket.chatSessionId, ticketId: ticket.id })
}

type Told = { id: string } & Omit<News, 'seq'>

function tell(world: World, event: StreamEvent, { id, ...told }: Told): World {
  if (event.refs.channel === 'ticket') return world
  const news: News = { ...world.news[id], ...told, seq: event.seq }
  const known = world.conversations[id]?.value
  const next: World = { ...world, news: put(world.news, id, news) }
  if (known) {
    const value = withNews(known, news)
    return { ...next, conversations: put(next.conversations, id, { seq: event.seq, value }) }
  }
  const isWanted = event.kind === 'message.added' || event.kind === 'conversation.changed'
  if (!isWanted || next.missing.includes(id)) return next
  return { ...next, missing: [...next.missing, id] }
}

const withNews = (conversation: Conversation, news: News): Conversation => ({
  ...conversation,
  ...news.told,
  ...(news.state && forward(conversation, news.state)),
  lastMessage: news.lastMessage ?? conversation.lastMessage,
  ticketId: news.ticketId ?? conversation.ticketId,
})

const FORWARD = [
  'headSeq',
  'agentReadSeq',
  'customerReadSeq',
  'agentGotSeq',
  'customerGotSeq',
] as const

/** `next` with what only ever grows: a mark that was shown is never taken back. */
function forward<S extends ConversationState>(before: ConversationState, next: S): S {
  const grown = FORWARD.map((key) => [key, Math.max(before[key], next[key])])
  return { ...next, ...Object.fromEntries(grown) }
}

function stateOf({ id: _, ...state }: ConversationState & { id: string }): ConversationState {
  // What was told before conversations could go on elsewhere says nothing of it.
  return { ...NOWHERE, ...state }
}

const NOWHERE = { continuesIn: null, continues: [] }

/** Takes in conversations from an answer that was asked for when the stream stood at `askedAt`. */
export function learnConversations(
  world: World,
  answered: readonly Conversation[],
  askedAt: number,
): World {
  let { conversations } = world
  for (const conversation of answered) {
    const before = conversations[conversation.id]
    if (before && before.seq > askedAt) continue
    const news = world.news[conversation.id]
    const isOlder = news !== undefined && news.seq > askedAt
    const latest = isOlder ? withNews(conversation, news) : conversation
    const value = before?.value ? forward(before.value, latest) : latest
    const known = { seq: isOlder ? news.seq : askedAt, value }
    conversations = put(conversations, conversation.id, known)
  }
  const missing = world.missing.filter((id) => !(id in conversations))
  return { ...world, conversations, missing }
}
