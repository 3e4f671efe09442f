import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { VisitorContext } from '../contract/visitors.ts'
import type { StartChat, StartedChat } from '../contract/webchat.ts'
import { type ConversationRow, lockConversation, openConversation } from '../conversations/index.ts'
import {
  customerForEmail,
  customerForPerson,
  type CustomerRow,
  lockCustomer,
} from '../customers/index.ts'
import { isUniqueViolation } from '../db/conflict.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { sessionToken, type TokenKeys } from '../identity/index.ts'
import { teamOfNewChats } from '../routing/index.ts'
import { recordActivity } from '../timeline/index.ts'
import { type Arrival, readArrival, type Seen } from './arrival.ts'
import { refuseBlocked } from './blocked.ts'
import type { IdentityOptions } from './identity.ts'
import { recordVisit } from './page-visits.ts'
import { beginWithShown, giveShown } from './shown.ts'
import { saveContext } from './visit.ts'
import { readContext, reported } from './visitor.ts'

export interface StartOptions extends IdentityOptions {
  keys: TokenKeys
}

export interface NewChat extends StartedChat {
  customer: { id: string; email: string; name: string }
  isNewCustomer: boolean
  /** Whether it is one more to count: a start that only found the chat there was is none. */
  isCounted: boolean
  /** Whether something was said in it already. */
  hasMessages: boolean
  /** The browser it was started from. */
  visitorId: string | null
}

/** A visitor in their chat. */
export interface Entered {
  session: ConversationRow
  customer: CustomerRow
  isNew: boolean
  /** Whether the chat had been started before. */
  isKnown: boolean
}

/**
 * Starts a chat. A known e-mail address links it to that customer and shows nothing of them. The same
 * `clientSessionId` again answers the same session; somebody the site has signed for goes on with their open chat.
 */
export async function startChat(
  options: StartOptions,
  visitor: z.output<typeof StartChat>,
  seen: Seen,
): Promise<NewChat> {
  const arrival = await readArrival(options, visitor, seen)
  return afresh(options.database, async (tx) =>
    viewStarted(options, await enterChat(tx, arrival), arrival),
  )
}

/** A started chat as its visitor is told of it: of a known customer nothing but what they typed. */
export const viewStarted = (
  { keys }: StartOptions,
  { session, customer, isNew, isKnown }: Entered,
  { email, person }: Arrival,
): NewChat => ({
  sessionId: session.id,
  sessionToken: sessionToken(keys, session.id),
  customer: {
    id: customer.id,
    email: person ? (customer.email ?? email) : email,
    name: session.visitorName,
  },
  isNewCustomer: isNew,
  isCounted: !isKnown,
  hasMessages: session.headSeq > 0,
  visitorId: session.visitorId,
})

// The same start came by another way and was first: beginning anew finds what it did.
class StartedMeanwhile extends Error {
  override name = 'StartedMeanwhile'
}

const MOST_TRIES = 4

/** Works in a transaction, and anew when somebody else did the same first. */
export async function afresh<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  tries = MOST_TRIES,
): Promise<T> {
  try {
    return await database.transaction(work)
  } catch (error) {
    const isLost = error instanceof StartedMeanwhile || isUniqueViolation(error)
    if (!isLost || tries <= 1) throw error
    return afresh(database, work, tries - 1)
  }
}

/** Lets a visitor into their chat, a new one or the one they have; throws `visitor_blocked`. */
export async function enterChat(tx: Tx, arrival: Arrival): Promise<Entered> {
  // The chat before its customer, as everybody takes them.
  const known = await takeKnownChat(tx, arrival)
  const { customer, isNew } = await customerOf(tx, arrival, known)
  const isVerified = arrival.person ? 1 : (known?.isVerified ?? 0)
  const { visitorId } = arrival
  await refuseBlocked(tx.sql, { customerId: customer.id, visitorId, isVerified }, tx.now)
  if (arrival.person) await giveShown(tx, arrival.person.externalId, customer.id)
  if (known) return { session: await goneOn(tx, known, arrival), customer, isNew, isKnown: true }
  if (await findKnownChat(tx, arrival)) throw new StartedMeanwhile()
  const opened = await openSession(tx, customer, arrival)
  const session = await beginWithShown(tx, opened, arrival)
  return { session, customer, isNew, isKnown: false }
}

// Whose a chat is may have changed since it was started under an address.
async function customerOf(
  tx: Tx,
  { person, email, name, phone, company, customerFields: fields }: Arrival,
  known: ConversationRow | undefined,
): Promise<{ customer: CustomerRow; isNew: boolean }> {
  if (person) return customerForPerson(tx, person)
  const owner = known && (await lockCustomer(tx, known.customerId))
  return owner
    ? { customer: owner, isNew: false }
    : customerForEmail(tx, { email, name, phone, company, fields })
}

async function takeKnownChat(tx: Tx, arrival: Arrival): Promise<ConversationRow | undefined> {
  const known = await findKnownChat(tx, arrival)
  const chat = known && (await lockConversation(tx, known.id))
  // An open one that was closed since we looked goes on no more; what a start began stays its own.
  return chat?.status === 'open' || known?.isOwn ? chat : undefined
}

/** The chat this very start began, or the one that somebody the site has signed for has open. */
async function findKnownChat(
  tx: Tx,
  { startKey, person }: Arrival,
): Promise<{ id: string; isOwn: boolean } | undefined> {
  const started = startKey === undefined ? undefined : await startedBefore(tx, startKey)
  if (started) return { id: started.id, isOwn: true }
  const open = person ? await openChatOf(tx, person.externalId) : undefined
  return open && { id: open.id, isOwn: false }
}

const startedBefore = (tx: Tx, startKey: string) =>
  tx.sql
    .selectFrom('conversations')
    .select('id')
    .where('startKey', '=', startKey)
    .executeTakeFirst()

// Only one that was theirs by a signature: a stranger may have started another under their address, and reads it.
const openChatOf = (tx: Tx, externalId: string) =>
  tx.sql
    .selectFrom('customerIdentities')
    .innerJoin('conversations', 'conversations.customerId', 'customerIdentities.customerId')
    .select('conversations.id')
    .where('customerIdentities.kind', '=', 'external')
    .where('customerIdentities.value', '=', externalId)
    .where('conversations.channel', '=', 'webchat')
    .where('conversations.status', '=', 'open')
    .where('conversations.isVerified', '=', 1)
    // Customers who were merged by an agent are still two people to the site.
    .where('conversations.verifiedAs', '=', externalId)
    .orderBy('conversations.startedAt', 'desc')
    .limit(1)
    .executeTakeFirst()

// A retry tells nothing new; somebody who comes back to their chat may be elsewhere by now.
async function goneOn(
  tx: Tx,
  session: ConversationRow,
  { person, report }: Arrival,
): Promise<ConversationRow> {
  if (!person) return session
  return saveContext(tx, session, reported(readContext(session.data), report, tx.now))
}

async function openSession(
  tx: Tx,
  customer: CustomerRow,
  { name, startKey, visitorId, context, person }: Arrival,
): Promise<ConversationRow> {
  const session = await openConversation(tx, {
    channel: 'webchat',
    customer,
    visitorName: name,
    startKey,
    teamId: await teamOfNewChats(tx),
    ...(isKnown(context, visitorId) && { visitor: { id: visitorId, context } }),
    isVerified: person !== null,
    verifiedAs: person?.externalId ?? null,
  })
  await recordVisit(tx, session, context)
  await recordActivity(tx, {
    customerId: customer.id,
    type: 'chat',
    description: 'Chat started',
    metadata: { sessionId: session.id },
  })
  return session
}

// A client that tells nothing leaves nothing.
const isKnown = (context: VisitorContext, visitorId: string | null): boolean =>
  visitorId !== null || !isDeepStrictEqual(context, readContext(null))
