import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const STATEMENTS = [
  `create table tasks (
    id :uuid primary key, customer_id :uuid not null references customers (id) on delete cascade,
    conversation_id :uuid references conversations (id) on delete set null,
    ticket_id :uuid references tickets (id) on delete set null,
    title text not null, note text not null, due_at :instant, state text not null, placed_at :instant not null,
    assignee_id :uuid not null references users (id), created_by :uuid not null references users (id),
    done_at :instant, done_by :uuid references users (id), version integer not null,
    created_at :instant not null, updated_at :instant not null)`,
  `create index tasks_place on tasks (state, placed_at, id)`,
  `create index tasks_assignee on tasks (assignee_id, state, placed_at, id)`,
  `create index tasks_customer on tasks (customer_id, state, placed_at, id)`,
  `create index tasks_conversation on tasks (conversation_id) where conversation_id is not null`,
  `create index tasks_ticket on tasks (ticket_id) where ticket_id is not null`,
  // What agents were told of a deleted customer's tasks, and the stream says of them, is found by their ids.
  `alter table forgotten_customers add column task_ids :json not null default '[]'`,
]

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const text of STATEMENTS) await sql.raw(typed(dialect, text)).execute(db)
}
