import {
  type CustomerRow,
  insertCustomer,
  lockByIdentity,
  addIdentity,
  tagCustomer,
  updateCustomer,
} from '../customers/index.ts'
import { joined, type Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { missingAmong, roomForTags, tagsMadeOf, tagsNamed } from '../tags/index.ts'
import type { Wanted } from './row.ts'

/** What became of a row. */
export type Fate = 'created' | 'updated' | 'unchanged'

/** The same, and the names of the tags that were made for it. */
export interface Applied {
  outcome: Fate
  newTags: readonly string[]
}

/**
 * Makes a customer of a row, or changes the one who is there. What can be refused is refused before anything is
 * written. Throws `email_taken`, `identity_taken`, `too_many_tags` or `validation_failed`.
 */
export async function applyRow(tx: Tx, wanted: Wanted, byId: string): Promise<Applied> {
  const { key, externalId, change, create } = wanted
  const known = await lockByIdentity(tx, key)
  const owner = externalId && (await lockByIdentity(tx, { kind: 'external', value: externalId }))
  if (owner && owner.id !== known?.id) throw problem('identity_taken')
  await refuseTooManyTags(tx, wanted.tags)
  if (known) return changeKnown(tx, { known, wanted, byId, isLinked: owner !== undefined })
  if (change.email && (await lockByIdentity(tx, { kind: 'email', value: change.email })))
    throw problem('email_taken')
  const made = await insertCustomer(tx, create)
  if (!made) throw problem('email_taken')
  if (externalId) await addIdentity(tx, made.id, { kind: 'external', value: externalId })
  const { newTags } = await tagged(tx, made, wanted, byId)
  return { outcome: 'created', newTags }
}

async function refuseTooManyTags(tx: Tx, names: readonly string[]): Promise<void> {
  const { length } = missingAmong(names, await tagsNamed(tx, names))
  if (length > 0 && length > (await roomForTags(tx))) throw problem('too_many_tags')
}

/** Adds the tags of a row to a customer. */
async function tagged(tx: Tx, customer: CustomerRow, { tags }: Wanted, byId: string) {
  if (tags.length === 0) return { row: customer, newTags: [] }
  const { ids, made } = await tagsMadeOf(tx, tags)
  return { row: await tagCustomer(tx, customer, { add: ids, remove: [] }, byId), newTags: made }
}

interface Change {
  known: CustomerRow
  wanted: Wanted
  byId: string
  isLinked: boolean
}

async function changeKnown(tx: Tx, { known, wanted, byId, isLinked }: Change): Promise<Applied> {
  const { externalId, key, change } = wanted
  // The key itself may be an address beside the one that is shown.
  const { email, ...rest } = change
  const isAddress = email !== undefined && key.kind !== 'email'
  const changed = await updateCustomer(joined(tx), known.id, isAddress ? change : rest, byId)
  const links = externalId !== undefined && !isLinked
  if (links) await addIdentity(tx, known.id, { kind: 'external', value: externalId })
  const { row, newTags } = await tagged(tx, changed, wanted, byId)
  const isOther = links || row.version !== known.version || row.tagIds !== known.tagIds
  return { outcome: isOther ? 'updated' : 'unchanged', newTags }
}
