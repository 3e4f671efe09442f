import { type Kysely, sql } from 'kysely'

// What is open with a customer is found among all that ever was.
const STATEMENTS = [
  `create index conversations_customer_status on conversations (customer_id, status, started_at)`,
  `drop index conversations_customer`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
