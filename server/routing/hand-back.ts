import { z } from 'zod'
import { assignConversations, lockConversations } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { lockUsers, type UserRow } from '../identity/index.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
import { openOf } from './queries.ts'
import { readRouting } from './settings.ts'

const BATCH = 50
const Payload = z.object({ agentId: z.string() })

/** The job that takes the conversations of an agent who went away back to the queue. */
export const HAND_BACK = 'handBack'

/** Whether an agent can be reached. Being away is no leaving. */
export const isThere = ({ isPresent, availability }: Pick<UserRow, 'isPresent' | 'availability'>) =>
  isPresent === 1 && availability !== 'offline'

/** Asks for an agent's conversations to be handed back, where the workspace wants that. */
export async function askHandBack(tx: Tx, agentId: string): Promise<void> {
  if ((await readRouting(tx.sql)).whenAway !== 'hand_back') return
  await enqueue(tx, {
    kind: HAND_BACK,
    payload: { agentId },
    dedupeKey: `${HAND_BACK} ${agentId}`,
  })
}

/** Hands back the open conversations of an agent who is still away. */
export const handBack =
  (database: Database): JobHandler =>
  async (payload) => {
    const { agentId } = Payload.parse(payload)
    for (;;) {
      const ids = await openOf(database.sql, agentId, BATCH)
      if (ids.length === 0) return
      if (!(await database.transaction((tx) => handBackThese(tx, agentId, ids)))) return
    }
  }

async function handBackThese(tx: Tx, agentId: string, ids: string[]): Promise<boolean> {
  const rows = await lockConversations(tx, ids)
  const [agent] = await lockUsers(tx, [agentId])
  if (!agent || isThere(agent)) return false
  if ((await readRouting(tx.sql)).whenAway !== 'hand_back') return false
  const theirs = rows.filter((row) => row.assigneeId === agentId && row.status === 'open')
  await assignConversations(
    tx,
    theirs.map((row) => ({ row, to: null })),
    null,
  )
  return true
}
