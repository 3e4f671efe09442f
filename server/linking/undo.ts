import {
  askWake,
  continuedIn,
  copyMessages,
  type ConversationRow,
  findConversation,
  lockConversations,
  placeIn,
  type Standing,
  tellRewritten,
} from '../conversations/index.ts'
import type { Tx } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { hasScheduled } from '../scheduled/index.ts'
import { type LinkRow, standingLink } from './queries.ts'
import { asStub, type Linker, recordLink, saveLinked } from './save.ts'

/**
 * Undoes a merge or a split: the source is again what it was, and what was said since is copied to its end, where its
 * customer has seen it. Answers the source's id. Throws `conversation_not_found`, `nothing_continued`, or `continued_further` when the target
 * itself goes on elsewhere. Where a split is undone nobody may be left in the part: `others_continued` and
 * `merge_scheduled`.
 */
export async function undoLink(
  tx: Tx,
  sourceId: string,
  kind: LinkRow['kind'],
  by: Linker,
): Promise<string> {
  const { link, source, target } = await takeLinked(tx, sourceId, kind)
  if (target.continuesIn !== null) throw problem('continued_further')
  const left = withoutSource(target, source)
  if (kind === 'split') await refuseLeft(tx, left)
  const before = JSON.parse(link.before) as { source: Standing; target: Standing }
  const waited = before.source.waitingSince
  const back = await takeBack(tx, { link, source, target, before: before.source })
  await tx.sql
    .updateTable('conversationLinks')
    .set({ undoneAt: tx.now })
    .where('id', '=', link.id)
    .execute()
  const change = kind === 'merged' ? 'unmerged' : 'unsplit'
  await saveLinked(tx, back, { change, line: change, by })
  // Its time may have passed meanwhile, and the job with it.
  if (back.snoozedUntil !== null) await askWake(tx, back.id, back.snoozedUntil)
  if (back.headSeq > link.sourceHead) await tellRewritten(tx, back)
  const rest =
    kind === 'split'
      ? { ...asStub(left, tx.now), continuesIn: back.id, continuesHow: 'unsplit' as const }
      : { ...left, waitingSince: waitWithout(target, before.target, waited) }
  await saveLinked(tx, rest, { change, line: change, by })
  const goesOn = kind === 'split' ? { source: target, target: back } : { source: back, target }
  await recordLink(tx, `chat_${change}`, { ...goesOn, by })
  return back.id
}

async function takeLinked(tx: Tx, sourceId: string, kind: LinkRow['kind']) {
  const known = await findConversation(tx.sql, sourceId)
  if (!known) throw problem('conversation_not_found')
  // Both at once, in the order everybody takes them; what stood before they were held may stand no more.
  const looked = await standingLink(tx.sql, known.id)
  const rows = await lockConversations(tx, looked ? [looked.sourceId, looked.targetId] : [])
  const link = looked && (await standingLink(tx.sql, known.id))
  const source = rows.find(({ id }) => id === link?.sourceId)
  const target = rows.find(({ id }) => id === link?.targetId)
  if (link?.kind !== kind || !source || !target) throw problem('nothing_continued')
  return { link, source, target }
}

// Who had been merged into the part would go on in the whole, and read what was said there before.
async function refuseLeft(tx: Tx, part: ConversationRow): Promise<void> {
  if (part.continues !== null) throw problem('others_continued')
  if (await hasScheduled(tx.sql, part.id)) throw problem('merge_scheduled')
}

interface Way {
  link: LinkRow
  source: ConversationRow
  target: ConversationRow
  before: Standing
}

/** The source as it was, and after that what was said in the target meanwhile, read as far as it was read there. */
async function takeBack(tx: Tx, { link, source, target, before }: Way): Promise<ConversationRow> {
  const { after, shift } = placeIn(target, source.id)
  const back: ConversationRow = { ...source, ...before, continuesIn: null, continuesHow: null }
  const marks = (['agentReadSeq', 'customerReadSeq'] as const).map(
    (key) => [key, target[key] > after ? target[key] + shift : back[key]] as const,
  )
  await copyMessages(tx, { from: link.targetId, after: link.targetHead }, back)
  Object.assign(back, Object.fromEntries(marks))
  // Replies are copied without what their authors had seen.
  if (target.waitingSince !== null && target.waitingSince > link.madeAt)
    back.waitingSince = target.waitingSince
  const { agentReadSeq, customerReadSeq } = back
  await tx.sql
    .updateTable('conversations')
    .set({ agentReadSeq, customerReadSeq })
    .where('id', '=', back.id)
    .execute()
  return back
}

function withoutSource(target: ConversationRow, source: ConversationRow): ConversationRow {
  const gone = new Set([source.id, ...continuedIn(source).map(({ id }) => id)])
  const left = continuedIn(target).filter(({ id }) => !gone.has(id))
  return { ...target, continues: left.length === 0 ? null : JSON.stringify(left) }
}

// A wait that came with the source leaves with it.
const waitWithout = (target: ConversationRow, before: Standing, waited: string | null) =>
  waited !== null && target.waitingSince === waited ? before.waitingSince : target.waitingSince
