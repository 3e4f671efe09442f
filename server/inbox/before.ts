import { isDeepStrictEqual } from 'node:util'
import type { ConversationRow, Standing } from '../conversations/index.ts'

/** What an act can change of a conversation, and what tells whether it was changed again. */
export interface Before extends Standing {
  assigneeId: string | null
  teamId: string | null
  passedBy: string | null
  tagIds: string
  headSeq: number
}

/** A conversation that an act changed. */
export interface Item {
  id: string
  before: Before
  after: Before
}

/** What is kept of a conversation. */
export const beforeOf = (row: ConversationRow): Before => ({
  assigneeId: row.assigneeId,
  teamId: row.teamId,
  passedBy: row.passedBy,
  tagIds: row.tagIds,
  headSeq: row.headSeq,
  status: row.status,
  closedAt: row.closedAt,
  waitingSince: row.waitingSince,
  lastActivityAt: row.lastActivityAt,
  snoozedUntil: row.snoozedUntil,
  returnedAt: row.returnedAt,
})

/** Whether an act did anything. */
export const changedBy = ({ before, after }: Item): boolean => !isDeepStrictEqual(before, after)
