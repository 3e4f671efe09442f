import { type CannedReply, type CannedReplyBody, mayKeepReply } from '../contract/canned-replies.ts'
import type { Role } from '../contract/identity.ts'
import { isUniqueViolation } from '../db/conflict.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { type CannedReplyRow, takeReply } from './queries.ts'
import { viewReply } from './view.ts'

/** Who keeps canned replies. */
interface Keeper {
  id: string
  role: Role
}

const columnsOf = ({ isShared, ...body }: CannedReplyBody, by: Keeper) => ({
  ...body,
  ownerId: isShared ? null : by.id,
})

/** Throws `forbidden` for a shared one that is not theirs to keep, or `shortcut_taken`. */
export async function createReply(
  database: Database,
  body: CannedReplyBody,
  by: Keeper,
): Promise<CannedReply> {
  if (!mayKeepReply(by.role, body.isShared)) throw problem('forbidden')
  return database.transaction(async (tx) => {
    const row = { id: newId(), ...columnsOf(body, by), uses: 0 }
    const made = await unique(
      tx.sql
        .insertInto('cannedReplies')
        .values({ ...row, createdAt: tx.now, updatedAt: tx.now })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    tell(tx, made)
    return viewReply(made)
  })
}

/** Throws `canned_reply_not_found`, `forbidden` or `shortcut_taken`. */
export const updateReply = (
  database: Database,
  id: string,
  body: CannedReplyBody,
  by: Keeper,
): Promise<CannedReply> =>
  database.transaction(async (tx) => {
    const before = await kept(tx, id, by)
    if (!mayKeepReply(by.role, body.isShared)) throw problem('forbidden')
    const changed = await unique(
      tx.sql
        .updateTable('cannedReplies')
        .set({ ...columnsOf(body, by), updatedAt: tx.now })
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    // One that is shared no longer goes from everybody's lists too.
    tell(tx, before.ownerId === null ? before : changed)
    return viewReply(changed)
  })

/** Throws `canned_reply_not_found` or `forbidden`. */
export const deleteReply = (database: Database, id: string, by: Keeper): Promise<void> =>
  database.transaction(async (tx) => {
    const reply = await kept(tx, id, by)
    await tx.sql.deleteFrom('cannedReplies').where('id', '=', reply.id).execute()
    tell(tx, reply)
  })

/** Counts that one was inserted; throws `canned_reply_not_found`. */
export const countUse = (database: Database, id: string, by: Keeper): Promise<CannedReply> =>
  database.transaction(async (tx) => {
    const reply = await takeReply(tx, id, by.id)
    if (!reply) throw problem('canned_reply_not_found')
    await tx.sql
      .updateTable('cannedReplies')
      .set({ uses: reply.uses + 1 })
      .where('id', '=', reply.id)
      .execute()
    return viewReply({ ...reply, uses: reply.uses + 1 })
  })

// Whose canned replies changed, and no more: what an agent keeps for themselves is nobody else's business.
const tell = (tx: Tx, { ownerId }: CannedReplyRow): void =>
  append(tx, { kind: 'cannedReplies.changed', refs: {}, body: { ownerId } })

async function kept(tx: Tx, id: string, by: Keeper): Promise<CannedReplyRow> {
  const reply = await takeReply(tx, id, by.id)
  if (!reply) throw problem('canned_reply_not_found')
  if (!mayKeepReply(by.role, reply.ownerId === null)) throw problem('forbidden')
  return reply
}

async function unique<T>(written: Promise<T>): Promise<T> {
  try {
    return await written
  } catch (error) {
    throw isUniqueViolation(error) ? problem('shortcut_taken') : error
  }
}
