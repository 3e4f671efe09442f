import { type Kysely, sql } from 'kysely'

/** The people of a company are counted in an index alone, whoever was merged into somebody else not among them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index customers_company_people on customers (company_id, merged_into)
    where company_id is not null and merged_into is null`.execute(db)
}
