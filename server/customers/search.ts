import { sql } from 'kysely'
import { folded } from '../contract/text.ts'
import type { CustomerTable } from './table.ts'

type Searched = Pick<CustomerTable, 'name' | 'email' | 'phone' | 'company'>

/** What is kept beside a customer so that both databases find them alike. */
export const searchText = ({ name, email, phone, company }: Searched): string =>
  folded([name, email, phone, company].filter((field) => field !== null).join('\n'))

/** The condition that a customer matches what was typed; always true for nothing. */
export function matches(q: string | undefined) {
  return q ? holds('customers.searchText', q) : sql<boolean>`1 = 1`
}

/** The condition that a column of folded text holds what was typed. */
export function holds(column: string, q: string) {
  const pattern = `%${folded(q).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`
}
