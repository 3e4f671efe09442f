import type { VisitorContext } from '../contract/visitors.ts'
import {
  copyMessages,
  type ConversationRow,
  openConversation,
  takeConversation,
  tellStarted,
} from '../conversations/index.ts'
import { lockCustomer } from '../customers/index.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { hasScheduled } from '../scheduled/index.ts'
import { join } from './merge.ts'
import { refuseSplit } from './policy.ts'
import { type Linker, recordLink } from './save.ts'

/**
 * Makes a new conversation of a message and all public ones after it: they are copied, with their times and authors, and
 * the customer goes on in the new one. The old one keeps all it has and is closed. Answers the id of the new one.
 */
export async function splitConversation(
  tx: Tx,
  id: string,
  fromSeq: number,
  by: Linker,
): Promise<string> {
  const source = await takeConversation(tx, id)
  refuseSplit(source, fromSeq)
  if (await hasScheduled(tx.sql, source.id)) throw problem('merge_scheduled')
  const target = await openPart(tx, source)
  await copyMessages(tx, { from: source.id, after: fromSeq - 1 }, target)
  await tellStarted(tx, target)
  await join(tx, { source, target, kind: 'split', by })
  await recordLink(tx, 'chat_split', { source, target, by })
  return target.id
}

async function openPart(tx: Tx, source: ConversationRow): Promise<ConversationRow> {
  const customer = await lockCustomer(tx, source.customerId)
  // They are being erased, and the conversation with them.
  if (!customer) throw problem('conversation_not_found')
  const { assigneeId, assigneeName, visitorId, data } = source
  return openConversation(tx, {
    channel: source.channel,
    customer,
    visitorName: source.visitorName,
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
    teamId: source.teamId,
    isVerified: source.isVerified === 1,
    verifiedAs: source.verifiedAs,
    isPast: true,
    ...(data !== null && {
      visitor: { id: visitorId, context: JSON.parse(data) as VisitorContext },
    }),
  })
}
