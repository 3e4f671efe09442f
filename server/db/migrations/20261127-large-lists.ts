import { type Kysely, sql } from 'kysely'

// The threads of tickets are in no list of the inbox, however many there are.
const STATEMENTS = [
  `create index conversations_shown on conversations (status, last_activity_at, id) where channel <> 'ticket'`,
  `drop index conversations_inbox`,
  `create index conversations_held on conversations (assignee_id, status, last_activity_at, id)
    where channel <> 'ticket'`,
  `drop index conversations_assignee`,
  `create index conversations_open on conversations (status, assignee_id, snoozed_until)
    where status = 'open' and channel <> 'ticket'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
