import type { CrispFact } from './facts.ts'
import { readMessage, readSession } from './payload.ts'

// What Crisp says, in its own shapes, for tests.

export const SITE = '7d1f5a64-2b43-4f0e-8a39-55f1c2a9e001'
export const STARTED = Date.UTC(2026, 10, 20, 9)

/** A text of the visitor; `more` says otherwise. */
export const said = (fingerprint: number, more: object = {}) => ({
  website_id: SITE,
  type: 'text',
  from: 'user',
  origin: 'chat',
  content: `message ${fingerprint}`,
  timestamp: STARTED + fingerprint,
  fingerprint,
  user: { nickname: 'Lena' },
  ...more,
})

export function messageFact(raw: object): CrispFact {
  const message = readMessage(raw, 'user')
  if (!message) throw new Error('no message')
  return { kind: 'message', message }
}

export const conversationOf = (sessionId: string, more: object = {}) => ({
  session_id: sessionId,
  website_id: SITE,
  state: 'unresolved',
  is_verified: false,
  meta: { nickname: 'Lena', email: 'lena@example.org', phone: '+4930123456' },
  created_at: STARTED,
  updated_at: STARTED + 1_000,
  ...more,
})

export function sessionFact(raw: object): CrispFact {
  const session = readSession(raw)
  if (!session) throw new Error('no conversation')
  return { kind: 'session', session }
}
