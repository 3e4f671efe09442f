import { identifyConversation } from '../conversations/index.ts'
import { customerOnChannel, findCustomer, forgetUnused } from '../customers/index.ts'
import { handOverDeals } from '../deals/index.ts'
import { handOverTasks } from '../tasks/index.ts'
import { handOverTickets } from '../tickets/index.ts'
import { moveActivities } from '../timeline/index.ts'
import { contactOf, visitorName } from './contact.ts'
import type { Scene } from './ingest.ts'

/** Whose conversation it is, as far as Crisp knows now: by its people id, then by an address that Crisp has checked. */
export async function identify(scene: Scene, isEmailVerified: boolean): Promise<void> {
  const { tx, session, conversation } = scene
  const before = conversation.customerId
  const contact = contactOf(session, { isEmailVerified, formerName: conversation.visitorName })
  const customer = await customerOnChannel(tx, contact, before)
  const name = visitorName(session)
  const isVerified = isEmailVerified || conversation.isVerified === 1
  const isKnown =
    customer.id === before &&
    name === conversation.visitorName &&
    isVerified === (conversation.isVerified === 1)
  if (isKnown) return
  const told = { customer: customer, visitorName: name, isVerified }
  await identifyConversation(tx, conversation, told)
  if (customer.id !== before) await moveTraces(scene, { from: before, to: customer.id })
}

// What the conversation left behind follows it; whoever was only a name is gone then.
async function moveTraces(
  { tx, conversation }: Scene,
  whom: { from: string; to: string },
): Promise<void> {
  await moveActivities(tx, conversation.id, whom)
  await handOverTickets(tx, conversation.id, whom)
  await handOverTasks(tx, conversation.id, whom)
  await handOverDeals(tx, conversation.id, whom)
  const former = await findCustomer(tx.sql, whom.from)
  if (former) await forgetUnused(tx, former.id, former.createdAt)
}
