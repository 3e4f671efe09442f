import { joined, type Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { deleteCustomer, updateCustomer } from './actions.ts'
import { lockByIdentity } from './channel.ts'
import { insertCustomer, lockByEmail } from './insert.ts'
import { type CustomerRow, findCustomerByEmail, hasAny, hasConversations } from './queries.ts'

/** Somebody as another system we trust knows them; `externalId` is theirs there. */
export interface Person {
  externalId: string
  email: string | null
  name: string
  phone: string | null
  company: string | null
}

/**
 * The customer who is this person: known by the id, else by the address unless that is already another person's, else a
 * new one. Fills in what was empty, overwrites nothing. Nobody deletes them before the transaction ends.
 */
export async function customerForPerson(
  tx: Tx,
  person: Person,
): Promise<{ customer: CustomerRow; isNew: boolean }> {
  const known = await lockByIdentity(tx, { kind: 'external', value: person.externalId })
  if (known) return { customer: await filled(tx, known, person), isNew: false }
  const holder = person.email === null ? undefined : await lockByEmail(tx, person.email)
  const same = holder && !(await hasExternalId(tx, holder.id)) ? holder : undefined
  const { externalId: _, ...fields } = person
  const customer = same ?? (await insertCustomer(tx, { ...fields, ...(holder && { email: null }) }))
  // Somebody else's transaction took the address since we looked; the next try finds them.
  if (!customer) return customerForPerson(tx, person)
  await addIdentity(tx, customer.id, person)
  return { customer: same ? await filled(tx, same, person) : customer, isNew: !same }
}

async function hasExternalId(tx: Tx, customerId: string): Promise<boolean> {
  const found = await tx.sql
    .selectFrom('customerIdentities')
    .select('id')
    .where('customerId', '=', customerId)
    .where('kind', '=', 'external')
    .executeTakeFirst()
  return found !== undefined
}

// The address was proven with the id.
async function addIdentity(
  tx: Tx,
  customerId: string,
  { externalId, email }: Person,
): Promise<void> {
  const own = { id: newId(), customerId, verified: 1, createdAt: tx.now }
  await tx.sql
    .insertInto('customerIdentities')
    .values({ ...own, kind: 'external', value: externalId })
    .execute()
  if (email === null) return
  await tx.sql
    .updateTable('customerIdentities')
    .set({ verified: 1 })
    .where('customerId', '=', customerId)
    .where('kind', '=', 'email')
    .where('value', '=', email)
    .execute()
}

async function filled(tx: Tx, customer: CustomerRow, person: Person): Promise<CustomerRow> {
  const { id, phone, company, companyBy } = customer
  const isFree =
    customer.email === null &&
    person.email !== null &&
    (await findCustomerByEmail(tx.sql, person.email)) === undefined
  const empty = {
    ...(isFree && { email: person.email ?? '' }),
    ...(phone === null && person.phone !== null && { phone: person.phone }),
    // Whoever took them out of their company by hand knows better than the site.
    ...(company === null &&
      companyBy === null &&
      person.company !== null && { company: person.company }),
  }
  return updateCustomer(joined(tx), id, empty, id)
}

/**
 * Removes a customer of whom there was only what a visitor typed at `since`, once nothing of theirs is left; anybody
 * else stays, and so does whom somebody else holds just now.
 */
export async function forgetUnused(tx: Tx, id: string, since: string): Promise<void> {
  const customer = await tx.sql
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', id)
    // Another customer is held already: waiting for this one might be waiting for each other.
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate().skipLocked())
    .executeTakeFirst()
  const isOnlyTyped = customer?.createdAt === since && customer.updatedAt === since
  if (!isOnlyTyped || (await hasConversations(tx.sql, id)) || (await hasExternalId(tx, id))) return
  if ((await hasAny(tx.sql, 'tasks', id)) || (await hasAny(tx.sql, 'deals', id))) return
  await deleteCustomer(joined(tx), id)
}
