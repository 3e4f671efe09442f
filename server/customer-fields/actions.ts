import type {
  CreateCustomerFieldBody,
  CustomerField,
  UpdateCustomerFieldBody,
} from '../contract/customer-fields.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { listFields, viewField } from './queries.ts'

// Archived ones count: their values are still there.
const MOST = 200

async function tell(tx: Tx): Promise<void> {
  append(tx, {
    kind: 'customerFields.changed',
    refs: {},
    body: { fields: await listFields(tx.sql) },
  })
}

/** Adds a field after the others; throws `field_key_taken` or `too_many_fields`. */
export const createField = (
  database: Database,
  { choices, type, ...body }: CreateCustomerFieldBody,
): Promise<CustomerField> =>
  database.transaction(async (tx) => {
    const count = (await listFields(tx.sql)).length
    if (count >= MOST) throw problem('too_many_fields')
    const row = await tx.sql
      .insertInto('customerFields')
      .values({
        id: newId(),
        ...body,
        type,
        choices: JSON.stringify(type === 'choice' ? choices : []),
        position: count,
        archivedAt: null,
        createdAt: tx.now,
      })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) throw problem('field_key_taken')
    await tell(tx)
    return viewField(row)
  })

/** Names a field anew, changes what can be chosen, archives it or brings it back; throws `customer_field_not_found`. */
export const updateField = (
  database: Database,
  id: string,
  { label, choices, isArchived }: UpdateCustomerFieldBody,
): Promise<CustomerField> =>
  database.transaction(async (tx) => {
    const before = await tx.sql
      .selectFrom('customerFields')
      .selectAll()
      .where('id', '=', id)
      .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst()
    if (!before) throw problem('customer_field_not_found')
    const after = {
      ...before,
      label: label ?? before.label,
      choices: choices && before.type === 'choice' ? JSON.stringify(choices) : before.choices,
      archivedAt: isArchived === undefined ? before.archivedAt : isArchived ? tx.now : null,
    }
    if (before.type === 'choice' && choices?.length === 0) refuseNothingToChoose()
    const columns = { label: after.label, choices: after.choices, archivedAt: after.archivedAt }
    await tx.sql.updateTable('customerFields').set(columns).where('id', '=', id).execute()
    await tell(tx)
    return viewField(after)
  })

function refuseNothingToChoose(): never {
  const message = 'a choice needs something to choose'
  throw problem('validation_failed', {
    issues: [{ code: 'custom', path: ['choices'], message, input: [] }],
  })
}

/** Puts the fields in an order; those that are not named follow in the order they had. */
export const orderFields = (database: Database, ids: readonly string[]): Promise<CustomerField[]> =>
  database.transaction(async (tx) => {
    const fields = await listFields(tx.sql)
    const named = ids.filter((id) => fields.some((field) => field.id === id))
    const order = [...new Set([...named, ...fields.map(({ id }) => id)])]
    for (const [position, id] of order.entries())
      await tx.sql.updateTable('customerFields').set({ position }).where('id', '=', id).execute()
    await tell(tx)
    return listFields(tx.sql)
  })
