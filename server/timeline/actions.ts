import { sql } from 'kysely'
import type { Activity } from '../contract/timeline.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { append } from '../stream/index.ts'

/** A timeline entry to be. */
export type NewActivity = Pick<Activity, 'customerId' | 'type' | 'description' | 'metadata'> & {
  /** When it was; now, unless it is brought in later. */
  timestamp?: string
}

/** Adds an entry to the customer's timeline, in the transaction that causes it. */
export async function recordActivity(tx: Tx, entry: NewActivity): Promise<Activity> {
  const activity: Activity = { id: newId(), timestamp: tx.now, ...entry }
  const { timestamp, metadata, ...row } = activity
  await tx.sql
    .insertInto('activities')
    .values({ ...row, at: timestamp, metadata: JSON.stringify(metadata) })
    .execute()
  append(tx, { kind: 'activity.added', refs: { customerId: entry.customerId }, body: { activity } })
  return activity
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

/** Removes a customer's whole timeline, with the customer. */
export async function forgetActivities(tx: Tx, customerId: string): Promise<void> {
  await tx.sql.deleteFrom('activities').where('customerId', '=', customerId).execute()
}
