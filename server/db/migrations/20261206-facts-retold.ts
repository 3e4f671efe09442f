import { type Kysely, sql } from 'kysely'

// Nobody asks for all facts of one subject but who counts the messages of a thread of Crisp anew. The index of all
// subjects was a page of its own for every message. What is there already stays in it, so that no row is written anew.
const STATEMENTS = [
  `drop index analytics_facts_subject`,
  `alter table analytics_facts add column is_retold integer not null default 1`,
  `create index analytics_facts_retold on analytics_facts (subject_id) where is_retold = 1`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
