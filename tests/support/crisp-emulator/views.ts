import { isPublic } from './messages.ts'
import { verificationsOf } from './verification.ts'
import type { Conversation, Message, Operator, Person, Website } from './shapes.ts'

const STATUS = { pending: 0, unresolved: 1, resolved: 2 } as const

/** A conversation as REST gives it. */
export function conversationView(conversation: Conversation): Record<string, unknown> {
  const { messages, assigned, state, updated_at, ...rest } = conversation
  const last = messages.findLast(isPublic)
  return {
    ...rest,
    state,
    status: STATUS[state],
    active: { now: conversation.availability === 'online', last: updated_at },
    last_message: last ? excerptOf(last) : '',
    ...(last ? { preview_message: previewOf(last) } : {}),
    ...(assigned ? { assigned: { user_id: assigned } } : {}),
    verifications: verificationsOf(conversation),
    updated_at,
  }
}

function previewOf(message: Message): Record<string, unknown> {
  const { type, from, fingerprint } = message
  return { type, from, fingerprint, excerpt: excerptOf(message) }
}

/** How a message reads in one line. */
function excerptOf({ type, content }: Message): string {
  if (typeof content === 'string') return content.slice(0, 120)
  const { text, name } = content as { text?: string; name?: string }
  return (text ?? name ?? type).slice(0, 120)
}

export function personView({ data: _data, ...person }: Person): Record<string, unknown> {
  return { ...person, segments: [], active: person.updated_at, score: 0 }
}

export function operatorView(operator: Operator): Record<string, unknown> {
  return { type: 'operator', details: { ...operator, avatar: null, timestamp: Date.now() } }
}

export function websiteView({ website_id, name, domain }: Website): Record<string, unknown> {
  return { website_id, name, domain, logo: null }
}
