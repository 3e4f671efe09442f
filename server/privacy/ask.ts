import type { Erasure, ErasurePreview } from '../contract/privacy.ts'
import { folded } from '../contract/text.ts'
import { type CustomerRow, findCustomer, lockCustomer, partnersOf } from '../customers/index.ts'
import { amongIds, insertRows } from '../db/bulk.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { holdImports } from '../imports/index.ts'
import { enqueue } from '../jobs/index.ts'
import { problem } from '../problems.ts'
import { forgetSessions } from './crisp-sessions.ts'
import { ERASE } from './erase.ts'
import { partWith } from './partners.ts'
import { keptOf, type Person, personOf } from './person.ts'
import { findErasure } from './queries.ts'
import { addSubjects } from './subjects.ts'
import { layTombstones, type Trace } from './tombstones.ts'

/** What erasing a customer would remove. Throws `customer_not_found`. */
export async function previewErasure(database: Database, id: string): Promise<ErasurePreview> {
  const { sql, reads, dialect } = database
  const customer = await findCustomer(sql, id)
  if (!customer) throw problem('customer_not_found')
  const person = await personOf({ sql: reads, dialect }, customer.id)
  return {
    kept: await keptOf({ sql: reads, dialect }, person),
    confirmBy: await namesOf(database, customer, person),
  }
}

async function namesOf(
  { sql, dialect }: Pick<Database, 'sql' | 'dialect'>,
  customer: CustomerRow,
  { customerIds }: Person,
): Promise<string[]> {
  const emails = await sql
    .selectFrom('customerIdentities')
    .select('value')
    .where('kind', '=', 'email')
    .where(amongIds(dialect, 'customerId', customerIds))
    .orderBy('createdAt')
    .orderBy('value')
    .execute()
  return [customer.name, ...emails.map(({ value }) => value)]
}

/**
 * Begins to erase a person for good. What they are known by is gone when this is committed, so that whoever writes under
 * it from then on is somebody new; the rest is removed by a job. Throws `customer_not_found` or `erasure_unconfirmed`.
 */
export async function askErasure(
  tx: Tx,
  id: string,
  confirm: string,
  byId: string,
): Promise<Erasure> {
  await holdImports(tx)
  const customer = await lockCustomer(tx, id)
  if (!customer) throw problem('customer_not_found')
  const reader = { sql: tx.sql, dialect: tx.database.dialect }
  const person = await personOf(reader, customer.id)
  const names = await namesOf(reader, customer, person)
  if (!names.some((name) => folded(name) === folded(confirm))) throw problem('erasure_unconfirmed')
  const erasureId = newId()
  const kept = await keptOf(reader, person)
  await tx.sql
    .insertInto('erasures')
    .values({
      id: erasureId,
      customerId: customer.id,
      askedBy: byId,
      askedAt: tx.now,
      doneAt: null,
      kept: JSON.stringify(kept),
      eventCursor: 0,
    })
    .execute()
  await addSubjects(tx, erasureId, person)
  await keepPartners(tx, erasureId, person)
  await layTombstones(tx, await takeTraces(tx, person))
  await forgetNames(tx, person)
  await enqueue(tx, { kind: ERASE, payload: { id: erasureId }, dedupeKey: `erase:${erasureId}` })
  return findErasure(tx.sql, erasureId)
}

const PARTNERS = {
  table: 'erasure_partners',
  columns: ['erasureId', 'customerId', 'since', 'until'],
}

// The stream says of them what it said of the erased; their timelines are few rows.
async function keepPartners(tx: Tx, erasureId: string, { customerIds }: Person): Promise<void> {
  const partners = await partnersOf(tx, customerIds)
  const rows = partners.map((partner) => ({ erasureId, ...partner }))
  await insertRows(tx.sql, tx.database.dialect, PARTNERS, rows)
  await partWith(tx, partners)
}

/** What would let another system bring the person back: who they are there, and their conversations, forgotten from now on. */
async function takeTraces(tx: Tx, { customerIds, conversationIds }: Person): Promise<Trace[]> {
  const { dialect } = tx.database
  const identities = await tx.sql
    .selectFrom('customerIdentities')
    .select(['kind', 'value'])
    .where(amongIds(dialect, 'customerId', customerIds))
    .execute()
  return [...identities, ...(await forgetSessions(tx, conversationIds))]
}

async function forgetNames(tx: Tx, { customerIds }: Person): Promise<void> {
  const { dialect } = tx.database
  await tx.sql
    .deleteFrom('duplicateKeys')
    .where(amongIds(dialect, 'customerId', customerIds))
    .execute()
  await tx.sql
    .deleteFrom('customerIdentities')
    .where(amongIds(dialect, 'customerId', customerIds))
    .execute()
  await tx.sql
    .updateTable('customers')
    .set({
      name: '',
      email: null,
      phone: null,
      company: null,
      fields: '{}',
      searchText: '',
      updatedAt: tx.now,
    })
    .where(amongIds(dialect, 'id', customerIds))
    .execute()
}
