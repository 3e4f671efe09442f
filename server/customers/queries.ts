import type { Selectable } from 'kysely'
import { olderThan, type Place } from '../db/keyset.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { matches } from './search.ts'
import type { CustomerTable } from './table.ts'

export type CustomerRow = Selectable<CustomerTable>

/** The customer with this id, or whom the one with this id was merged into; undefined when there is none. */
export async function findCustomer(sql: Sql, id: string): Promise<CustomerRow | undefined> {
  if (!isId(id)) return undefined
  const row = await sql.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst()
  return row?.mergedInto ? findCustomer(sql, row.mergedInto) : row
}

/** The customer known by this e-mail address (lower case), whichever of the customer's addresses it is. */
export const findCustomerByEmail = (sql: Sql, email: string): Promise<CustomerRow | undefined> =>
  sql
    .selectFrom('customerIdentities')
    .innerJoin('customers', 'customers.id', 'customerIdentities.customerId')
    .selectAll('customers')
    .where('customerIdentities.kind', '=', 'email')
    .where('customerIdentities.value', '=', email)
    .executeTakeFirst()

/**
 * Takes a customer for this transaction: until it ends nobody deletes them, and what depends on their having nothing
 * yet happens one at a time. What only refers to them, as a new message's conversation does, need not wait. Whoever was
 * merged into another is that one. Undefined when there is none, or when they are being erased.
 */
export async function lockCustomer(tx: Tx, id: string): Promise<CustomerRow | undefined> {
  if (!isId(id)) return undefined
  const row = await tx.sql
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', id)
    .$if(tx.database.dialect === 'postgres', (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  if (row?.mergedInto) return lockCustomer(tx, row.mergedInto)
  return row && (await isBeingErased(tx, row.id)) ? undefined : row
}

/**
 * Whether a customer is being erased: nothing new may become theirs. Asked once they are held, in a statement of its
 * own, since the one that waited for them does not see what was committed meanwhile.
 */
export async function isBeingErased({ sql }: { sql: Sql }, id: string): Promise<boolean> {
  const row = await sql
    .selectFrom('erasures')
    .innerJoin('erasureSubjects', 'erasureSubjects.erasureId', 'erasures.id')
    .select('erasures.id')
    .where('erasures.doneAt', 'is', null)
    .where('erasureSubjects.kind', '=', 'customer')
    .where('erasureSubjects.subjectId', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** Customers, newest first: those that match, after a place or a number of rows. */
export const listCustomers = (
  sql: Sql,
  ask: {
    q: string | undefined
    companyId?: string | undefined
    from?: Place | undefined
    offset?: number
    limit: number
  },
): Promise<CustomerRow[]> =>
  sql
    .selectFrom('customers')
    .selectAll()
    .where('mergedInto', 'is', null)
    .where(matches(ask.q))
    .$if(ask.companyId !== undefined, (query) => query.where('companyId', '=', ask.companyId ?? ''))
    .where(olderThan(ask.from, 'createdAt', 'id'))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(ask.limit)
    .offset(ask.offset ?? 0)
    .execute()

/** How many customers match. */
export async function countCustomers(
  sql: Sql,
  q: string | undefined,
  companyId?: string,
): Promise<number> {
  const { count } = await sql
    .selectFrom('customers')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('mergedInto', 'is', null)
    .where(matches(q))
    .$if(companyId !== undefined, (query) => query.where('companyId', '=', companyId ?? ''))
    .executeTakeFirstOrThrow()
  return count
}

/** Whether a customer has any of these. */
export async function hasAny(
  sql: Sql,
  table: 'tasks' | 'deals',
  customerId: string,
): Promise<boolean> {
  const row = await sql
    .selectFrom(table)
    .select('id')
    .where('customerId', '=', customerId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a customer has any conversation; a ticket has one too, its own thread. */
export async function hasConversations(sql: Sql, customerId: string): Promise<boolean> {
  const row = await sql
    .selectFrom('conversations')
    .select('id')
    .where('customerId', '=', customerId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
