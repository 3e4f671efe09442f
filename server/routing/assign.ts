import {
  assignConversation,
  type ConversationRow,
  lockConversations,
} from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { lockUsers } from '../identity/index.ts'
import { choose, type Opening } from './policy.ts'
import { findOpenings, longestWaiting } from './queries.ts'
import { readRouting } from './settings.ts'

// Few at once: whoever writes in one of them waits for as long as this takes.
const BATCH = 20

/**
 * Gives conversations that have nobody to agents who can take them, longest-waiting first, until there are none or
 * nobody can. Any number of processes may do so at once.
 */
export async function assignWaiting(database: Database): Promise<void> {
  for (;;) {
    const { policy, maxOpen } = await readRouting(database.sql)
    if (policy === 'manual') return
    const openings = await findOpenings(database, maxOpen)
    if (openings.length === 0) return
    const room = openings.reduce((sum, agent) => sum + agent.capacity - agent.open, 0)
    const teamIds = openings.flatMap((agent) => agent.teamIds)
    const waiting = await longestWaiting(database, teamIds, Math.min(BATCH, room))
    if (waiting.length === 0) return
    const agentIds = openings.map((agent) => agent.id)
    await database.transaction((tx) => assignThese(tx, waiting, agentIds))
  }
}

/** Decides again on what was found once it is held: the conversations first, then the agents. */
async function assignThese(tx: Tx, waiting: string[], agentIds: string[]): Promise<void> {
  const rows = new Map((await lockConversations(tx, waiting)).map((row) => [row.id, row]))
  await lockUsers(tx, agentIds)
  const { policy, maxOpen } = await readRouting(tx.sql)
  const found = await findOpenings({ ...tx.database, sql: tx.sql }, maxOpen)
  // Who came only now is not held, and has the next turn.
  const openings = found.filter((agent) => agentIds.includes(agent.id))
  const turns = nextTurns(tx, openings)
  for (const id of waiting) {
    const row = rows.get(id)
    if (!row || row.status !== 'open' || row.assigneeId !== null) continue
    const agent = choose(policy, openings, row.teamId)
    if (agent) await give(tx, row, agent, turns())
  }
}

async function give(tx: Tx, row: ConversationRow, agent: Opening, at: string): Promise<void> {
  Object.assign(agent, { open: agent.open + 1, lastAssignedAt: at })
  await assignConversation(tx, row, { id: agent.id, name: agent.name }, null)
  await tx.sql.updateTable('users').set({ lastAssignedAt: at }).where('id', '=', agent.id).execute()
}

// Each turn a millisecond after the one before, so that several in one transaction keep their order.
function nextTurns(tx: Tx, openings: readonly Opening[]): () => string {
  let latest = Math.max(
    Date.parse(tx.now) - 1,
    ...openings.map(({ lastAssignedAt }) => Date.parse(lastAssignedAt ?? tx.now) || 0),
  )
  return () => new Date((latest += 1)).toISOString()
}
