import { type Kysely, sql } from 'kysely'

// The shared canned replies, and each agent's own, are read in order.
const INDEXES = [
  `create index canned_replies_shared on canned_replies (uses desc, title, id) where owner_id is null`,
  `create index canned_replies_own on canned_replies (owner_id, uses desc, title, id)
    where owner_id is not null`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const index of INDEXES) await sql.raw(index).execute(db)
}
