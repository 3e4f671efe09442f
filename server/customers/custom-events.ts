import type { Activity, CustomEventBody } from '../contract/timeline.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { findOnce, recordActivity } from '../timeline/index.ts'
import { lockByEmail } from './insert.ts'
import { lockByIdentity } from './channel.ts'
import { type CustomerRow, lockCustomer } from './queries.ts'

// Clocks differ; what is later than this is no fact yet.
const AHEAD_MS = 300_000

/** Whom an event is about. */
export type Whose = { id: string } | { email: string } | { externalId: string }

/**
 * Puts what happened elsewhere on a customer's timeline, at its time; an id that was told before changes nothing. Throws
 * `customer_not_found`, or `validation_failed` for what is still to happen.
 */
export const storeEvent = (
  database: Database,
  whose: Whose,
  { id, name, time, properties }: CustomEventBody,
): Promise<Activity> =>
  database.transaction(async (tx) => {
    // Held until the end, so that the same event told twice at once finds its first telling.
    const customer = await held(tx, whose)
    if (!customer) throw problem('customer_not_found')
    const onceKey = id === undefined ? undefined : `event:${id}`
    const known = onceKey && (await findOnce(tx, customer.id, onceKey))
    if (known) return known
    return recordActivity(tx, {
      customerId: customer.id,
      type: 'custom_event',
      description: name,
      metadata: { name, properties, ...(id !== undefined && { eventId: id }) },
      timestamp: timeOf(time, tx.now),
      ...(onceKey !== undefined && { onceKey }),
    })
  })

async function held(tx: Tx, whose: Whose): Promise<CustomerRow | undefined> {
  if ('id' in whose) return lockCustomer(tx, whose.id)
  if ('email' in whose) return lockByEmail(tx, whose.email)
  return lockByIdentity(tx, { kind: 'external', value: whose.externalId })
}

function timeOf(time: string | undefined, now: string): string {
  if (time === undefined) return now
  const at = new Date(time)
  if (at.getTime() - Date.parse(now) <= AHEAD_MS) return at.toISOString()
  const message = 'must not be in the future'
  throw problem('validation_failed', {
    issues: [{ code: 'custom', path: ['time'], message, input: time }],
  })
}
