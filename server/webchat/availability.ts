import { sql } from 'kysely'
import type { OpeningHours } from '../contract/chat-settings.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { newChatsOf, ownHours } from '../routing/index.ts'
import { type ChatConfig, chatConfig } from '../settings/index.ts'
import { isOpen, opensAt } from './hours.ts'

/** Whether somebody can answer now, and if not, when; null when that is not known. */
export interface Availability {
  isOpen: boolean
  opensAt: Date | null
}

/** Who answers a chat: a team, or everybody (null), and when. */
export interface Answering {
  teamId: string | null
  hours: OpeningHours
  needsAgentOnline: boolean
}

/** Who answers new chats. */
export async function answeringNew(database: Database): Promise<Answering> {
  const { hours, needsAgentOnline } = await chatConfig(database)
  const team = await newChatsOf(database)
  return { teamId: team.teamId, hours: team.hours ?? hours, needsAgentOnline }
}

/** Who answers a chat that is a team's, or everybody's. */
export const answeringOf = async (
  db: Sql,
  { hours, needsAgentOnline }: ChatConfig,
  teamId: string | null,
): Promise<Answering> => ({
  teamId,
  hours: (await ownHours(db, teamId)) ?? hours,
  needsAgentOnline,
})

/** Whether they can answer at a moment, by their hours and, where the workspace wants it so, by who of them is there. */
export async function availabilityAt(
  db: Sql,
  { teamId, hours, needsAgentOnline }: Answering,
  at: Date,
): Promise<Availability> {
  if (!isOpen(hours, at)) return { isOpen: false, opensAt: opensAt(hours, at) }
  return { isOpen: !needsAgentOnline || (await isAnybodyThere(db, teamId)), opensAt: null }
}

/** Whether an agent is online, of this team or at all. */
export async function isAnybodyThere(db: Sql, teamId: string | null): Promise<boolean> {
  const someone = await db
    .selectFrom('users')
    .select('users.id')
    .$if(teamId !== null, (query) =>
      query
        .innerJoin('teamMembers', 'teamMembers.userId', 'users.id')
        .where('teamMembers.teamId', '=', teamId),
    )
    .where('role', '!=', 'customer')
    .where('isActive', '=', 1)
    // In plain text, so that SQLite's planner sees that an index holds them.
    .where(sql<boolean>`is_present = 1`)
    .where('isIdle', '=', 0)
    .where('availability', '=', 'online')
    .limit(1)
    .executeTakeFirst()
  return someone !== undefined
}
