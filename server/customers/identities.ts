import type { Selectable } from 'kysely'
import type { AddIdentityBody, CustomerIdentity } from '../contract/customers.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { recordActivity } from '../timeline/index.ts'
import { belongingAfter } from './company.ts'
import { type CustomerRow, lockCustomer } from './queries.ts'
import { changesBetween, recordChanges, revised, saveRevised } from './revise.ts'
import type { CustomerIdentityTable } from './table.ts'

type IdentityRow = Selectable<CustomerIdentityTable>

/** A phone number as it is compared: its digits, and `+` where it begins with one. */
const phoneKey = (number: string): string =>
  (number.trim().startsWith('+') ? '+' : '') + number.replaceAll(/\D/g, '')

const valueOf = ({ kind, value }: AddIdentityBody) => (kind === 'phone' ? phoneKey(value) : value)

const view =
  ({ email, phone }: CustomerRow) =>
  ({ id, kind, value, verified, createdAt }: IdentityRow): CustomerIdentity => ({
    id,
    kind,
    value,
    isVerified: verified === 1,
    isPrimary:
      (kind === 'email' && value === email) ||
      (kind === 'phone' && phone !== null && value === phoneKey(phone)),
    createdAt,
  })

/** How a customer is recognised, the oldest first. */
export async function identitiesOf(sql: Sql, customer: CustomerRow): Promise<CustomerIdentity[]> {
  const rows = await sql
    .selectFrom('customerIdentities')
    .selectAll()
    .where('customerId', '=', customer.id)
    .orderBy('createdAt')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(view(customer))
}

/** Adds a way to recognise a customer; one they have already is no mistake. Throws `customer_not_found` or `identity_taken`. */
export const addIdentity = (
  database: Database,
  customerId: string,
  body: AddIdentityBody,
  byId: string,
): Promise<CustomerIdentity[]> =>
  database.transaction(async (tx) => {
    const customer = await locked(tx, customerId)
    const { kind } = body
    const value = valueOf(body)
    const made = await tx.sql
      .insertInto('customerIdentities')
      .values({
        id: newId(),
        customerId: customer.id,
        kind,
        value,
        verified: 0,
        createdAt: tx.now,
      })
      .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
      .returningAll()
      .executeTakeFirst()
    const all = await identitiesOf(tx.sql, customer)
    if (!made && !all.some((one) => one.kind === kind && one.value === value))
      throw problem('identity_taken')
    if (made) await record(tx, 'identity_added', made, byId)
    return all
  })

/** Removes one; throws `customer_not_found`, `identity_not_found`, `identity_primary` or `identity_kept`. */
export const removeIdentity = (database: Database, place: Place, byId: string): Promise<void> =>
  database.transaction(async (tx) => {
    const customer = await locked(tx, place.customerId)
    const identity = await taken(tx, customer, place.identityId)
    if (identity.kind === 'email' && identity.value === customer.email)
      throw problem('identity_primary')
    if (identity.kind === 'crisp' || identity.kind === 'visitor') throw problem('identity_kept')
    await tx.sql.deleteFrom('customerIdentities').where('id', '=', identity.id).execute()
    await record(tx, 'identity_removed', identity, byId)
  })

/** Makes an address or number the one the customer is shown with; any other kind stays as it is. */
export const makePrimary = (
  database: Database,
  place: Place,
  byId: string,
): Promise<CustomerIdentity[]> =>
  database.transaction(async (tx) => {
    const before = await locked(tx, place.customerId)
    const { kind, value } = await taken(tx, before, place.identityId)
    const email = kind === 'email' ? value : before.email
    const phone = kind === 'phone' ? value : before.phone
    const wanted = { ...before, phone, email, ...(await belongingAfter(tx, before, { email })) }
    const changes = changesBetween(before, wanted)
    if (Object.keys(changes).length === 0) return identitiesOf(tx.sql, before)
    if (kind === 'phone') await keepNumber(tx, before)
    const after = await saveRevised(tx, revised(tx, before, wanted))
    await recordChanges(tx, after, changes, byId)
    return identitiesOf(tx.sql, after)
  })

// The number shown until now is theirs still, unless it is somebody's already.
async function keepNumber(tx: Tx, { id, phone }: CustomerRow): Promise<void> {
  if (phone === null || phoneKey(phone) === '') return
  const row = { id: newId(), customerId: id, kind: 'phone', value: phoneKey(phone) } as const
  await tx.sql
    .insertInto('customerIdentities')
    .values({ ...row, verified: 0, createdAt: tx.now })
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
    .execute()
}

/** Where an identity is looked for. */
interface Place {
  customerId: string
  identityId: string
}

async function locked(tx: Tx, id: string): Promise<CustomerRow> {
  const customer = await lockCustomer(tx, id)
  if (!customer) throw problem('customer_not_found')
  return customer
}

async function taken(tx: Tx, { id }: CustomerRow, identityId: string): Promise<IdentityRow> {
  const identity = await tx.sql
    .selectFrom('customerIdentities')
    .selectAll()
    .where('id', '=', identityId)
    .where('customerId', '=', id)
    .executeTakeFirst()
  if (!identity) throw problem('identity_not_found')
  return identity
}

const record = (
  tx: Tx,
  type: 'identity_added' | 'identity_removed',
  { customerId, kind, value }: IdentityRow,
  byId: string,
) =>
  recordActivity(tx, {
    customerId,
    type,
    description: `${type === 'identity_added' ? 'Identity added' : 'Identity removed'}: ${value}`,
    metadata: { kind, value, byId },
  })
