import type { IdentityKind } from '../contract/customers.ts'
import { joined, type Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { updateCustomer } from './actions.ts'
import { insertCustomer, lockByEmail } from './insert.ts'
import { type CustomerRow, findCustomerByEmail, lockCustomer } from './queries.ts'

/** Somebody as a channel knows them. */
export interface Contact {
  /** Theirs on the channel; null where it has not told yet. */
  identity: { kind: IdentityKind; value: string } | null
  email: string | null
  /** The channel itself has checked the address; an address somebody only typed never says who they are. */
  isEmailVerified: boolean
  name: string
  /** What the channel called them until now: who still goes by it here gets the new name. */
  formerName: string | null
  phone: string | null
}

/**
 * The customer who is this contact: known by the channel's identity, else by a checked address, else `current` while
 * nothing says that they are another, else a new one. Fills in what was empty, overwrites nothing.
 */
export async function customerOnChannel(
  tx: Tx,
  contact: Contact,
  current: string | null,
): Promise<CustomerRow> {
  const { identity } = contact
  const known = identity && (await lockByIdentity(tx, identity))
  if (known) return filled(tx, known, contact)
  const holder = contact.email === null ? undefined : await lockByEmail(tx, contact.email)
  const same = contact.isEmailVerified ? holder : undefined
  const before = current === null ? undefined : await lockCustomer(tx, current)
  // Whoever is known by an identity of the channel already is that one, not this one.
  const stays = before && !(identity && (await hasKind(tx, before.id, identity.kind)))
  const found = same ?? (stays ? before : undefined) ?? (await fresh(tx, contact, holder))
  if (!found) return customerOnChannel(tx, contact, current)
  if (identity) await addIdentity(tx, found.id, identity)
  return filled(tx, found, contact)
}

// An address that is another's already stays theirs.
const fresh = (tx: Tx, { name, email, phone }: Contact, holder: CustomerRow | undefined) =>
  insertCustomer(tx, {
    name,
    email: holder ? null : email,
    phone: phone ?? undefined,
    company: undefined,
  })

/** The customer with an identity, for this transaction. */
export async function lockByIdentity(
  tx: Tx,
  { kind, value }: { kind: IdentityKind; value: string },
): Promise<CustomerRow | undefined> {
  const found = await tx.sql
    .selectFrom('customerIdentities')
    .select('customerId')
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst()
  return found && lockCustomer(tx, found.customerId)
}

async function hasKind(tx: Tx, customerId: string, kind: IdentityKind): Promise<boolean> {
  const found = await tx.sql
    .selectFrom('customerIdentities')
    .select('id')
    .where('customerId', '=', customerId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return found !== undefined
}

/** Writes down that an identity is a customer's, by the word of somebody who knows; another's stays theirs. */
export const addIdentity = (
  tx: Tx,
  customerId: string,
  identity: { kind: IdentityKind; value: string },
) =>
  tx.sql
    .insertInto('customerIdentities')
    .values({ id: newId(), customerId, ...identity, verified: 1, createdAt: tx.now })
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
    .execute()

async function filled(tx: Tx, customer: CustomerRow, contact: Contact): Promise<CustomerRow> {
  const { id, email, phone } = customer
  const isFree =
    email === null &&
    contact.email !== null &&
    (await findCustomerByEmail(tx.sql, contact.email)) === undefined
  const isRenamed = customer.name === contact.formerName && contact.name !== customer.name
  const empty = {
    ...(isRenamed && { name: contact.name }),
    ...(isFree && { email: contact.email ?? '' }),
    ...(phone === null && contact.phone !== null && { phone: contact.phone }),
  }
  if (Object.keys(empty).length === 0) return customer
  return updateCustomer(joined(tx), id, empty, id)
}
