import { type Kysely, sql } from 'kysely'

// One index of what a notification is about, for those that are read and those that are not: a notification is written
// for most messages, and each index is one more page of the log.
const STATEMENTS = [
  `create index notifications_subject on notifications (about_id, read_at, agent_id) where about_id is not null`,
  `drop index notifications_about`,
  `drop index notifications_about_any`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
