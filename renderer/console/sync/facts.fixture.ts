import type {
  Conversation,
  ConversationState,
  Message,
} from '../../../server/contract/conversations.ts'
import type { Fact, StreamEvent } from '../../../server/contract/events.ts'

// Small facts for tests: a conversation `c1`, its messages, and their places in the stream.

export const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString()

export const stateAt = (
  minute: number,
  more: Partial<ConversationState> = {},
): ConversationState => ({
  status: 'open',
  assignee: null,
  headSeq: 0,
  agentReadSeq: 0,
  customerReadSeq: 0,
  agentGotSeq: 0,
  customerGotSeq: 0,
  teamId: null,
  waitingSince: null,
  lastActivityAt: at(minute),
  closedAt: null,
  tags: [],
  snoozedUntil: null,
  returnedAt: null,
  continuesIn: null,
  continues: [],
  ...more,
})

export const conversation = (id: string, more: Partial<Conversation> = {}): Conversation => ({
  ...stateAt(0),
  id,
  channel: 'webchat',
  customer: {
    id: `customer of ${id}`,
    email: 'mai@example.com',
    name: 'Mai',
    phone: null,
    company: null,
  },
  visitorName: 'Mai',
  ticketId: null,
  startedAt: at(0),
  lastMessage: null,
  isVerified: false,
  visitor: null,
  rating: null,
  ...more,
})

export const message = (id: string, seq: number | null, more: Partial<Message> = {}): Message => ({
  id,
  conversationId: 'c1',
  seq,
  afterSeq: seq === null ? 0 : null,
  author: { type: 'customer', id: null, name: 'Mai' },
  kind: seq === null ? 'note' : 'text',
  visibility: seq === null ? 'internal' : 'public',
  content: `message ${id}`,
  clientMessageId: null,
  sentAt: at(seq ?? 0),
  ...more,
})

export const placed = (seq: number, fact: Fact, refs: StreamEvent['refs'] = {}): StreamEvent =>
  ({ seq, at: at(seq), refs, ...fact }) satisfies StreamEvent

export const started = (seq: number, id: string) =>
  placed(seq, { kind: 'conversation.started', body: { conversation: conversation(id) } })

/** Message `number` of conversation `id`. */
export function said(seq: number, id: string, number: number) {
  const body = {
    message: message(`${id}-${number}`, number, { conversationId: id }),
    conversation: { id, ...stateAt(seq, { headSeq: number }) },
  }
  return placed(seq, { kind: 'message.added', body })
}

export function closed(seq: number, id: string) {
  const state = stateAt(seq, { status: 'closed', closedAt: at(seq) })
  return placed(seq, {
    kind: 'conversation.changed',
    body: { conversation: { id, ...state }, change: 'closed', by: null },
  })
}
