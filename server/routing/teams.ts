import type { z } from 'zod'
import type { OpeningHours } from '../contract/chat-settings.ts'
import type { Team, TeamBody } from '../contract/routing.ts'
import { lockConversations } from '../conversations/index.ts'
import { amongIds, insertRows } from '../db/bulk.ts'
import { isUniqueViolation } from '../db/conflict.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { writeSettings } from '../settings/index.ts'
import { append } from '../stream/index.ts'
import { parseHours } from './hours.ts'
import { holdTeam, takeTeam } from './queries.ts'
import { forgetNewChats, readRouting } from './settings.ts'
import type { TeamTable } from './table.ts'

const BATCH = 500
const MEMBERS = { table: 'team_members', columns: ['teamId', 'userId'] }

/** Creates a team; throws `team_name_taken` or `agent_not_found`. */
export const createTeam = (database: Database, body: z.output<typeof TeamBody>): Promise<Team> =>
  database.transaction(async (tx) => {
    const team = await tx.sql
      .insertInto('teams')
      .values({ id: newId(), name: body.name, hours: stored(body.hours), createdAt: tx.now })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning(['id', 'name', 'hours'])
      .executeTakeFirst()
    if (!team) throw problem('team_name_taken')
    return setMembers(tx, team, body.memberIds)
  })

const stored = (hours: OpeningHours | null = null): string | null => hours && JSON.stringify(hours)

/**
 * Names a team anew, says who is in it and, where that is given, when they answer; throws `team_not_found`,
 * `team_name_taken` or `agent_not_found`.
 */
export const updateTeam = (
  database: Database,
  id: string,
  { name, memberIds, hours }: z.output<typeof TeamBody>,
): Promise<Team> =>
  database.transaction(async (tx) => {
    if (!(await takeTeam(tx, id))) throw problem('team_not_found')
    const team = await change(tx, id, {
      name,
      ...(hours !== undefined && { hours: stored(hours) }),
    })
    await tx.sql.deleteFrom('teamMembers').where('teamId', '=', team.id).execute()
    forgetNewChats(tx)
    return setMembers(tx, team, memberIds)
  })

/** Deletes a team; its conversations, and new chats that would have gone to it, are everybody's. */
export async function deleteTeam(database: Database, id: string): Promise<void> {
  await database.transaction((tx) => sendNewChatsElsewhere(tx, id))
  let isDeleted = false
  while (!isDeleted) isDeleted = await database.transaction((tx) => deleteIfEmpty(tx, id))
}

type TeamRow = Pick<TeamTable, 'id' | 'name' | 'hours'>

async function change(tx: Tx, id: string, to: Partial<Omit<TeamRow, 'id'>>): Promise<TeamRow> {
  try {
    return await tx.sql
      .updateTable('teams')
      .set(to)
      .where('id', '=', id)
      .returning(['id', 'name', 'hours'])
      .executeTakeFirstOrThrow()
  } catch (error) {
    throw isUniqueViolation(error) ? problem('team_name_taken') : error
  }
}

async function setMembers(
  tx: Tx,
  { id, name, hours }: TeamRow,
  wanted: readonly string[],
): Promise<Team> {
  const memberIds = [...new Set(wanted)].toSorted()
  if ((await countStaff(tx, memberIds)) !== memberIds.length) throw problem('agent_not_found')
  const rows = memberIds.map((userId) => ({ teamId: id, userId }))
  await insertRows(tx.sql, tx.database.dialect, MEMBERS, rows)
  const team = { id, name, memberIds, hours: parseHours(hours) }
  append(tx, { kind: 'team.changed', refs: {}, body: { team } })
  return team
}

// Who is deactivated stays in their teams, and gets nothing there.
async function countStaff(tx: Tx, ids: readonly string[]): Promise<number> {
  const { count } = await tx.sql
    .selectFrom('users')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where(amongIds(tx.database.dialect, 'id', ids))
    .where('role', '!=', 'customer')
    .executeTakeFirstOrThrow()
  return count
}

async function sendNewChatsElsewhere(tx: Tx, id: string): Promise<void> {
  if (!(await holdTeam(tx, id))) throw problem('team_not_found')
  const routing = await readRouting(tx.sql)
  if (routing.teamId !== id) return
  await writeSettings(tx, { routing: { ...routing, teamId: null } })
  forgetNewChats(tx)
}

// Few conversations at a time, taken like everywhere in the order of their ids, so that no chat waits for long.
async function deleteIfEmpty(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.sql
    .selectFrom('conversations')
    .select('id')
    .where('teamId', '=', id)
    .limit(BATCH)
    .execute()
  const ids = found.map((row) => row.id)
  await lockConversations(tx, ids)
  await tx.sql
    .updateTable('conversations')
    .set({ teamId: null })
    .where(amongIds(tx.database.dialect, 'id', ids))
    .where('teamId', '=', id)
    .execute()
  // Whoever holds the team now may have given it one more; nobody can from here on.
  if (!(await takeTeam(tx, id))) return true
  const late = await tx.sql
    .selectFrom('conversations')
    .select('id')
    .where('teamId', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (late) return false
  await tx.sql.deleteFrom('teams').where('id', '=', id).execute()
  append(tx, { kind: 'team.deleted', refs: {}, body: { id } })
  return true
}
