import { z } from 'zod'
import { storable } from './texts.ts'

// Crisp may leave any field out, and add any: only what is needed is asked for, and all of it is kept.
const text = z.string().transform(storable).nullish().catch(null)
const whole = z.coerce.number().refine(Number.isSafeInteger)

const Author = z.looseObject({ nickname: text, user_id: text })
const Message = z.looseObject({
  fingerprint: whole,
  timestamp: whole.nullish().catch(null),
  type: z.string().catch('text'),
  from: z.enum(['user', 'operator']).nullish().catch(null),
  user: Author.nullish().catch(null),
  edited: z.boolean().nullish().catch(null),
  automated: z.boolean().nullish().catch(null),
  read: z.unknown().optional(),
  delivered: z.unknown().optional(),
  content: z.unknown().optional(),
})

/** A message as Crisp says it. */
export interface CrispMessage {
  fingerprint: number
  type: string
  from: 'user' | 'operator'
  author: { id: string | null; name: string | null }
  content: unknown
  timestamp: number
  isEdited: boolean
  isAutomated: boolean
  isRead: boolean
  isDelivered: boolean
  raw: object
}

/** Reads a message; undefined for what has no fingerprint or no time, or is none. */
export function readMessage(raw: unknown, from: 'user' | 'operator'): CrispMessage | undefined {
  const read = Message.safeParse(raw)
  if (!read.success || typeof raw !== 'object' || raw === null) return undefined
  const { data } = read
  // Where the time is left out the fingerprint tells it: milliseconds and two digits.
  const timestamp = data.timestamp ?? Math.floor(data.fingerprint / 100)
  if (!isTime(timestamp)) return undefined
  return {
    fingerprint: data.fingerprint,
    type: data.type,
    from: data.from ?? from,
    author: { id: data.user?.user_id ?? null, name: data.user?.nickname ?? null },
    content: data.content ?? '',
    timestamp,
    isEdited: data.edited === true,
    isAutomated: data.automated === true,
    isRead: Boolean(data.read),
    isDelivered: Boolean(data.delivered),
    raw,
  }
}

const LATEST = Date.UTC(9999, 0)
const isTime = (milliseconds: number) => milliseconds > 0 && milliseconds < LATEST

const time = whole.refine(isTime).nullish().catch(null)
const Session = z.looseObject({
  session_id: z.string().min(1),
  people_id: text,
  inbox_id: text,
  state: z.enum(['pending', 'unresolved', 'resolved']).nullish().catch(null),
  is_verified: z.boolean().nullish().catch(null),
  is_blocked: z.boolean().nullish().catch(null),
  verifications: z
    .array(z.looseObject({ identity: text }))
    .nullish()
    .catch(null),
  assigned: z.looseObject({ user_id: text }).nullish().catch(null),
  unread: z.looseObject({ operator: whole.nullish() }).nullish().catch(null),
  preview_message: z.looseObject({ fingerprint: whole.nullish() }).nullish().catch(null),
  meta: z.looseObject({ nickname: text, email: text, phone: text }).nullish().catch(null),
  created_at: time,
  updated_at: time,
})

/** A conversation as Crisp says it. */
export interface CrispSession {
  sessionId: string
  peopleId: string | null
  inboxId: string | null
  state: 'pending' | 'unresolved' | 'resolved' | null
  isBlocked: boolean
  /** Crisp itself has checked the address. */
  isEmailVerified: boolean
  operatorId: string | null
  /** How many of the visitor's messages no operator has read; null where it does not say. */
  unread: number | null
  lastFingerprint: number | null
  nickname: string | null
  email: string | null
  phone: string | null
  createdAt: number | null
  updatedAt: number
  raw: object
}

/** Reads a conversation; undefined for what is none. */
export function readSession(raw: unknown): CrispSession | undefined {
  const read = Session.safeParse(raw)
  if (!read.success || typeof raw !== 'object' || raw === null) return undefined
  const { data } = read
  const identities = data.verifications?.map(({ identity }) => identity)
  return {
    sessionId: data.session_id,
    peopleId: data.people_id ?? null,
    inboxId: data.inbox_id ?? null,
    state: data.state ?? null,
    isBlocked: data.is_blocked === true,
    isEmailVerified: data.is_verified === true && (identities?.includes('email') ?? false),
    operatorId: data.assigned?.user_id ?? null,
    unread: data.unread?.operator ?? null,
    lastFingerprint: data.preview_message?.fingerprint ?? null,
    nickname: data.meta?.nickname || null,
    email: data.meta?.email || null,
    phone: data.meta?.phone || null,
    createdAt: data.created_at ?? null,
    updatedAt: data.updated_at ?? data.created_at ?? 0,
    raw,
  }
}
