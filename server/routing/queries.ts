import { sql } from 'kysely'
import type { OpeningHours } from '../contract/chat-settings.ts'
import type { Team } from '../contract/routing.ts'
import { amongIds } from '../db/bulk.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { parseHours } from './hours.ts'
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

/** The team with this id and its own opening hours; undefined when there is none. */
export async function findTeam(
  db: Sql,
  id: string,
): Promise<{ id: string; hours: OpeningHours | null } | undefined> {
  if (!isId(id)) return undefined
  const team = await db
    .selectFrom('teams')
    .select(['id', 'hours'])
    .where('id', '=', id)
    .executeTakeFirst()
  return team && { ...team, hours: parseHours(team.hours) }
}

/** A team's own opening hours; null where it has none, or a conversation no team. */
export const ownHours = async (db: Sql, teamId: string | null): Promise<OpeningHours | null> =>
  (teamId === null ? undefined : await findTeam(db, teamId))?.hours ?? null

/** Every team with its members, by name. */
export async function listTeams(db: Sql): Promise<Team[]> {
  const teams = await db
    .selectFrom('teams')
    .select(['id', 'name', 'hours'])
    .orderBy('name')
    .limit(1_000)
    .execute()
  const members = await db
    .selectFrom('teamMembers')
    .innerJoin('users', 'users.id', 'teamMembers.userId')
    .select(['teamId', 'userId'])
    .where('role', '!=', 'customer')
    .orderBy('userId')
    .execute()
  const byTeam = Map.groupBy(members, (member) => member.teamId)
  return teams.map(({ hours, ...team }) => ({
    ...team,
    memberIds: byTeam.get(team.id)?.map((member) => member.userId) ?? [],
    hours: parseHours(hours),
  }))
}

// In plain text, so that each planner sees that an index holds them all.
const isOpen = sql<boolean>`status = 'open' and channel <> 'ticket' and snoozed_until is null`
const isPresent = sql<boolean>`is_present = 1`
const isQueued = sql<boolean>`status = 'open' and assignee_id is null and channel <> 'ticket' and snoozed_until is null`

/**
 * Who can take one more conversation, and of which teams: agents at a console, online, and not idle at every one of
 * them. `maxOpen` is for who has no capacity of their own.
 */
export async function findOpenings(db: Sql, maxOpen: number): Promise<Opening[]> {
  const rows = await db
    .selectFrom('users')
    .leftJoin('teamMembers', 'teamMembers.userId', 'users.id')
    .select(['users.id', 'users.name', 'users.capacity', 'users.lastAssignedAt', 'teamId'])
    .select((row) =>
      row
        .selectFrom('conversations')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('assigneeId', '=', 'users.id')
        .where(isOpen)
        .as('open'),
    )
    .where('role', '!=', 'customer')
    .where('isActive', '=', 1)
    .where(isPresent)
    .where('isIdle', '=', 0)
    .where('availability', '=', 'online')
    .orderBy('users.id')
    .execute()
  const openings = new Map<string, Opening>()
  for (const { id, name, lastAssignedAt, teamId, ...row } of rows) {
    const [open, capacity] = [row.open ?? 0, row.capacity ?? maxOpen]
    const known = openings.get(id) ?? { id, name, lastAssignedAt, open, capacity, teamIds: [] }
    if (teamId !== null) known.teamIds.push(teamId)
    openings.set(id, known)
  }
  return [...openings.values()].filter((agent) => agent.open < agent.capacity)
}

/**
 * The conversations that have waited longest for one of these teams or for anybody, longest first: before all where the
 * customer waits for an answer.
 */
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
    .orderBy(sql`waiting_since is null`)
    .orderBy(sql`coalesce(waiting_since, started_at)`)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Open conversations of an agent; what they snoozed stays theirs. */
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

/** Accounts that are no agents any more and still have open conversations. */
export async function goneWithOpen(db: Sql, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('users')
    .select('id')
    .where((row) => row.or([row('isActive', '=', 0), row('role', '=', 'customer')]))
    .where((row) =>
      row.exists(
        row
          .selectFrom('conversations')
          .select('conversations.id')
          .whereRef('assigneeId', '=', 'users.id')
          .where(isOpen),
      ),
    )
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}
