import type { CreateCustomerBody, UpdateCustomerBody } from '../contract/customers.ts'
import { amongIds } from '../db/bulk.ts'
import { isUniqueViolation } from '../db/conflict.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { forgetActivities } from '../timeline/index.ts'
import { belongingAfter } from './company.ts'
import { checkedFields, type FieldValues, indexFields } from './fields.ts'
import { forgetLater } from './forget.ts'
import { addEmailIdentity, insertCustomer } from './insert.ts'
import { type CustomerRow, findCustomerByEmail, hasConversations, lockCustomer } from './queries.ts'
import { changesBetween, recordChanges, revised, saveRevised } from './revise.ts'
import { forgetShownTo } from './shown.ts'
import { viewCustomer } from './view.ts'

/** Creates a customer; throws `email_taken` or `validation_failed`. */
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

/**
 * Changes what is given; nothing new changes nothing. Throws `customer_not_found`, `email_taken`, `validation_failed`,
 * or `customer_changed` where the change was made to an older version.
 */
export const updateCustomer = (
  database: Database,
  id: string,
  body: UpdateCustomerBody,
  byId: string,
): Promise<CustomerRow> =>
  database.transaction(async (tx) => {
    const before = await lockCustomer(tx, id)
    if (!before) throw problem('customer_not_found')
    const wanted = await wantedOf(tx, before, body)
    const changes = changesBetween(before, wanted)
    if (Object.keys(changes).length === 0) return before
    if (body.version !== undefined && body.version !== before.version)
      throw problem('customer_changed', { current: viewCustomer(before) })
    await refuseTaken(tx, before, wanted)
    const after = await saveRevised(tx, revised(tx, before, wanted))
    if (after.email !== null && after.email !== before.email)
      await moveEmail(tx, before, after.email)
    if (after.fields !== before.fields)
      await indexFields(tx, after.id, JSON.parse(after.fields) as FieldValues)
    await recordChanges(tx, after, changes, byId)
    return after
  })

async function wantedOf(tx: Tx, before: CustomerRow, body: UpdateCustomerBody) {
  const email = body.email ?? before.email
  const fields = JSON.parse(before.fields) as FieldValues
  const values = await checkedFields(tx, fields, body.fields)
  return {
    ...before,
    email,
    name: body.name ?? before.name,
    phone: body.phone === undefined ? before.phone : body.phone || null,
    ...(await belongingAfter(tx, before, { company: body.company, email })),
    fields: values === fields ? before.fields : JSON.stringify(values),
  }
}

async function refuseTaken(tx: Tx, before: CustomerRow, { email }: CustomerRow): Promise<void> {
  if (email === null || email === before.email) return
  const holder = await findCustomerByEmail(tx.sql, email)
  if (holder && holder.id !== before.id) throw problem('email_taken')
}

// Another address has not been verified, whatever the one before was; one that is theirs already stays beside it.
async function moveEmail(tx: Tx, { id, email }: CustomerRow, value: string): Promise<void> {
  if ((await findCustomerByEmail(tx.sql, value))?.id === id) return
  try {
    const moved = await tx.sql
      .updateTable('customerIdentities')
      .set({ value, verified: 0 })
      .where('customerId', '=', id)
      .where('kind', '=', 'email')
      .where('value', '=', email)
      .returning('id')
      .executeTakeFirst()
    if (!moved) await addEmailIdentity(tx, id, value)
  } catch (error) {
    // Taken by somebody else's transaction since we looked.
    throw isUniqueViolation(error) ? problem('email_taken') : error
  }
}

type Deleted = Pick<CustomerRow, 'id' | 'createdAt'>

// Whoever was merged into them has nothing left, and goes with them.
async function withMerged(tx: Tx, customer: Deleted): Promise<Deleted[]> {
  const gone = [customer]
  for (const { id } of gone)
    gone.push(
      ...(await tx.sql
        .selectFrom('customers')
        .select(['id', 'createdAt'])
        .where('mergedInto', '=', id)
        .execute()),
    )
  return gone
}

async function remove(tx: Tx, ids: readonly string[]): Promise<void> {
  const { dialect } = tx.database
  for (const column of ['survivorId', 'mergedId'] as const)
    await tx.sql
      .deleteFrom('customerMerges')
      .where(amongIds(dialect, column, ids))
      .execute()
  await forgetShownTo(tx, ids)
  // Whom somebody was merged into goes last.
  for (const id of ids.toReversed())
    await tx.sql.deleteFrom('customers').where('id', '=', id).execute()
}

/**
 * Deletes a customer without chats or tickets, with their timeline, what they were shown and what the stream said of
 * them; throws `customer_not_found` or `customer_in_use`.
 */
export const deleteCustomer = (database: Database, id: string): Promise<void> =>
  database.transaction(async (tx) => {
    // Who was merged is not deleted by the id they had: it is another's by now.
    const customer = await lockCustomer(tx, id)
    if (customer?.id !== id) throw problem('customer_not_found')
    if (await hasConversations(tx.sql, id)) throw problem('customer_in_use')
    const gone = await withMerged(tx, customer)
    await forgetLater(tx, gone)
    await forgetActivities(tx, id)
    await remove(
      tx,
      gone.map((one) => one.id),
    )
    append(tx, { kind: 'customer.deleted', refs: { customerId: id }, body: { id } })
  })
