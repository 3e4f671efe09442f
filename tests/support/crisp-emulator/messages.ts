import { type Crisp, emit, moveForward, touch } from './crisp.ts'
import { setState } from './conversations.ts'
import type { Compose, Conversation, Message, MessageType, Sender } from './shapes.ts'
import { websiteOf } from './store.ts'

/** What a sender may say about a message; the rest has its usual value. */
export interface Draft extends Partial<Omit<Message, 'from' | 'content'>> {
  from: Sender
  content: unknown
  type?: MessageType
}

/** Adds a message in its place by time and tells the feed; a known fingerprint answers the message that has it. */
export function addMessage(crisp: Crisp, conversation: Conversation, draft: Draft): Message {
  const known = conversation.messages.find(({ fingerprint }) => fingerprint === draft.fingerprint)
  if (known && crisp.behaviour.repeatedFingerprint === 'same') return known
  const message = complete(crisp, conversation, draft)
  insert(conversation.messages, message)
  if (message.from === 'user') {
    conversation.unread.operator++
    conversation.waiting_since ??= message.timestamp
  } else if (isPublic(message)) {
    conversation.unread.visitor++
    conversation.waiting_since = null
  }
  moveForward(crisp, conversation)
  const { read: _read, delivered: _delivered, ...told } = message
  emit(crisp, message.from === 'user' ? 'message:send' : 'message:received', conversation, told)
  if (message.from === 'user' && conversation.state !== 'unresolved')
    setState(crisp, conversation, 'unresolved')
  return message
}

function complete(crisp: Crisp, conversation: Conversation, draft: Draft): Message {
  const timestamp = draft.timestamp ?? crisp.now()
  return {
    stamped: true,
    type: 'text',
    origin: 'chat',
    user:
      draft.from === 'user'
        ? { nickname: conversation.meta.nickname, user_id: conversation.session_id }
        : { type: 'participant', nickname: 'Acme' },
    ...draft,
    timestamp,
    fingerprint: draft.fingerprint ?? mintFingerprint(crisp, conversation, timestamp),
    website_id: conversation.website_id,
    session_id: conversation.session_id,
  }
}

function mintFingerprint(crisp: Crisp, { messages }: Conversation, timestamp: number): number {
  const taken = new Set(messages.map(({ fingerprint }) => fingerprint))
  let minted: number
  do minted = timestamp * 100 + Math.floor(crisp.random() * 100)
  while (taken.has(minted))
  return minted
}

function insert(messages: Message[], message: Message): void {
  const place = messages.findLastIndex(({ timestamp }) => timestamp <= message.timestamp)
  messages.splice(place + 1, 0, message)
}

/** What the visitor gets to see. */
export function isPublic({ type }: Message): boolean {
  return type !== 'note' && type !== 'event'
}

export function messageOf({ messages }: Conversation, fingerprint: number): Message | undefined {
  return messages.find((message) => message.fingerprint === fingerprint)
}

export function editMessage(
  crisp: Crisp,
  conversation: Conversation,
  message: Message,
  content: unknown,
): void {
  message.content = content
  message.edited = true
  touch(crisp, conversation)
  emit(crisp, 'message:updated', conversation, { fingerprint: message.fingerprint, content })
}

export function removeMessage(crisp: Crisp, conversation: Conversation, message: Message): void {
  conversation.messages.splice(conversation.messages.indexOf(message), 1)
  touch(crisp, conversation)
  emit(crisp, 'message:removed', conversation, { fingerprint: message.fingerprint })
}

export interface Mark {
  /** Whose messages are marked: `user` by operators who read them, `operator` by the visitor. */
  from: Sender
  origin: string
  /** Without them, all. */
  fingerprints?: number[] | undefined
}

/** Marks messages as read; only what was unread is told. */
export function markRead(crisp: Crisp, conversation: Conversation, mark: Mark): void {
  const fingerprints = setMark(conversation, mark, 'read')
  if (mark.from === 'user') conversation.unread.operator = 0
  else conversation.unread.visitor = 0
  if (fingerprints.length === 0) return
  touch(crisp, conversation)
  const direction = mark.from === 'user' ? 'send' : 'received'
  const told = { origin: mark.origin, fingerprints }
  emit(crisp, `message:acknowledge:read:${direction}`, conversation, told)
}

export function markDelivered(crisp: Crisp, conversation: Conversation, mark: Mark): void {
  const fingerprints = setMark(conversation, mark, 'delivered')
  if (fingerprints.length === 0) return
  touch(crisp, conversation)
  emit(crisp, 'message:acknowledge:delivered', conversation, { origin: mark.origin, fingerprints })
}

function setMark(
  { messages }: Conversation,
  { from, origin, fingerprints }: Mark,
  name: 'read' | 'delivered',
): number[] {
  const marked = messages.filter(
    (message) =>
      message.from === from &&
      message[name] === undefined &&
      (fingerprints?.includes(message.fingerprint) ?? true),
  )
  for (const message of marked) message[name] = origin
  return marked.map(({ fingerprint }) => fingerprint)
}

export function markUnread(crisp: Crisp, conversation: Conversation, from: Sender): void {
  const last = conversation.messages.findLast((message) => message.from === from)
  if (!last) return
  delete last.read
  if (from === 'user') conversation.unread.operator = 1
  else conversation.unread.visitor = 1
  touch(crisp, conversation)
  const told = { origin: 'chat', fingerprints: [last.fingerprint] }
  const direction = from === 'user' ? 'send' : 'received'
  emit(crisp, `message:acknowledge:unread:${direction}`, conversation, told)
}

/** Somebody types, or stops; nothing is stored but the present state. */
export function compose(
  crisp: Crisp,
  conversation: Conversation,
  { from, type, excerpt, user_id }: Compose & { from: Sender; user_id?: string | undefined },
): void {
  const side = from === 'user' ? 'visitor' : 'operator'
  conversation.compose[side] = { type, ...(excerpt === undefined ? {} : { excerpt }) }
  const operator = websiteOf(crisp.store, conversation.website_id).operators.find(
    (each) => each.user_id === user_id,
  )
  emit(crisp, from === 'user' ? 'message:compose:send' : 'message:compose:receive', conversation, {
    ...conversation.compose[side],
    timestamp: crisp.now(),
    ...(operator ? { user: { user_id, nickname: operator.first_name, avatar: null } } : {}),
  })
}
