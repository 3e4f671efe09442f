import type { Generated } from 'kysely'
import type { DifferenceKind } from '../contract/crisp-reconciliation.ts'

/** A website of Crisp, how it stands, and how far it has been read. Crisp's own times are milliseconds, as it gives them. */
export interface CrispWebsiteTable {
  websiteId: string
  name: string
  isEnabled: number
  /** The team new conversations go to; null is the common queue. */
  teamId: string | null
  /** JSON: other teams, by the id of a Crisp inbox. */
  inboxRules: string
  /** Everything that changed there before this is here. */
  watermark: number
  caughtUpAt: string | null
  lastEventAt: string | null
  /** From Crisp's time of the last live message to our commit of it. */
  lastLagMs: number | null
  lastError: string | null
  lastErrorAt: string | null
  backfill: 'none' | 'wanted' | 'running' | 'done'
  /** The last page of conversations that is here whole. */
  backfillPage: number
  /** Crisp's time of the oldest conversation on those pages; null before the first. */
  backfillReached: number | null
  /** About how many conversations there are; null until it is known. */
  backfillTotal: number | null
  backfillDone: number
  backfillMessages: number
  backfillRequests: number
  backfillStartedAt: string | null
  backfillEndedAt: string | null
  createdAt: string
}

/** A conversation as Crisp knows it; kept when it is removed there, so that nothing older brings it back. */
export interface CrispSessionTable {
  websiteId: string
  sessionId: string
  conversationId: string
  crispUpdatedAt: number
  crispCreatedAt: number | null
  state: string
  nickname: string | null
  email: string | null
  phone: string | null
  peopleId: string | null
  inboxId: string | null
  isBlocked: number
  /** To whom it is routed there. */
  operatorId: string | null
  /** JSON: what Crisp said of it last. */
  raw: string
  /** 1 when only events told of it so far, or told of what they did not contain: it is to be asked for. */
  isStale: number
  /** 1 when its messages are here back to the first. */
  isWalked: number
  removedAt: string | null
}

/** A message as Crisp knows it; kept without its content when it is removed, so that no replay brings it back. */
export interface CrispItemTable {
  websiteId: string
  sessionId: string
  fingerprint: number
  messageId: string | null
  type: string
  author: 'visitor' | 'operator'
  content: string
  sentAt: number
  /** JSON: all of it, as Crisp said it. */
  raw: string | null
  removedAt: string | null
}

export interface CrispOperatorTable {
  websiteId: string
  operatorId: string
  email: string
  name: string
}

/** What is to be said to Crisp, in the order of its conversation. */
export interface CrispOutboxTable {
  id: string
  websiteId: string
  sessionId: string
  conversationId: string
  messageId: string | null
  kind: 'message' | 'state' | 'assign' | 'read'
  body: string
  fingerprint: number | null
  attempts: number
  /** 1 when a try may have arrived all the same. */
  isUncertain: number
  runAt: string
  lastError: string | null
  /** Set when it is not tried again by itself. */
  failedAt: string | null
  createdAt: string
}

/** How many requests a day has cost so far. */
export interface CrispDayTable {
  day: string
  requests: number
}

/** What Crisp said and we could not place: kept for somebody to look at, never guessed. */
export interface CrispLostTable {
  id: string
  websiteId: string | null
  source: string
  reason: string
  raw: string
  at: string
}

/** Which process talks to Crisp, and what it last said of that. */
export interface CrispOwnerTable {
  name: string
  holder: string
  expiresAt: string
  /** JSON. */
  state: string
}

/** A comparison of a website with what we have of it, over some days by UTC (`YYYY-MM-DD`, both included). */
export interface CrispReconciliationTable {
  id: string
  websiteId: string
  fromDay: string
  toDay: string
  state: 'wanted' | 'running' | 'done' | 'failed'
  /** 1 once it was asked to repair what it found. */
  isRepairing: Generated<number>
  lastError: string | null
  createdAt: string
  endedAt: string | null
}

/** How many messages of a conversation each side has on a day. */
export interface CrispReconciledTable {
  reconciliationId: string
  sessionId: string
  day: string
  here: number
  there: number
}

/** What differed; `fingerprint` is 0 for a conversation. */
export interface CrispDifferenceTable {
  reconciliationId: string
  day: string
  sessionId: string
  fingerprint: number
  kind: DifferenceKind
  repairedAt: string | null
}
