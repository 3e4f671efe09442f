import {
  type CustomerRow,
  insertCustomer,
  lockByIdentity,
  addIdentity,
  updateCustomer,
} from '../customers/index.ts'
import { joined, type Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import type { Wanted } from './row.ts'

/** What became of a row. */
export type Fate = 'created' | 'updated' | 'unchanged'

/**
 * Makes a customer of a row, or changes the one who is there. What can be refused is refused before anything is
 * written. Throws `email_taken`, `identity_taken` or `validation_failed`.
 */
export async function applyRow(tx: Tx, wanted: Wanted, byId: string): Promise<Fate> {
  const { key, externalId, change, create } = wanted
  const known = await lockByIdentity(tx, key)
  const owner = externalId && (await lockByIdentity(tx, { kind: 'external', value: externalId }))
  if (owner && owner.id !== known?.id) throw problem('identity_taken')
  if (known) return changeKnown(tx, { known, wanted, byId, isLinked: owner !== undefined })
  if (change.email && (await lockByIdentity(tx, { kind: 'email', value: change.email })))
    throw problem('email_taken')
  const made = await insertCustomer(tx, create)
  if (!made) throw problem('email_taken')
  if (externalId) await addIdentity(tx, made.id, { kind: 'external', value: externalId })
  return 'created'
}

interface Change {
  known: CustomerRow
  wanted: Wanted
  byId: string
  isLinked: boolean
}

async function changeKnown(tx: Tx, { known, wanted, byId, isLinked }: Change): Promise<Fate> {
  const { externalId, key, change } = wanted
  // The key itself may be an address beside the one that is shown.
  const { email, ...rest } = change
  const isOther = email !== undefined && key.kind !== 'email'
  const after = await updateCustomer(joined(tx), known.id, isOther ? change : rest, byId)
  const links = externalId !== undefined && !isLinked
  if (links) await addIdentity(tx, known.id, { kind: 'external', value: externalId })
  return links || after.version !== known.version ? 'updated' : 'unchanged'
}
