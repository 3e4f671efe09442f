import { sql } from 'kysely'
import type { Activity } from '../contract/timeline.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { append } from '../stream/index.ts'
import { ID_OF } from './queries.ts'
import { viewActivity } from './view.ts'

/** A timeline entry to be. */
export type NewActivity = Pick<Activity, 'customerId' | 'type' | 'description' | 'metadata'> & {
  /** When it was; now, unless it is brought in later. */
  timestamp?: string
  /** Makes it one of its kind on the customer's timeline, so that it can be found again. */
  onceKey?: string
}

/** Adds an entry to the customer's timeline, in the transaction that causes it. */
export async function recordActivity(tx: Tx, entry: NewActivity): Promise<Activity> {
  const { onceKey = null, ...told } = entry
  const activity: Activity = { id: newId(), timestamp: tx.now, ...told }
  const { timestamp, metadata, ...row } = activity
  await tx.sql
    .insertInto('activities')
    .values({ ...row, at: timestamp, metadata: JSON.stringify(metadata), onceKey })
    .execute()
  append(tx, { kind: 'activity.added', refs: { customerId: entry.customerId }, body: { activity } })
  return activity
}

/** The entry that is one of its kind on a customer's timeline, if it is there. */
export async function findOnce(
  tx: Tx,
  customerId: string,
  onceKey: string,
): Promise<Activity | undefined> {
  const row = await tx.sql
    .selectFrom('activities')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('onceKey', '=', onceKey)
    .executeTakeFirst()
  return row && viewActivity(row)
}

/** Tells anew what an entry is about, when that was edited. */
export async function changeOnce(
  tx: Tx,
  customerId: string,
  onceKey: string,
  metadata: Activity['metadata'],
): Promise<void> {
  const changed = await tx.sql
    .updateTable('activities')
    .set({ metadata: JSON.stringify(metadata) })
    .where('customerId', '=', customerId)
    .where('onceKey', '=', onceKey)
    .returningAll()
    .executeTakeFirst()
  if (!changed) return
  const activity = viewActivity(changed)
  append(tx, { kind: 'activity.changed', refs: { customerId }, body: { activity } })
}

/** Takes an entry away, with what it is about. */
export async function removeOnce(tx: Tx, customerId: string, onceKey: string): Promise<void> {
  const gone = await tx.sql
    .deleteFrom('activities')
    .where('customerId', '=', customerId)
    .where('onceKey', '=', onceKey)
    .returning('id')
    .executeTakeFirst()
  if (!gone) return
  append(tx, { kind: 'activity.removed', refs: { customerId }, body: { id: gone.id, customerId } })
}

/** Moves what a conversation left on one customer's timeline to another's, who it turned out to be. */
export async function moveActivities(
  tx: Tx,
  conversationId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.sql
    .updateTable('activities')
    .set({ customerId: to })
    .where('customerId', '=', from)
    .where(sql<string>`metadata ->> 'sessionId'`, '=', conversationId)
    .execute()
}

/** Gives what a customer's timeline tells of a task or a deal to another's. */
export async function moveTold(
  tx: Tx,
  { what, id }: { what: keyof typeof ID_OF; id: string },
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.sql
    .updateTable('activities')
    .set({ customerId: to })
    .where('customerId', '=', from)
    .where(sql<string>`metadata ->> ${sql.lit(ID_OF[what])}`, '=', id)
    .execute()
}

/** Removes a customer's whole timeline, with the customer. */
export async function forgetActivities(tx: Tx, customerId: string): Promise<void> {
  await tx.sql.deleteFrom('activities').where('customerId', '=', customerId).execute()
}
