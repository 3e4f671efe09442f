import type { CreateCustomerBody } from '../contract/customers.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { append } from '../stream/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { type CustomerRow, findCustomerByEmail } from './queries.ts'
import { viewCustomer } from './view.ts'

/** Adds a customer; undefined when the e-mail address is taken, however many try at once. */
export async function insertCustomer(
  tx: Tx,
  body: CreateCustomerBody,
): Promise<CustomerRow | undefined> {
  const row = await tx.sql
    .insertInto('customers')
    .values({
      id: newId(),
      email: body.email,
      name: body.name,
      phone: body.phone || null,
      company: body.company || null,
      mergedInto: null,
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  await tx.sql
    .insertInto('customerIdentities')
    .values({
      id: newId(),
      customerId: row.id,
      kind: 'email',
      value: body.email,
      verified: 0,
      createdAt: tx.now,
    })
    .execute()
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
  return row
}

/**
 * The customer of an e-mail address: the known one, whose stored name a stranger never changes, or a new one.
 */
export async function customerForEmail(
  tx: Tx,
  visitor: { email: string; name: string },
): Promise<{ customer: CustomerRow; isNew: boolean }> {
  const known = await findCustomerByEmail(tx.sql, visitor.email)
  if (known) return { customer: known, isNew: false }
  const created = await insertCustomer(tx, visitor)
  if (created) return { customer: created, isNew: true }
  // Somebody else's transaction created it between the look and the insert.
  const now = await findCustomerByEmail(tx.sql, visitor.email)
  if (!now) throw new Error('a customer exists without its e-mail identity')
  return { customer: now, isNew: false }
}
