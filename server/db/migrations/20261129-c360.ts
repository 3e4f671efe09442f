import { type Kysely, sql } from 'kysely'

/** An edit of a company that somebody else has changed meanwhile is noticed, as one of a customer is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table companies add column version integer not null default 1`.execute(db)
}
