import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

// What the chat said by itself, to whom, and what became of it. A row for each visitor and rule is what makes it once;
// the counters of a rule are counted from them, so that no row is everybody's.
const STATEMENTS = [
  `create table proactive_showings (
    id :uuid primary key, rule_id :uuid not null, visitor_id text not null, person text,
    customer_id :uuid references customers (id) on delete cascade, conversation_id :uuid,
    text text not null, shown_at :instant not null, opened_at :instant, answered_at :instant,
    unique (visitor_id, rule_id))`,
  `create unique index proactive_showings_person on proactive_showings (person, rule_id) where person is not null`,
  `create index proactive_showings_customer on proactive_showings (customer_id) where customer_id is not null`,
  `create index proactive_showings_counts on proactive_showings (rule_id, opened_at, answered_at)`,
  `create index conversations_visitor on conversations (visitor_id) where visitor_id is not null`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(typed(dialect, statement)).execute(db)
}
