import type { CrispMessage, CrispSession } from './payload.ts'

/** One thing Crisp said of a conversation, whichever way it came. */
export type CrispFact =
  /** All Crisp knows of it, messages apart. */
  | { kind: 'session'; session: CrispSession }
  | { kind: 'message'; message: CrispMessage }
  | { kind: 'edited'; fingerprint: number; content: unknown }
  | { kind: 'removed'; fingerprint: number }
  | { kind: 'state'; state: string }
  | { kind: 'meta'; nickname?: string | null; email?: string | null; phone?: string | null }
  | { kind: 'routed'; operatorId: string | null }
  | { kind: 'inbox'; inboxId: string | null }
  /** What is shown of it as Crisp says it, and has no place of its own here. */
  | {
      kind: 'about'
      meta?: { subject?: string | null; segments?: string[] }
      participants?: unknown[]
    }
  | { kind: 'blocked'; isBlocked: boolean }
  | { kind: 'person'; peopleId: string }
  /** How far messages of one side have come at the other. */
  | { kind: 'mark'; what: 'got' | 'read'; of: 'visitor' | 'operator'; fingerprints: number[] }
  /** The conversation was deleted there. */
  | { kind: 'gone' }
  /** Something else of it changed: it is to be asked for. */
  | { kind: 'stale' }

/** What Crisp said of one conversation, to be taken in together. */
export interface Telling {
  websiteId: string
  sessionId: string
  facts: readonly CrispFact[]
  /** Brought in with its past: nobody is notified, and consoles are told once. */
  isPast: boolean
  /** The messages reach back to the first. */
  isWhole?: boolean
}
