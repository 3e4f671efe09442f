import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { mailDomain } from '../mail-domain.ts'
import { typed } from './types.ts'

/** How far the people of a company follow a change of it, and an index of those who may join by their domain. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const table = `create table company_settlings (
    company_id :uuid primary key references companies (id) on delete cascade, version integer not null,
    by_id :uuid not null, is_walking integer not null, walked_at :instant, walked_id :uuid,
    joined :bigcount not null, departed :bigcount not null, started_at :instant not null, ended_at :instant)`
  await sql.raw(typed(dialect, table)).execute(db)
  await sql`create index customers_domain on customers (${mailDomain(dialect, 'email')}, id)
    where company_id is null and company_by is null`.execute(db)
}
