import type { Conversation, Message, Website } from './shapes.ts'

/** One message as everybody who mirrors this Crisp must have it. */
export type TrueMessage = Pick<
  Message,
  'fingerprint' | 'timestamp' | 'type' | 'from' | 'content'
> & { isRead: boolean }

/** One conversation as everybody who mirrors this Crisp must have it; messages oldest first. */
export interface TrueConversation {
  session_id: string
  state: Conversation['state']
  is_blocked: boolean
  assigned: string | null
  nickname: string
  email: string
  phone: string
  messages: TrueMessage[]
}

/** What there is on a website, in a form made for comparing; conversations by session id. */
export function truthOf({ conversations }: Website): TrueConversation[] {
  return [...conversations.values()].map(trueConversation).toSorted(bySession)
}

function trueConversation(conversation: Conversation): TrueConversation {
  const { session_id, state, is_blocked, assigned, meta, messages } = conversation
  const { nickname, email, phone } = meta
  return {
    session_id,
    state,
    is_blocked,
    assigned,
    nickname,
    email,
    phone,
    messages: messages.map(trueMessage),
  }
}

function trueMessage({ fingerprint, timestamp, type, from, content, read }: Message): TrueMessage {
  return { fingerprint, timestamp, type, from, content, isRead: read !== undefined }
}

function bySession(a: TrueConversation, b: TrueConversation): number {
  return a.session_id < b.session_id ? -1 : 1
}
