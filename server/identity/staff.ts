import type { Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import type { UserRow } from './queries.ts'
import { viewAgent } from './view.ts'

/** Tells every console of an account of the staff, as it is now. */
export const tellStaff = (tx: Tx, user: UserRow): void =>
  append(tx, {
    kind: 'agent.changed',
    refs: { agentId: user.id },
    body: { agent: viewAgent(user) },
  })

/** Keeps whether an agent is there; every console hears of what it can see. The caller holds the account. */
export async function saveAttendance(
  tx: Tx,
  before: UserRow,
  now: Pick<UserRow, 'availability' | 'isPresent' | 'isIdle'>,
): Promise<UserRow> {
  const after = { ...before, ...now }
  const { availability, isPresent, isIdle } = after
  if (
    availability === before.availability &&
    isPresent === before.isPresent &&
    isIdle === before.isIdle
  )
    return before
  await tx.sql
    .updateTable('users')
    .set({ availability, isPresent, isIdle })
    .where('id', '=', before.id)
    .execute()
  const [seen, sees] = [viewAgent(before), viewAgent(after)]
  if (seen.availability !== sees.availability || seen.isPresent !== sees.isPresent)
    tellStaff(tx, after)
  return after
}
