import { sql } from 'kysely'
import type { CustomerTable } from './table.ts'

type Searched = Pick<CustomerTable, 'name' | 'email' | 'phone' | 'company'>

// Vietnamese is typed with and without its marks; `đ` is a letter of its own and has no decomposition.
const folded = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')

/** What is kept beside a customer so that both databases find them alike. */
export const searchText = ({ name, email, phone, company }: Searched): string =>
  folded([name, email, phone, company].filter((field) => field !== null).join('\n'))

/** The condition that a customer matches what was typed; always true for nothing. */
export function matches(q: string | undefined) {
  if (!q) return sql<boolean>`1 = 1`
  const pattern = `%${folded(q).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<boolean>`${sql.ref('customers.searchText')} like ${pattern} escape '\\'`
}
