import type { ConversationRow } from '../conversations/index.ts'
import type { Tx } from '../db/transaction.ts'
import { activeStaff, membersOf } from './queries.ts'

/** Whether a conversation still waits for somebody. */
export const isWaiting = (row: ConversationRow | undefined): row is ConversationRow =>
  row?.status === 'open' && row.assigneeId === null && row.snoozedUntil === null

/** Who can take a conversation of the queue: the members of its team, or everybody. */
export async function takersOf(tx: Tx, teamId: string | null): Promise<string[]> {
  const staff = (await activeStaff(tx.sql)).map(({ id }) => id)
  if (teamId === null) return staff
  const members = await membersOf(tx.sql, teamId)
  return staff.filter((id) => members.has(id))
}
