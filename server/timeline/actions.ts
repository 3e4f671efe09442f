import type { Activity } from '../contract/timeline.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { append } from '../stream/index.ts'

/** A timeline entry to be. */
export type NewActivity = Pick<Activity, 'customerId' | 'type' | 'description' | 'metadata'>

/** Adds an entry to the customer's timeline, in the transaction that causes it. */
export async function recordActivity(tx: Tx, entry: NewActivity): Promise<Activity> {
  const activity: Activity = { id: newId(), ...entry, timestamp: tx.now }
  const { timestamp, metadata, ...row } = activity
  await tx.sql
    .insertInto('activities')
    .values({ ...row, at: timestamp, metadata: JSON.stringify(metadata) })
    .execute()
  append(tx, { kind: 'activity.added', refs: { customerId: entry.customerId }, body: { activity } })
  return activity
}

/** Removes a customer's whole timeline, with the customer. */
export async function forgetActivities(tx: Tx, customerId: string): Promise<void> {
  await tx.sql.deleteFrom('activities').where('customerId', '=', customerId).execute()
}
