import type { Selectable } from 'kysely'
import type { CustomerFilter, Segment } from '../contract/segments.ts'
import { type CustomerRow, holds } from '../customers/index.ts'
import { olderThan, type Place } from '../db/keyset.ts'
import type { Sql } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import { matchingCustomers } from './filter.ts'
import type { SegmentTable } from './table.ts'

export type SegmentRow = Selectable<SegmentTable>

export const viewSegment = ({ id, name, filter, createdAt }: SegmentRow): Segment => ({
  id,
  name,
  filter: JSON.parse(filter) as CustomerFilter,
  createdAt,
})

/** Every segment by name. */
export const listSegments = (sql: Sql): Promise<SegmentRow[]> =>
  sql.selectFrom('segments').selectAll().orderBy('nameKey').execute()

/** A segment; throws `segment_not_found`. */
export async function findSegment(sql: Sql, id: string): Promise<SegmentRow> {
  const row = isId(id)
    ? await sql.selectFrom('segments').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (!row) throw problem('segment_not_found')
  return row
}

/** Customers that match, newest first, from a place on. */
export const customersMatching = (
  sql: Sql,
  { filter, now, q }: { filter: CustomerFilter; now: Date; q?: string | undefined },
  from: Place | undefined,
  limit: number,
): Promise<CustomerRow[]> =>
  sql
    .selectFrom('customers')
    .selectAll()
    .where(matchingCustomers(filter, now, 'inOrder'))
    .$if(Boolean(q), (query) => query.where(holds('customers.searchText', q ?? '')))
    .where(olderThan(from, 'createdAt', 'id'))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** How many match, counted up to `most`. */
export async function countCustomersMatching(
  sql: Sql,
  { filter, now }: { filter: CustomerFilter; now: Date },
  most: number,
): Promise<{ count: number; hasMore: boolean }> {
  const some = sql
    .selectFrom('customers')
    .select('customers.id')
    .where(matchingCustomers(filter, now, 'counting'))
    .limit(most + 1)
  const { found } = await sql
    .selectFrom(some.as('some'))
    .select((row) => row.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()
  return { count: Math.min(found, most), hasMore: found > most }
}
