import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// What was decided of a notification stands on its own row since.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from notification_steps where channel = 'none' and step in ('decided', 'withheld')`.execute(
    db,
  )
}
