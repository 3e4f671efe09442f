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
  /**
   * 1 where another system may tell anew what was said, so that it is found by its subject; and in all that was counted
   * before 0 was known.
   */
  isRetold: number
}

/**
 * The facts of a day in UTC that is over, added up; `open` by how much more was open at its end. A report over many
 * days reads these and not each fact; sums and values are of what a fact measures, by the wall and within opening hours.
 */
export interface AnalyticsDayTable {
  kind: FactKind | 'open'
  day: string
  dimensionId: number
  count: number
  valued: number
  wallSum: number
  businessSum: number
  /** Each value, so that quantiles stay exact: JSON in SQLite, an array in Postgres. */
  wallValues: unknown
  businessValues: unknown
}

/** A day in UTC that has facts and is not packed: these facts are read themselves. */
export interface AnalyticsLooseDayTable {
  day: string
  starts: string
  ends: string
}

/** When something is not over yet: later than anything. */
export const NOT_YET = '9999-12-31T23:59:59.999Z'

/** How long something was open with the same agent, team and tags; `untilAt` is `NOT_YET` for what still is. */
export interface AnalyticsStayTable {
  /** The number of the fact it began with. */
  id: number
  subjectId: string
  dimensionId: number
  fromAt: string
  untilAt: string
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
