import { sql } from 'kysely'
import type { Team } from '../contract/routing.ts'
import { amongIds } from '../db/bulk.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { Opening } from './policy.ts'

/** The team with this id, which cannot be deleted until the transaction ends; undefined when there is none. */
export const holdTeam = async (
  tx: Tx,
  id: string,
): Promise<{ id: string; name: string } | undefined> =>
  isId(id)
    ? tx.sql
        .selectFrom('teams')
        .select(['id', 'name'])
        .where('id', '=', id)
        .$if(tx.database.dialect === 'postgres', (query) => query.forKeyShare())
        .executeTakeFirst()
    : undefined

/** The team with this id, for this transaction alone; undefined when there is none. */
export const takeTeam = async (tx: Tx, id: string): Promise<{ id: string } | undefined> =>
  isId(id)
    ? tx.sql
        .selectFrom('teams')
        .select('id')
        .where('id', '=', id)
        .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
    : undefined

/** Every team with its members, by name. */
export async function listTeams(db: Sql): Promise<Team[]> {
  const teams = await db
    .selectFrom('teams')
    .select(['id', 'name'])
    .orderBy('name')
    .limit(1_000)
    .execute()
  const members = await db
    .selectFrom('teamMembers')
    .select(['teamId', 'userId'])
    .orderBy('userId')
    .execute()
  const byTeam = Map.groupBy(members, (member) => member.teamId)
  return teams.map((team) => ({
    ...team,
    memberIds: byTeam.get(team.id)?.map((member) => member.userId) ?? [],
  }))
}

/** Agents who are there and take conversations: at a console, online, and not idle at every one of them. */
const attending = (db: Sql) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'capacity', 'lastAssignedAt'])
    .where('role', '!=', 'customer')
    .where('isActive', '=', 1)
    .where('isPresent', '=', 1)
    .where('isIdle', '=', 0)
    .where('availability', '=', 'online')
    .orderBy('id')

// In plain text, so that each planner sees that the index of the queue, or of open conversations, holds them all.
const isOpen = sql<boolean>`status = 'open' and channel <> 'ticket'`
const isQueued = sql<boolean>`status = 'open' and assignee_id is null and channel <> 'ticket'`

/** Who can take one more conversation, and of which teams; `maxOpen` is for who has no capacity of their own. */
export async function findOpenings(
  { sql: db, dialect }: Pick<Database, 'sql' | 'dialect'>,
  maxOpen: number,
): Promise<Opening[]> {
  const agents = await attending(db).execute()
  const ids = agents.map((agent) => agent.id)
  if (ids.length === 0) return []
  const loads = await db
    .selectFrom('conversations')
    .select((row) => ['assigneeId', row.fn.countAll<number>().as('open')])
    .where(amongIds(dialect, 'assigneeId', ids))
    .where(isOpen)
    .groupBy('assigneeId')
    .execute()
  const open = new Map(loads.map((load) => [load.assigneeId, load.open]))
  const members = await db
    .selectFrom('teamMembers')
    .select(['teamId', 'userId'])
    .where(amongIds(dialect, 'userId', ids))
    .execute()
  const teams = Map.groupBy(members, (member) => member.userId)
  return agents
    .map(({ id, name, capacity, lastAssignedAt }) => ({
      id,
      name,
      lastAssignedAt,
      open: open.get(id) ?? 0,
      capacity: capacity ?? maxOpen,
      teamIds: teams.get(id)?.map((member) => member.teamId) ?? [],
    }))
    .filter((agent) => agent.open < agent.capacity)
}

/** The conversations that have waited longest for one of these teams or for anybody, longest first. */
export async function longestWaiting(
  { sql: db, dialect }: Pick<Database, 'sql' | 'dialect'>,
  teamIds: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where(isQueued)
    .where((row) =>
      row.or([row('teamId', 'is', null), amongIds(dialect, 'teamId', [...new Set(teamIds)])]),
    )
    .orderBy(sql`coalesce(waiting_since, started_at)`)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Open conversations of an agent. */
export async function openOf(db: Sql, agentId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('assigneeId', '=', agentId)
    .where(isOpen)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}
