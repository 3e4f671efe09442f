import { sql } from 'kysely'
import type { Database, Sql } from '../db/transaction.ts'
import { type ChatConfig, chatConfig } from '../settings/index.ts'
import { isOpen, opensAt } from './hours.ts'

/** Whether somebody can answer now, and if not, when; null when that is not known. */
export interface Availability {
  isOpen: boolean
  opensAt: Date | null
}

/** Whether the chat is open, by its hours and, where the workspace wants it so, by who is there. */
export async function availability(database: Database): Promise<Availability> {
  const config = await chatConfig(database)
  return availabilityAt(database.sql, config, database.clock.now())
}

/** The same for settings and a moment at hand. */
export async function availabilityAt(
  db: Sql,
  { hours, needsAgentOnline }: ChatConfig,
  at: Date,
): Promise<Availability> {
  if (!isOpen(hours, at)) return { isOpen: false, opensAt: opensAt(hours, at) }
  return { isOpen: !needsAgentOnline || (await isAnybodyThere(db)), opensAt: null }
}

async function isAnybodyThere(db: Sql): Promise<boolean> {
  const someone = await db
    .selectFrom('users')
    .select('id')
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
