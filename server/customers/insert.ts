import type { CreateCustomerBody } from '../contract/customers.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { companyAtFirst } from './company.ts'
import { checkedFields, type FieldValues, indexFields, stillFitting } from './fields.ts'
import { type CustomerRow, findCustomerByEmail, lockCustomer } from './queries.ts'
import { changesBetween, recordChanges } from './revise.ts'
import { searchText } from './search.ts'
import { viewCustomer } from './view.ts'

/** A customer to be; one known by another identity may have no address. */
export type NewCustomer = Omit<CreateCustomerBody, 'email'> & { email: string | null }

/** Adds a customer; undefined when the e-mail address is taken, however many try at once. */
export async function insertCustomer(tx: Tx, body: NewCustomer): Promise<CustomerRow | undefined> {
  const fields = await checkedFields(tx, {}, body.fields)
  const id = newId()
  const { companyId, companyBy, company } = await companyAtFirst(tx, { ...body, id })
  const shown = { email: body.email, name: body.name, phone: body.phone || null, company }
  const row = await tx.sql
    .insertInto('customers')
    .values({
      id,
      ...shown,
      companyId,
      companyBy,
      fields: JSON.stringify(fields),
      tagIds: '',
      searchText: searchText(shown),
      version: 1,
      mergedInto: null,
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  if (row.email !== null) await addEmailIdentity(tx, row.id, row.email)
  await indexFields(tx, row.id, fields)
  await tellCreated(tx, row)
  return row
}

async function tellCreated(tx: Tx, row: CustomerRow): Promise<void> {
  append(tx, {
    kind: 'customer.created',
    refs: { customerId: row.id },
    body: { customer: viewCustomer(row) },
  })
  await recordActivity(tx, {
    customerId: row.id,
    type: 'customer_created',
    description: 'Customer created',
    metadata: {},
  })
}

/** Writes down that an e-mail address is a customer's; somebody said so, which proves nothing. */
export const addEmailIdentity = (tx: Tx, customerId: string, value: string) =>
  tx.sql
    .insertInto('customerIdentities')
    .values({ id: newId(), customerId, kind: 'email', value, verified: 0, createdAt: tx.now })
    .execute()

/** Somebody by their own word. */
export interface Visitor extends Omit<CreateCustomerBody, 'fields'> {
  /** What they said for the workspace's own fields; what no longer fits its field is left out. */
  fields?: FieldValues
}

/**
 * The customer of an e-mail address: the known one, of whom a stranger never changes anything, or a new one. Nobody
 * deletes them before the transaction ends.
 */
export async function customerForEmail(
  tx: Tx,
  visitor: Visitor,
): Promise<{ customer: CustomerRow; isNew: boolean }> {
  const known = await lockByEmail(tx, visitor.email)
  if (known) return { customer: known, isNew: false }
  const created = await insertVisitor(tx, visitor)
  if (created) return { customer: created, isNew: true }
  // Somebody else's transaction created it between the look and the insert.
  const now = await lockByEmail(tx, visitor.email)
  if (!now) throw new Error('a customer exists without its e-mail identity')
  return { customer: now, isNew: false }
}

// Where a value comes from is told: nobody of the team wrote it.
async function insertVisitor(tx: Tx, visitor: Visitor): Promise<CustomerRow | undefined> {
  const fields = await stillFitting(tx, visitor.fields ?? {})
  const created = await insertCustomer(tx, { ...visitor, fields })
  if (!created) return undefined
  const said = changesBetween({ ...created, fields: '{}' }, created)
  if (Object.keys(said).length > 0) await recordChanges(tx, created, said, created.id)
  return created
}

/** The customer of an e-mail address, for this transaction. */
export async function lockByEmail(tx: Tx, email: string): Promise<CustomerRow | undefined> {
  const found = await findCustomerByEmail(tx.sql, email)
  return found && lockCustomer(tx, found.id)
}
