import type { Selectable } from 'kysely'
import type { Sql } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { CustomerTable } from './table.ts'

export type CustomerRow = Selectable<CustomerTable>

/** The customer with this id, or undefined. */
export const findCustomer = async (sql: Sql, id: string): Promise<CustomerRow | undefined> =>
  isId(id)
    ? sql.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined

/** The customer known by this e-mail address (lower case), whichever of the customer's addresses it is. */
export const findCustomerByEmail = (sql: Sql, email: string): Promise<CustomerRow | undefined> =>
  sql
    .selectFrom('customerIdentities')
    .innerJoin('customers', 'customers.id', 'customerIdentities.customerId')
    .selectAll('customers')
    .where('customerIdentities.kind', '=', 'email')
    .where('customerIdentities.value', '=', email)
    .executeTakeFirst()
