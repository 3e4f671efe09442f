import type { Channel } from '../contract/conversations.ts'
import type { EventOf } from '../contract/events.ts'
import { folded } from '../contract/text.ts'
import type { Activity } from '../contract/timeline.ts'
import type { VisitorContext } from '../contract/visitors.ts'
import {
  type Actor,
  type ConversationRow,
  type Draft,
  type MessageRow,
  tagsOf,
  viewConversation,
  viewMessage,
  viewRating,
  viewState,
} from '../conversations/index.ts'
import { place } from '../conversations/append.ts'
import { resumes } from '../conversations/resumed.ts'
import type { CustomerRow } from '../customers/index.ts'
import type { UserRow } from '../identity/queries.ts'
import type { Ledger } from './ledger.ts'

/** A conversation under way. */
export interface Thread {
  row: ConversationRow
  /** The ticket whose own thread this is. */
  ticketId?: string
  messages: MessageRow[]
  /** Entries of the timeline that may still change, handed in with the conversation. */
  visits: Entry[]
}

export const refsOf = ({ row, ticketId }: Thread) => ({
  channel: row.channel,
  conversationId: row.id,
  customerId: row.customerId,
  ...(ticketId !== undefined && { ticketId }),
})

type NewEntry = Pick<Activity, 'customerId' | 'type' | 'description' | 'metadata'> & {
  onceKey?: string | null
}

/** A row of the timeline. */
export type Entry = NewEntry & { id: string; at: string; onceKey: string | null }

/** Tells of an entry that is new, or of what it says now. */
export const tellEntry = (
  ledger: Ledger,
  { at, onceKey: _, ...entry }: Entry,
  kind: 'activity.added' | 'activity.changed',
): void =>
  ledger.event({
    kind,
    refs: { customerId: entry.customerId },
    body: { activity: { ...entry, timestamp: at } },
  })

/** Puts an entry on a customer's timeline. */
export function note(ledger: Ledger, { onceKey = null, ...told }: NewEntry): void {
  const entry = { id: ledger.id(), at: ledger.now(), ...told, onceKey }
  ledger.row('activities', entry)
  tellEntry(ledger, entry, 'activity.added')
}

/** A conversation to be. */
export interface NewThread {
  channel: Channel
  customer: CustomerRow
  /** What the visitor typed as their name. */
  name: string
  /** What the chat tells of its visitor. */
  context?: VisitorContext | undefined
}

const newRow = (id: string, { channel, customer, name, context }: NewThread, now: string) => ({
  id,
  channel,
  customerId: customer.id,
  visitorName: name,
  status: 'open' as const,
  assigneeId: null,
  assigneeName: null,
  headSeq: 0,
  noteCount: 0,
  innerCount: 0,
  agentReadSeq: 0,
  customerReadSeq: 0,
  waitingSince: null,
  lastActivityAt: now,
  startedAt: now,
  closedAt: null,
  startKey: null,
  externalSource: null,
  externalId: null,
  data: context ? JSON.stringify(context) : null,
  teamId: null,
  agentGotSeq: 0,
  customerGotSeq: 0,
  lastReplySeq: 0,
  lastReplyBy: null,
  passedBy: null,
  isVerified: 0,
  verifiedAs: null,
  visitorId: null,
  tagIds: '',
  visitorSearch: folded(name),
  snoozedUntil: null,
  returnedAt: null,
  continuesIn: null,
  continuesHow: null,
  continues: null,
})

/** Opens a conversation. Its row and its messages are handed in by `keep`, once they are as they will stay. */
export function open(ledger: Ledger, wanted: NewThread): Thread {
  const row = newRow(ledger.id(), wanted, ledger.now())
  const thread: Thread = { row, messages: [], visits: [] }
  const { customer } = wanted
  ledger.event({
    kind: 'conversation.started',
    refs: refsOf(thread),
    body: {
      conversation: viewConversation(thread.row, { customer, lastMessage: null, ticketId: null }),
    },
  })
  return thread
}

/** Hands in the conversation as it stands. */
export function keep(ledger: Ledger, { row, messages, visits }: Thread): void {
  const { assigneeName: _, data, ...columns } = row
  ledger.row('conversations', {
    ...columns,
    data: data === null ? null : (JSON.parse(data) as object),
  })
  for (const entry of visits) ledger.row('activities', entry)
  for (const tagId of tagsOf(row)) ledger.row('conversationTags', { tagId, conversationId: row.id })
  for (const message of messages) ledger.row('messages', message)
}

type Words = Pick<Draft, 'author' | 'content'> & Partial<Pick<Draft, 'kind' | 'visibility'>>

/** What the customer can see of it. */
export const publicMessages = ({ messages }: Thread): MessageRow[] =>
  messages.filter(({ seq }) => seq !== null)

/** Adds a message: public text unless it says otherwise. */
export function say(ledger: Ledger, thread: Thread, words: Words): MessageRow {
  const draft: Draft = {
    kind: 'text',
    visibility: 'public',
    ...words,
    conversationId: thread.row.id,
    clientMessageId: null,
  }
  const since = thread.row.lastActivityAt
  const message = { ...place(thread.row, draft, ledger.now()), id: ledger.id() }
  thread.messages.push(message)
  ledger.event({
    kind: 'message.added',
    refs: refsOf(thread),
    body: { message: viewMessage(message), conversation: viewState(thread.row) },
  })
  if (resumes(thread.row, message, since)) goOn(ledger, thread, message)
  return message
}

function goOn(ledger: Ledger, { row }: Thread, message: MessageRow): void {
  const { id: messageId, authorType, authorId } = message
  const byId = authorType === 'agent' && authorId
  note(ledger, {
    customerId: row.customerId,
    type: 'chat_resumed',
    description: 'Chat went on',
    metadata: { sessionId: row.id, messageId, ...(byId && { byId }) },
  })
}

/** Leaves a line of the system for the team. */
export function leaveLine(ledger: Ledger, thread: Thread, content: string, by: Actor): void {
  const author = by ?? { type: 'system' as const, id: null, name: '' }
  say(ledger, thread, { author, content, kind: 'event', visibility: 'internal' })
}

type Change = EventOf<'conversation.changed'>['body']['change']

function tellChange(ledger: Ledger, thread: Thread, change: Change, by: Actor): void {
  ledger.event({
    kind: 'conversation.changed',
    refs: refsOf(thread),
    body: { conversation: viewState(thread.row), change, by },
  })
}

export const actor = ({ id, name }: UserRow) => ({ type: 'agent' as const, id, name })

/** An agent joins, and has the conversation when nobody has. */
export function join(ledger: Ledger, thread: Thread, agent: UserRow): void {
  if (thread.row.assigneeId === null)
    Object.assign(thread.row, { assigneeId: agent.id, assigneeName: agent.name })
  tellChange(ledger, thread, 'joined', actor(agent))
}

/** Somebody gives the conversation to an agent. */
export function assign(ledger: Ledger, thread: Thread, to: UserRow, by: Actor): void {
  Object.assign(thread.row, { assigneeId: to.id, assigneeName: to.name })
  tellChange(ledger, thread, 'assigned', by)
  leaveLine(ledger, thread, `assigned ${to.name}`, by)
}

/** Somebody marks the conversation with a tag. */
export function tag(ledger: Ledger, thread: Thread, tagId: string, by: Actor): void {
  if (tagsOf(thread.row).includes(tagId)) return
  thread.row.tagIds = [...tagsOf(thread.row), tagId].toSorted().join(',')
  tellChange(ledger, thread, 'tagged', by)
}

/** Somebody closes the conversation. */
export function close(ledger: Ledger, thread: Thread, by: Actor): void {
  const { row } = thread
  const now = ledger.now()
  note(ledger, {
    customerId: row.customerId,
    type: 'chat_closed',
    description: 'Chat closed',
    metadata: { sessionId: row.id, by: by?.name ?? null },
  })
  Object.assign(row, { status: 'closed', closedAt: now, waitingSince: null, lastActivityAt: now })
  tellChange(ledger, thread, 'closed', by)
  leaveLine(ledger, thread, 'closed', by)
}

/** One side has read everything. */
export function read(ledger: Ledger, thread: Thread, by: 'customer' | 'agent'): void {
  const { row } = thread
  const column = by === 'customer' ? 'customerReadSeq' : 'agentReadSeq'
  if (row[column] === row.headSeq) return
  row[column] = row.headSeq
  ledger.event({
    kind: 'conversation.read',
    refs: refsOf(thread),
    body: { conversation: viewState(row), by, seq: row.headSeq },
  })
}

/** The customer rates a chat that is over. */
export function rate(
  ledger: Ledger,
  { row }: Thread,
  opinion: { score: number; comment: string | null },
): void {
  const now = ledger.now()
  const { id: conversationId, customerId, assigneeId, channel } = row
  note(ledger, {
    customerId,
    type: 'chat_rated',
    description: `Chat rated ${opinion.score} of 5`,
    metadata: { sessionId: conversationId, ...opinion, agentId: assigneeId },
  })
  const rating = {
    ...opinion,
    conversationId,
    closedAt: row.closedAt ?? now,
    agentId: assigneeId,
    createdAt: now,
    updatedAt: now,
  }
  ledger.row('chatRatings', rating)
  ledger.event({
    kind: 'conversation.rated',
    refs: { channel, conversationId, customerId },
    body: { id: conversationId, rating: viewRating(rating) },
  })
}
