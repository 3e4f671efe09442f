import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { typed } from './types.ts'

const STATEMENTS = [
  `create table deal_stages (
    id :uuid primary key, name text not null, category text not null, standard text, position integer not null,
    created_at :instant not null)`,
  `create table deals (
    id :uuid primary key, customer_id :uuid not null references customers (id) on delete cascade,
    conversation_id :uuid references conversations (id) on delete set null,
    stage_id :uuid not null references deal_stages (id), category text not null,
    owner_id :uuid not null references users (id), title text not null, amount :bigcount not null,
    currency text not null, expected_on text, lost_reason text, moved_at :instant not null, closed_at :instant,
    version integer not null, created_at :instant not null, updated_at :instant not null)`,
  `create index deals_moved on deals (moved_at, id)`,
  `create index deals_category on deals (category, moved_at, id)`,
  `create index deals_stage on deals (stage_id, moved_at, id)`,
  `create index deals_owner on deals (owner_id, moved_at, id)`,
  `create index deals_owner_category on deals (owner_id, category, moved_at, id)`,
  `create index deals_owner_stage on deals (owner_id, stage_id, moved_at, id)`,
  `create index deals_customer on deals (customer_id, moved_at, id)`,
  `create index deals_conversation on deals (conversation_id) where conversation_id is not null`,
  // What the stages add up to can be read in an index alone.
  `create index deals_sums on deals (stage_id, currency, amount)`,
  `create index deals_customer_sums on deals (customer_id, category, stage_id, currency, amount)`,
  `create index deals_owner_sums on deals (owner_id, stage_id, currency, amount)`,
  `create table deal_moves (
    id :uuid primary key, deal_id :uuid not null references deals (id) on delete cascade,
    from_stage :json, to_stage :json not null, amount :bigcount not null, currency text not null,
    by_id :uuid not null references users (id), at :instant not null)`,
  `create index deal_moves_deal on deal_moves (deal_id, id)`,
  // What the stream says of a deleted customer's deals is found by their ids.
  `alter table forgotten_customers add column deal_ids :json not null default '[]'`,
]

const STAGES = [
  ['new', 'New', 'open'],
  ['qualified', 'Qualified', 'open'],
  ['proposal', 'Proposal', 'open'],
  ['won', 'Won', 'won'],
  ['lost', 'Lost', 'lost'],
] as const

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(typed(dialect, statement)).execute(db)
  for (const [index, [standard, name, category]] of STAGES.entries()) {
    const id = `019a0000-0000-7000-8000-00000000000${index + 1}`
    await sql`insert into deal_stages (id, name, category, standard, position, created_at)
      values (${id}, ${name}, ${category}, ${standard}, ${index}, '2026-12-04T00:00:00.000Z')`.execute(
      db,
    )
  }
}
