import { type Crisp, emit, touch } from './crisp.ts'
import { mintUuid } from './ids.ts'
import type { Conversation, Meta, State } from './shapes.ts'
import { websiteOf } from './store.ts'
import { verificationsOf } from './verification.ts'

/** Opens a conversation; as in Crisp no event says so. */
export function openConversation(
  crisp: Crisp,
  websiteId: string,
  meta: Partial<Meta> = {},
): Conversation {
  const at = crisp.now()
  const conversation: Conversation = {
    website_id: websiteId,
    session_id: `session_${mintUuid(crisp.random)}`,
    inbox_id: null,
    people_id: null,
    state: 'pending',
    is_verified: false,
    is_blocked: false,
    availability: 'online',
    topic: '',
    mentions: [],
    participants: [],
    assigned: null,
    unread: { operator: 0, visitor: 0 },
    compose: { operator: { type: 'stop' }, visitor: { type: 'stop' } },
    meta: { ...EMPTY_META, ...structuredClone(meta) },
    created_at: at,
    updated_at: at,
    waiting_since: null,
    messages: [],
  }
  websiteOf(crisp.store, websiteId).conversations.set(conversation.session_id, conversation)
  return conversation
}

const EMPTY_META: Meta = {
  nickname: '',
  email: '',
  phone: '',
  ip: '203.0.113.9',
  avatar: null,
  address: '',
  subject: '',
  segments: [],
  data: {},
  origin: 'chat',
  device: { locales: ['en'], timezone: 0 },
}

/** An operator asks to chat with somebody who is on the site: the only time this event comes. */
export function requestInitiated(crisp: Crisp, conversation: Conversation): void {
  emit(crisp, 'session:request:initiated', conversation)
}

export function setState(crisp: Crisp, conversation: Conversation, state: State): void {
  if (conversation.state === state) return
  conversation.state = state
  if (state === 'resolved') conversation.waiting_since = null
  touch(crisp, conversation)
  emit(crisp, 'session:set_state', conversation, { state })
}

/** Events of its own for each part of the meta data that changes; `segments` is the whole list, `data` is merged. */
export function setMeta(crisp: Crisp, conversation: Conversation, change: Partial<Meta>): void {
  const { meta } = conversation
  touch(crisp, conversation)
  for (const name of ['email', 'phone', 'nickname', 'avatar', 'address', 'subject'] as const) {
    const value = change[name]
    if (value === undefined) continue
    Object.assign(meta, { [name]: value })
    emit(crisp, `session:set_${name}`, conversation, { [name]: value })
  }
  if (change.segments) {
    meta.segments = [...change.segments]
    emit(crisp, 'session:set_segments', conversation, { segments: meta.segments })
  }
  if (change.data) {
    meta.data = { ...meta.data, ...change.data }
    emit(crisp, 'session:set_data', conversation, { data: change.data })
  }
}

export function setBlocked(crisp: Crisp, conversation: Conversation, blocked: boolean): void {
  conversation.is_blocked = blocked
  touch(crisp, conversation)
  emit(crisp, 'session:set_block', conversation, { is_blocked: blocked })
}

/** Gives the conversation to an operator, or to nobody. */
export function assign(crisp: Crisp, conversation: Conversation, userId: string | null): void {
  const previous = conversation.assigned
  conversation.assigned = userId
  touch(crisp, conversation)
  emit(crisp, 'session:set_routing', conversation, {
    routing_id: userId,
    previous_routing_id: previous,
  })
}

export function moveToInbox(crisp: Crisp, conversation: Conversation, inbox: string | null): void {
  const previous = conversation.inbox_id
  conversation.inbox_id = inbox
  touch(crisp, conversation)
  emit(crisp, 'session:set_inbox', conversation, { previous_inbox_id: previous })
}

export function setParticipants(
  crisp: Crisp,
  conversation: Conversation,
  participants: Conversation['participants'],
): void {
  conversation.participants = participants
  touch(crisp, conversation)
  emit(crisp, 'session:set_participants', conversation, { participants })
}

/** Says whether the visitor's identity is proved. */
export function setVerified(crisp: Crisp, conversation: Conversation, verified: boolean): void {
  conversation.is_verified = verified
  touch(crisp, conversation)
  emit(crisp, 'session:update_verify', conversation, {
    is_verified: verified,
    verifications: verificationsOf(conversation),
  })
}

export function removeConversation(crisp: Crisp, conversation: Conversation): void {
  const website = websiteOf(crisp.store, conversation.website_id)
  if (website.conversations.delete(conversation.session_id))
    emit(crisp, 'session:removed', conversation)
}
