import type { Channel } from '../contract/conversations.ts'

/** What happened, of which reports are made. Each kind but the messages' changes how much is open: see `OPENS`. */
export type FactKind =
  | 'begun'
  | 'received'
  | 'replied'
  | 'first_reply'
  /** It became somebody's: of the one who has it now. `left` says who had it. */
  | 'assigned'
  /** Its team or tags changed, it went back to the queue, or it came back from a merge. */
  | 'moved'
  | 'left'
  | 'resolved'
  | 'reopened'
  | 'rated'

/** By how much a fact changes what is open of whose it is. */
export const OPENS: Partial<Record<FactKind, 1 | -1>> = {
  begun: 1,
  assigned: 1,
  moved: 1,
  reopened: 1,
  left: -1,
  resolved: -1,
}

/** A fact that stays as it was, whatever becomes of its conversation. A rating's score alone follows its change. */
export interface AnalyticsFactTable {
  kind: FactKind
  at: string
  id: number
  /** A conversation, or a ticket. */
  subjectId: string
  dimensionId: number
  /** How long it took, where that is a question: by the wall, and within opening hours. */
  wallMs: number | null
  businessMs: number | null
  score: number | null
}

/** Whose something was: every combination there has been, once. `tags` are ids, sorted, between commas. */
export interface AnalyticsDimensionTable {
  id: number
  key: string
  channel: Channel
  agentId: string | null
  teamId: string | null
  tags: string
}

/** The tags of each combination. */
export interface AnalyticsDimensionTagTable {
  dimensionId: number
  tagId: string
}

/** How far a conversation or the thread of a ticket is counted: what the next fact about it is measured from. */
export interface AnalyticsThreadTable {
  id: string
  subjectId: string
  channel: Channel
  agentId: string | null
  teamId: string | null
  tags: string
  isOpen: number
  /** From when its resolution is measured: its beginning, or when it was last reopened. */
  since: string
  askedAt: string | null
  answeredAt: string | null
  waitingSince: string | null
  ratedAt: string | null
  /** Messages of events up to this one were read from the thread itself. */
  rereadSeq: number
}
