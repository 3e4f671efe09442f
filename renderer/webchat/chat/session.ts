import { newId } from '../../text/ids.ts'
import type { Storage } from './storage.ts'

/** The chat this browser takes part in. */
export interface Session {
  sessionId: string
  sessionToken: string
  name: string
  /** Whose it is by the site's word: their id there. */
  sub?: string
}
/** Who the customer said they are; kept for the next chat. */
export interface Visitor {
  name: string
  email: string
}

export const SESSION_KEY = 'session'
export const VISITOR_KEY = 'visitor'
export const DRAFT_KEY = 'draft'
const VISITOR_ID_KEY = 'visitorId'

const isText = (value: unknown) => typeof value === 'string' && value !== ''

/** The session kept by this browser, if what is kept is one. */
export function keptSession(storage: Storage): Session | null {
  const kept = storage.get<Partial<Session>>(SESSION_KEY)
  const isWhole = isText(kept?.sessionId) && isText(kept?.sessionToken) && isText(kept?.name)
  return isWhole ? (kept as Session) : null
}

/** The visitor kept by this browser. */
export function keptVisitor(storage: Storage): Visitor {
  const { name, email } = storage.get<Partial<Visitor>>(VISITOR_KEY) ?? {}
  return { name: String(name ?? ''), email: String(email ?? '') }
}

/** What was written and not sent when the page went away. */
export const keptDraft = (storage: Storage) => String(storage.get(DRAFT_KEY) ?? '')

// The site's own pages may have changed what they keep for the chat; the server refuses anything else.
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** This browser's own id, made once. */
export function visitorIdOf(storage: Storage): string {
  const kept = storage.get<string>(VISITOR_ID_KEY)
  if (GUID.test(String(kept))) return String(kept)
  const visitorId = newId()
  void storage.write({ [VISITOR_ID_KEY]: visitorId })
  return visitorId
}
