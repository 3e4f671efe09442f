import type { Tx } from '../db/transaction.ts'
import { saveChange } from './actions.ts'
import type { ConversationRow } from './queries.ts'
import { askWake } from './snooze.ts'
import type { Actor } from './tell.ts'

/** Whether a conversation is open, snoozed or closed, with what depends on it. */
export type Standing = Pick<
  ConversationRow,
  'status' | 'closedAt' | 'waitingSince' | 'lastActivityAt' | 'snoozedUntil' | 'returnedAt'
>

/** Puts a conversation back to where it stood, at its old place in the lists too. */
export async function restoreStanding(
  tx: Tx,
  row: ConversationRow,
  before: Standing,
  by: NonNullable<Actor>,
): Promise<ConversationRow> {
  const { snoozedUntil } = before
  if (snoozedUntil !== null) await askWake(tx, row.id, snoozedUntil)
  return saveChange(tx, { ...row, ...before }, { ...wayBack(row, before), by })
}

function wayBack(now: Standing, before: Standing) {
  if (now.status !== before.status)
    return before.status === 'closed'
      ? ({ change: 'closed', line: 'closed' } as const)
      : ({ change: 'reopened', line: 'reopened' } as const)
  return before.snoozedUntil === null
    ? ({ change: 'returned', line: 'returned' } as const)
    : ({ change: 'snoozed', line: `snoozed ${before.snoozedUntil}` } as const)
}

/** Whose a conversation is, by name where it is somebody's. */
export interface Holder {
  agent: { id: string; name: string } | null
  teamId: string | null
  passedBy: string | null
}

/** Gives a conversation back to who had it, the queue and the team included. */
export const restoreHolder = (
  tx: Tx,
  row: ConversationRow,
  { agent, teamId, passedBy }: Holder,
  by: NonNullable<Actor>,
): Promise<ConversationRow> =>
  saveChange(
    tx,
    {
      ...row,
      assigneeId: agent?.id ?? null,
      assigneeName: agent?.name ?? null,
      teamId,
      passedBy,
    },
    {
      change: teamId === row.teamId ? 'assigned' : 'transferred',
      by,
      line: agent === null ? 'unassigned' : `assigned ${agent.name}`,
    },
  )
