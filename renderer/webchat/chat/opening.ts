import { newId } from '../../text/ids.ts'
import type { Visitor } from './session.ts'
import type { Storage } from './storage.ts'

export const START_KEY = 'start'

/** What is asked for when a chat is to start. */
export interface StartRequest {
  visitor: Visitor
  /** Answers of the form by their questions' keys. */
  fields?: Record<string, string>
  /** A first message that comes with it. */
  content?: string
  /** Nobody is there: the message becomes a ticket. */
  isAway?: boolean
  /** What the chat had said by itself. */
  proactiveId?: string | undefined
}

/** A start under way. Kept until it is decided, so that however often it is tried, one chat comes of it. */
export interface Opening extends StartRequest {
  clientSessionId: string
  clientMessageId: string
  at: number
}

/** The ids of a start are made once; a first message that was changed meanwhile is another message. */
export function openingOf(storage: Storage, request: StartRequest): Opening {
  const kept = storage.get<Partial<Opening> | string>(START_KEY)
  const before = typeof kept === 'string' ? { clientSessionId: kept } : kept
  const isSame = before?.clientMessageId !== undefined && before.content === request.content
  return {
    ...request,
    clientSessionId: before?.clientSessionId ?? newId(),
    clientMessageId: (isSame && before.clientMessageId) || newId(),
    at: Date.now(),
  }
}

/** A start with a message that was under way when the page went away. */
export function keptOpening(storage: Storage): Opening | null {
  const kept = storage.get<Partial<Opening>>(START_KEY)
  const isWhole = [kept?.clientSessionId, kept?.clientMessageId, kept?.content].every(
    (value) => typeof value === 'string' && value !== '',
  )
  return isWhole && kept?.visitor ? (kept as Opening) : null
}
