import { z } from 'zod'
import type { StreamEvent } from '../contract/events.ts'
import { assignConversations, lockConversations } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { lockUsers, type UserRow } from '../identity/index.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
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
  async (payload) =>
    handBackAll(database, Payload.parse(payload).agentId)

/** Asks for the conversations of agents who may have left while what they had was snoozed. */
export async function handBackOfReturned(
  database: Database,
  events: readonly StreamEvent[],
): Promise<void> {
  const agentIds = new Set(events.flatMap((event) => returnedTo(event) ?? []))
  if (agentIds.size === 0) return
  await database.transaction(async (tx) => {
    for (const agentId of agentIds) await askHandBack(tx, agentId)
  })
}

const returnedTo = ({ kind, body }: StreamEvent) =>
  kind === 'conversation.changed' && body.change === 'returned' && body.by === null
    ? body.conversation.assignee?.id
    : undefined

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
