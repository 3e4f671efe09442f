import { setTimeout } from 'node:timers/promises'
import { findConversation } from '../conversations/index.ts'
import type { Database } from '../db/transaction.ts'
import { hasTaker } from '../routing/index.ts'

const LOOK_MS = 1_000
// After that long, whatever keeps the router from its work, people should know.
const MOST_LOOKS = 10

/** A conversation that nobody had when it started. */
export interface Started {
  id: string
  teamId: string | null
}

/** Whether a conversation stays in the queue, known once the router gives it to somebody or has nobody to give it to. */
export async function staysQueued(
  database: Database,
  { id, teamId }: Started,
  looks = 1,
): Promise<boolean> {
  // Before the look at the conversation: it may be what takes an agent's last room.
  const mayBeGiven = await hasTaker(database.sql, teamId)
  const row = await findConversation(database.sql, id)
  if (row?.status !== 'open' || row.assigneeId !== null) return false
  if (!mayBeGiven || looks === MOST_LOOKS) return true
  await setTimeout(LOOK_MS, undefined, { ref: false })
  return staysQueued(database, row, looks + 1)
}
