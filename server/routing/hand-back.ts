import { z } from 'zod'
import { assignConversations, lockConversations } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { lockUsers, type UserRow } from '../identity/index.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
import type { NewEvent } from '../stream/index.ts'
import { goneWithOpen, openOf } from './queries.ts'
import { readRouting } from './settings.ts'

const BATCH = 50
const Payload = z.object({ agentId: z.string() })

/** The job that takes the conversations of an agent who went away back to the queue. */
export const HAND_BACK = 'handBack'

/** Whether an agent can be reached. Being away is no leaving. */
export const isThere = ({ isPresent, availability }: Pick<UserRow, 'isPresent' | 'availability'>) =>
  isPresent === 1 && availability !== 'offline'

/** Whether an account will answer no more: deactivated, or no agent's any longer. */
const isGone = ({ isActive, role }: Pick<UserRow, 'isActive' | 'role'>) =>
  isActive !== 1 || role === 'customer'

/**
 * Asks for an agent's conversations to be handed back, where the workspace wants that. `because` tells one cause from
 * another: a job that runs already may have looked before this one.
 */
export async function askHandBack(tx: Tx, agentId: string, because = ''): Promise<void> {
  if ((await readRouting(tx.sql)).whenAway !== 'hand_back') return
  await enqueue(tx, {
    kind: HAND_BACK,
    payload: { agentId },
    dedupeKey: `${HAND_BACK} ${agentId} ${because}`.trim(),
  })
}

/** Hands back the open conversations of an agent who is still away. */
export const handBack =
  (database: Database): JobHandler =>
  async (payload) =>
    handBackAll(database, Payload.parse(payload).agentId)

/** Asks for the conversations of agents who may have left while what they had was snoozed, as it comes back. */
export async function handBackReturned(tx: Tx, facts: readonly NewEvent[]): Promise<void> {
  for (const { kind, body } of facts) {
    if (kind !== 'conversation.changed' || body.change !== 'returned' || body.by !== null) continue
    const { id, assignee } = body.conversation
    if (assignee) await askHandBack(tx, assignee.id, id)
  }
}

/** Hands back what is still with accounts that will never answer it, whatever the workspace wants of those who are away. */
export async function handBackOfGone(database: Database): Promise<void> {
  for (const agentId of await goneWithOpen(database.sql, BATCH))
    await handBackAll(database, agentId)
}

async function handBackAll(database: Database, agentId: string): Promise<void> {
  for (;;) {
    const ids = await openOf(database.sql, agentId, BATCH)
    if (ids.length === 0) return
    if (!(await database.transaction((tx) => handBackThese(tx, agentId, ids)))) return
  }
}

async function handBackThese(tx: Tx, agentId: string, ids: string[]): Promise<boolean> {
  const rows = await lockConversations(tx, ids)
  const [agent] = await lockUsers(tx, [agentId])
  if (!agent || !(await mayHandBack(tx, agent))) return false
  const theirs = rows.filter((row) => row.assigneeId === agentId && row.status === 'open')
  await assignConversations(
    tx,
    theirs.map((row) => ({ row, to: null })),
    null,
  )
  return true
}

const mayHandBack = async (tx: Tx, agent: UserRow): Promise<boolean> =>
  isGone(agent) || (!isThere(agent) && (await readRouting(tx.sql)).whenAway === 'hand_back')
