import type { Continued } from '../contract/conversations.ts'
import {
  continuedIn,
  type ConversationRow,
  lockConversations,
  throughTo,
} from '../conversations/index.ts'
import type { Tx } from '../db/transaction.ts'
import { isId, newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { hasScheduled } from '../scheduled/index.ts'
import { refuseMerge } from './policy.ts'
import { asStub, type Linker, recordLink, saveLinked, standingOf } from './save.ts'

/**
 * Merges one conversation into another of the same customer: it becomes a closed stub, and its customer goes on in the
 * target, whose id is answered. No message moves. Throws `conversation_not_found`, `merge_scheduled`, and what `refuseMerge` throws.
 */
export async function mergeConversations(
  tx: Tx,
  sourceId: string,
  targetId: string,
  by: Linker,
): Promise<string> {
  const rows = await lockConversations(tx, [sourceId, targetId].filter(isId))
  const source = rows.find(({ id }) => id === sourceId)
  const target = rows.find(({ id }) => id === targetId)
  if (!source || !target) throw problem('conversation_not_found')
  refuseMerge(source, target)
  if (await hasScheduled(tx.sql, source.id)) throw problem('merge_scheduled')
  await join(tx, { source, target, kind: 'merged', by })
  await recordLink(tx, 'chat_merged', { source, target, by })
  return target.id
}

/** Lets a conversation's customer go on in another one, after what is said there now. */
export async function join(
  tx: Tx,
  {
    source,
    target,
    kind,
    by,
  }: { source: ConversationRow; target: ConversationRow; kind: Continued['how']; by: Linker },
): Promise<void> {
  await tx.sql
    .insertInto('conversationLinks')
    .values({
      id: newId(),
      kind,
      sourceId: source.id,
      targetId: target.id,
      sourceHead: source.headSeq,
      targetHead: target.headSeq,
      madeBy: by.id,
      madeAt: tx.now,
      undoneAt: null,
      before: JSON.stringify({ source: standingOf(source), target: standingOf(target) }),
    })
    .execute()
  const stub: ConversationRow = {
    ...asStub(source, tx.now),
    continuesIn: target.id,
    continuesHow: kind,
  }
  await saveLinked(tx, stub, { change: kind, line: `${kind}_into ${target.id}`, by })
  const whole: ConversationRow = {
    ...(source.waitingSince === null ? target : awake(target, tx.now)),
    waitingSince: earlier(source.waitingSince, target.waitingSince),
    continues: JSON.stringify([...continuedIn(target), ...entries(source, target, kind)]),
  }
  await saveLinked(tx, whole, { change: kind, line: `${kind}_from ${source.id}`, by })
}

// As when its customer writes: who waits must not be out of sight.
const awake = (row: ConversationRow, now: string): ConversationRow =>
  row.snoozedUntil === null ? row : { ...row, snoozedUntil: null, returnedAt: now }

// Those who went on in the source go on in the target with it.
function entries(source: ConversationRow, target: ConversationRow, how: Continued['how']) {
  const after = target.headSeq
  const shift = source.headSeq - after
  const { id, startedAt, headSeq: messages } = source
  const own: Continued = { id, how, startedAt, messages, after, shift }
  return [own, ...throughTo(continuedIn(source), after, shift)]
}

const earlier = (left: string | null, right: string | null) =>
  left === null || right === null ? (left ?? right) : left < right ? left : right
