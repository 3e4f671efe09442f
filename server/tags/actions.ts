import type { z } from 'zod'
import type { RetagCustomerBody } from '../contract/customers.ts'
import type { Tag, TagBody } from '../contract/tags.ts'
import { type Actor, lockTagged, tagConversations, tagsOf } from '../conversations/index.ts'
import {
  type CustomerRow,
  lockCustomer,
  lockTaggedCustomers,
  tagCustomer,
} from '../customers/index.ts'
import { isUniqueViolation } from '../db/conflict.ts'
import { inSteps } from '../db/steps.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { holdTags, tagKey, takeTag, viewTag } from './queries.ts'

// Few at a time, so that no chat waits for long.
const BATCH = 50

type Body = z.output<typeof TagBody>

/** Creates a tag; throws `tag_name_taken`. */
export const createTag = (database: Database, { name, color }: Body): Promise<Tag> =>
  database.transaction(async (tx) => {
    const row = await tx.sql
      .insertInto('tags')
      .values({ id: newId(), name, nameKey: tagKey(name), color, createdAt: tx.now })
      .onConflict((conflict) => conflict.column('nameKey').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) throw problem('tag_name_taken')
    return tellTag(tx, viewTag(row))
  })

/** Names a tag anew, or gives it another colour; throws `tag_not_found` or `tag_name_taken`. */
export const updateTag = (database: Database, id: string, { name, color }: Body): Promise<Tag> =>
  database.transaction(async (tx) => {
    const tag = await takeTag(tx, id)
    try {
      await tx.sql
        .updateTable('tags')
        .set({ name, nameKey: tagKey(name), color })
        .where('id', '=', tag.id)
        .execute()
    } catch (error) {
      throw isUniqueViolation(error) ? problem('tag_name_taken') : error
    }
    return tellTag(tx, viewTag({ ...tag, name, color }))
  })

function tellTag(tx: Tx, tag: Tag): Tag {
  append(tx, { kind: 'tag.changed', refs: {}, body: { tag } })
  return tag
}

/** Deletes a tag everywhere; throws `tag_not_found`. */
export const deleteTag = (database: Database, id: string, by: Actor): Promise<void> =>
  retire(database, { id, intoId: null, by })

/** Gives every conversation of a tag another one instead, and answers that; throws `tag_not_found`. */
export async function mergeTag(
  database: Database,
  id: string,
  intoId: string,
  by: Actor,
): Promise<Tag> {
  const into = await database.transaction((tx) => takeTag(tx, intoId))
  await retire(database, { id, intoId, by })
  return viewTag(into)
}

interface Retirement {
  id: string
  /** What its conversations have instead; null for nothing. */
  intoId: string | null
  by: Actor
}

async function retire(database: Database, wanted: Retirement): Promise<void> {
  await database.transaction(async (tx) => {
    await holdTags(tx, [wanted.id])
    if (wanted.intoId !== null) await holdTags(tx, [wanted.intoId])
  })
  if (wanted.id === wanted.intoId) return
  let isGone = false
  while (!isGone) {
    await inSteps(database, (tx) => retagSomePeople(tx, wanted))
    isGone = await database.transaction((tx) => retireSome(tx, wanted))
  }
}

async function retagSomePeople(tx: Tx, { id, intoId, by }: Retirement): Promise<boolean> {
  const locked = await lockTaggedCustomers(tx, id, BATCH)
  if (intoId !== null) await holdTags(tx, [intoId])
  for (const row of locked)
    await tagCustomer(
      tx,
      row,
      { add: intoId === null ? [] : [intoId], remove: [id] },
      by?.id ?? null,
    )
  return locked.length === BATCH
}

// Taken like everywhere in the order of their ids.
async function retireSome(tx: Tx, { id, intoId, by }: Retirement): Promise<boolean> {
  const locked = await lockTagged(tx, id, BATCH)
  const rows = locked.filter((row) => tagsOf(row).includes(id))
  if (intoId !== null) await holdTags(tx, [intoId])
  await tagConversations(tx, rows, { add: intoId === null ? [] : [intoId], remove: [id] }, by)
  if (locked.length === BATCH) return false
  // Whoever holds the tag now may have used it once more; nobody can from here on.
  await takeTag(tx, id)
  if (await isUsed(tx, id)) return false
  await tx.sql.deleteFrom('tags').where('id', '=', id).execute()
  append(tx, { kind: 'tag.deleted', refs: {}, body: { id } })
  return true
}

async function isUsed(tx: Tx, tagId: string): Promise<boolean> {
  const chat = await tx.sql
    .selectFrom('conversationTags')
    .select('conversationId')
    .where('tagId', '=', tagId)
    .limit(1)
    .executeTakeFirst()
  const customer = await tx.sql
    .selectFrom('customerTags')
    .select('customerId')
    .where('tagId', '=', tagId)
    .limit(1)
    .executeTakeFirst()
  return chat !== undefined || customer !== undefined
}

/** Puts tags on a customer and takes others off; throws `customer_not_found` or `tag_not_found`. */
export const retagCustomer = (
  database: Database,
  customerId: string,
  { add, remove }: z.output<typeof RetagCustomerBody>,
  byId: string,
): Promise<CustomerRow> =>
  database.transaction(async (tx) => {
    const customer = await lockCustomer(tx, customerId)
    if (!customer) throw problem('customer_not_found')
    await holdTags(tx, add)
    return tagCustomer(tx, customer, { add, remove }, byId)
  })
