import { type ConversationRow, identifyConversation } from '../conversations/index.ts'
import {
  customerForPerson,
  type CustomerRow,
  forgetUnused,
  type Person,
} from '../customers/index.ts'
import { handOverDeals } from '../deals/index.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { handOverTasks } from '../tasks/index.ts'
import { handOverTickets } from '../tickets/index.ts'
import { moveActivities, recordActivity } from '../timeline/index.ts'
import { takeSession } from './actions.ts'
import { refuseBlocked } from './blocked.ts'
import { type IdentityOptions, readPerson } from './identity.ts'
import { giveShown, moveShown } from './shown.ts'
import { afresh } from './start.ts'

/** As whom a customer writes from now on. */
export interface Identified {
  id: string
  name: string
  email: string | null
}

/**
 * The visitor of a session is who the site's signature says: the session is that person's from now on, and what they
 * typed before counts no more. Throws `identity_invalid`, or `not_allowed` when it was another person's by a signature.
 */
export async function identifyVisitor(
  options: IdentityOptions,
  sessionId: string,
  token: string,
  typedName: string,
): Promise<Identified> {
  const person = await readPerson(options, token, typedName)
  return afresh(options.database, async (tx) => {
    const session = await takeSession(tx, sessionId)
    const { customer } = await customerForPerson(tx, person)
    if (session.isVerified === 1 && session.customerId !== customer.id) throw problem('not_allowed')
    const { visitorId } = session
    await refuseBlocked(tx.sql, { customerId: customer.id, visitorId, isVerified: 1 }, tx.now)
    // Those who read on in one chat are one customer.
    if (isLinked(session) && session.customerId !== customer.id) throw problem('not_allowed')
    await giveShown(tx, person.externalId, customer.id)
    if (session.isVerified === 0) await handOver(tx, session, customer, person)
    return { id: customer.id, name: person.name, email: customer.email }
  })
}

const isLinked = ({ continuesIn, continues }: ConversationRow) =>
  continuesIn !== null || continues !== null

async function handOver(
  tx: Tx,
  before: ConversationRow,
  customer: CustomerRow,
  { name: visitorName, externalId: verifiedAs }: Person,
): Promise<void> {
  const told = { customer, visitorName, isVerified: true, verifiedAs }
  await identifyConversation(tx, { ...before }, told)
  await recordActivity(tx, {
    customerId: customer.id,
    type: 'customer_identified',
    description: 'Customer identified by the site',
    metadata: { sessionId: before.id },
  })
  if (before.customerId !== customer.id) await moveTraces(tx, before, customer.id)
}

// What the chat left on the timeline, and its tickets, tasks and deals, follow it; whoever was only typed is gone then.
async function moveTraces(tx: Tx, before: ConversationRow, customerId: string): Promise<void> {
  const { id: sessionId, customerId: typed } = before
  await moveActivities(tx, sessionId, { from: typed, to: customerId })
  await handOverTickets(tx, sessionId, { from: typed, to: customerId })
  await handOverTasks(tx, sessionId, { from: typed, to: customerId })
  await handOverDeals(tx, sessionId, { from: typed, to: customerId })
  await moveShown(tx, sessionId, { from: typed, to: customerId })
  await forgetUnused(tx, typed, before.startedAt)
}
