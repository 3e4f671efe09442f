import type { Selectable } from 'kysely'
import type { CustomerField } from '../contract/customer-fields.ts'
import type { Sql } from '../db/transaction.ts'
import type { CustomerFieldTable } from './table.ts'

type FieldRow = Selectable<CustomerFieldTable>

/** A field as the contract shows it. */
export const viewField = (row: FieldRow): CustomerField => ({
  id: row.id,
  key: row.key,
  label: row.label,
  type: row.type,
  choices: JSON.parse(row.choices) as string[],
  isArchived: row.archivedAt !== null,
})

/** Every field, archived ones too, in the order they are shown. */
export async function listFields(sql: Sql): Promise<CustomerField[]> {
  const rows = await sql
    .selectFrom('customerFields')
    .selectAll()
    .orderBy('position')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(viewField)
}
