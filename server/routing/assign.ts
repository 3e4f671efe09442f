import {
  assignConversations,
  type ConversationRow,
  lockConversations,
} from '../conversations/index.ts'
import { updateRows } from '../db/bulk.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { lockUsers } from '../identity/index.ts'
import { choose, type Opening } from './policy.ts'
import { findOpenings, longestWaiting } from './queries.ts'
import { readRouting } from './settings.ts'

// Few at once: whoever writes in one of them waits for as long as this takes.
const BATCH = 20
const TURNS = { table: 'users', columns: ['lastAssignedAt'] }

/**
 * Gives conversations that have nobody to agents who can take them, longest-waiting first, until there are none or
 * nobody can. Any number of processes may do so at once.
 */
export async function assignWaiting(database: Database): Promise<void> {
  for (let hasMore = true; hasMore;) hasMore = await database.transaction(assignSome)
}

// All on one connection: where many wait for one, each that is asked for would be a wait of its own.
async function assignSome(tx: Tx): Promise<boolean> {
  const { policy, maxOpen } = await readRouting(tx.sql)
  if (policy === 'manual') return false
  const openings = await findOpenings(tx.sql, maxOpen)
  if (openings.length === 0) return false
  const room = openings.reduce((sum, agent) => sum + agent.capacity - agent.open, 0)
  const teamIds = openings.flatMap((agent) => agent.teamIds)
  const { dialect } = tx.database
  const waiting = await longestWaiting({ sql: tx.sql, dialect }, teamIds, Math.min(BATCH, room))
  if (waiting.length === 0) return false
  const agentIds = openings.map((agent) => agent.id)
  await assignThese(tx, waiting, agentIds)
  return true
}

/** Whether the workspace's policy has somebody to give a conversation of a team (null: of everybody) to. */
export async function hasTaker(sql: Sql, teamId: string | null): Promise<boolean> {
  const { policy, maxOpen } = await readRouting(sql)
  if (policy === 'manual') return false
  return choose(policy, await findOpenings(sql, maxOpen), { teamId, passedBy: null }) !== undefined
}

/** Decides again on what was found once it is held: the conversations first, then the agents. */
async function assignThese(tx: Tx, waiting: string[], agentIds: string[]): Promise<void> {
  const rows = new Map((await lockConversations(tx, waiting)).map((row) => [row.id, row]))
  await lockUsers(tx, agentIds)
  const { policy, maxOpen } = await readRouting(tx.sql)
  // Who came only now is not held, and has the next turn.
  const openings = (await findOpenings(tx.sql, maxOpen)).filter((agent) =>
    agentIds.includes(agent.id),
  )
  const turn = nextTurns(tx, openings)
  const given: Array<{ row: ConversationRow; to: Opening }> = []
  for (const id of waiting) {
    const row = rows.get(id)
    if (!row || row.status !== 'open' || row.assigneeId !== null || row.snoozedUntil !== null)
      continue
    const to = choose(policy, openings, row)
    if (!to) continue
    Object.assign(to, { open: to.open + 1, lastAssignedAt: turn() })
    given.push({ row, to })
  }
  await assignConversations(tx, given, null)
  const agents = [...new Set(given.map(({ to }) => to))]
  await updateRows(tx.sql, tx.database.dialect, TURNS, agents)
}

// Each turn a millisecond after the one before, so that several in one transaction keep their order.
function nextTurns(tx: Tx, openings: readonly Opening[]): () => string {
  let latest = Math.max(
    Date.parse(tx.now) - 1,
    ...openings.map(({ lastAssignedAt }) => Date.parse(lastAssignedAt ?? tx.now)),
  )
  return () => new Date((latest += 1)).toISOString()
}
