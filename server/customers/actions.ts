import type { CreateCustomerBody, UpdateCustomerBody } from '../contract/customers.ts'
import { isUniqueViolation } from '../db/conflict.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { forgetActivities, recordActivity } from '../timeline/index.ts'
import { type CustomerRow, findCustomerByEmail, hasConversations, lockCustomer } from './queries.ts'
import { searchText } from './search.ts'
import { viewCustomer } from './view.ts'

const FIELDS = ['email', 'name', 'phone', 'company'] as const

/** A customer to be; one known by another identity may have no address. */
export type NewCustomer = Omit<CreateCustomerBody, 'email'> & { email: string | null }

/** Adds a customer; undefined when the e-mail address is taken, however many try at once. */
export async function insertCustomer(tx: Tx, body: NewCustomer): Promise<CustomerRow | undefined> {
  const { email, name, phone, company } = body
  const fields = { email, name, phone: phone || null, company: company || null }
  const row = await tx.sql
    .insertInto('customers')
    .values({
      id: newId(),
      ...fields,
      searchText: searchText(fields),
      mergedInto: null,
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  if (email !== null) await addEmailIdentity(tx, row.id, email)
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

const addEmailIdentity = (tx: Tx, customerId: string, value: string) =>
  tx.sql
    .insertInto('customerIdentities')
    .values({ id: newId(), customerId, kind: 'email', value, verified: 0, createdAt: tx.now })
    .execute()

/**
 * The customer of an e-mail address: the known one, of whom a stranger never changes anything, or a new one. Nobody
 * deletes them before the transaction ends.
 */
export async function customerForEmail(
  tx: Tx,
  visitor: CreateCustomerBody,
): Promise<{ customer: CustomerRow; isNew: boolean }> {
  const known = await lockByEmail(tx, visitor.email)
  if (known) return { customer: known, isNew: false }
  const created = await insertCustomer(tx, visitor)
  if (created) return { customer: created, isNew: true }
  // Somebody else's transaction created it between the look and the insert.
  const now = await lockByEmail(tx, visitor.email)
  if (!now) throw new Error('a customer exists without its e-mail identity')
  return { customer: now, isNew: false }
}

/** The customer of an e-mail address, for this transaction. */
export async function lockByEmail(tx: Tx, email: string): Promise<CustomerRow | undefined> {
  const found = await findCustomerByEmail(tx.sql, email)
  return found && lockCustomer(tx, found.id)
}

/** Creates a customer; throws `email_taken`. */
export const createCustomer = (
  database: Database,
  body: CreateCustomerBody,
): Promise<CustomerRow> =>
  database.transaction(async (tx) => {
    const isTaken = (await findCustomerByEmail(tx.sql, body.email)) !== undefined
    const row = isTaken ? undefined : await insertCustomer(tx, body)
    if (!row) throw problem('email_taken')
    return row
  })

/** Changes what is given; nothing new changes nothing. Throws `customer_not_found` or `email_taken`. */
export const updateCustomer = (
  database: Database,
  id: string,
  body: UpdateCustomerBody,
  byId: string,
): Promise<CustomerRow> =>
  database.transaction(async (tx) => {
    const before = await lockCustomer(tx, id)
    if (!before) throw problem('customer_not_found')
    const wanted = {
      email: body.email ?? before.email,
      name: body.name ?? before.name,
      phone: body.phone === undefined ? before.phone : body.phone || null,
      company: body.company === undefined ? before.company : body.company || null,
    }
    const changed = FIELDS.filter((field) => wanted[field] !== before[field])
    if (changed.length === 0) return before
    const after = { ...before, ...wanted, searchText: searchText(wanted), updatedAt: tx.now }
    await saveCustomer(tx, before, after)
    append(tx, {
      kind: 'customer.updated',
      refs: { customerId: after.id },
      body: { customer: viewCustomer(after) },
    })
    await recordActivity(tx, {
      customerId: after.id,
      type: 'customer_updated',
      description: `Customer updated: ${changed.join(', ')}`,
      metadata: { changed, byId },
    })
    return after
  })

async function saveCustomer(tx: Tx, before: CustomerRow, after: CustomerRow): Promise<void> {
  const { email, name, phone, company, updatedAt } = after
  const holder =
    email === null || email === before.email ? undefined : await findCustomerByEmail(tx.sql, email)
  if (holder && holder.id !== after.id) throw problem('email_taken')
  try {
    await tx.sql
      .updateTable('customers')
      .set({ email, name, phone, company, searchText: after.searchText, updatedAt })
      .where('id', '=', after.id)
      .execute()
    if (email !== null && email !== before.email && !holder) await moveEmail(tx, before, email)
  } catch (error) {
    // Taken by somebody else's transaction since we looked.
    throw isUniqueViolation(error) ? problem('email_taken') : error
  }
}

// Another address has not been verified, whatever the one before was.
async function moveEmail(tx: Tx, { id, email }: CustomerRow, value: string): Promise<void> {
  const moved = await tx.sql
    .updateTable('customerIdentities')
    .set({ value, verified: 0 })
    .where('customerId', '=', id)
    .where('kind', '=', 'email')
    .where('value', '=', email)
    .returning('id')
    .executeTakeFirst()
  if (!moved) await addEmailIdentity(tx, id, value)
}

// Whoever was merged into them has nothing left, and goes with them.
async function forgetMerged(tx: Tx, id: string): Promise<void> {
  const merged = await tx.sql
    .selectFrom('customers')
    .select('id')
    .where('mergedInto', '=', id)
    .execute()
  await tx.sql.deleteFrom('customerMerges').where('survivorId', '=', id).execute()
  for (const one of merged) {
    await forgetMerged(tx, one.id)
    await tx.sql.deleteFrom('customers').where('id', '=', one.id).execute()
  }
  await tx.sql.deleteFrom('customerMerges').where('mergedId', '=', id).execute()
}

/** Deletes a customer without chats or tickets, and their timeline; throws `customer_not_found` or `customer_in_use`. */
export const deleteCustomer = (database: Database, id: string): Promise<void> =>
  database.transaction(async (tx) => {
    // Who was merged is not deleted by the id they had: it is another's by now.
    if ((await lockCustomer(tx, id))?.id !== id) throw problem('customer_not_found')
    if (await hasConversations(tx.sql, id)) throw problem('customer_in_use')
    await forgetActivities(tx, id)
    await forgetMerged(tx, id)
    await tx.sql.deleteFrom('customers').where('id', '=', id).execute()
    append(tx, { kind: 'customer.deleted', refs: { customerId: id }, body: { id } })
  })
