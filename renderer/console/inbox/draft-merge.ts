import type { Draft as ServerDraft } from '../../../server/contract/drafts.ts'
import { type Draft, opened, type Texts, textsOf } from '../sync/outgoing.ts'

const NOTHING: Texts = { reply: '', note: '' }

const wordsOf = (text: string) => text.split(/(?<=\s)(?=\S)/)

/** How many words two texts begin with alike. */
function alike(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((word, at) => word.trim() !== other[at]?.trim())
  return differs === -1 ? one.length : differs
}

/** Both texts as one: what they begin and end with alike once, and between that first theirs, then mine. */
function joined(mine: string, theirs: string): string {
  const [ours, others] = [wordsOf(mine), wordsOf(theirs)]
  const start = alike(others, ours)
  const [left, right] = [ours.slice(start), others.slice(start)]
  const end = alike(right.toReversed(), left.toReversed())
  const middle = right.slice(0, right.length - end).join('')
  const added = left.slice(0, left.length - end).join('')
  const gap = middle === '' || /\s$/.test(middle) ? '' : '\n'
  const parts = [...others.slice(0, start), middle, gap, added]
  const rest = right.slice(right.length - end).join('')
  const last = added === '' || rest === '' || /\s$/.test(added) ? '' : '\n'
  return [...parts, last, rest].join('')
}

/** One text of two that were made of the same one: where both were changed, both stay. */
function mergedText(base: string, mine: string, theirs: string): string {
  if (theirs === base) return mine
  if (mine === base) return theirs
  if (mine.includes(theirs)) return mine
  return theirs.includes(mine) ? theirs : joined(mine, theirs)
}

const isSame = (one: Texts, other: Texts) => one.reply === other.reply && one.note === other.note

/** The earlier of two messages a draft was begun after. */
const sinceOf = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

/**
 * The draft of this device after another one has changed the server's meanwhile: nothing that was written on either is
 * lost. It is `editedAt` now when the server does not have it like that.
 */
export function mergedDraft(mine: Draft, theirs: ServerDraft, now: string): Draft {
  const [base, ours] = [mine.base ?? NOTHING, textsOf(mine)]
  const texts = {
    reply: mergedText(base.reply, ours.reply, theirs.reply),
    note: mergedText(base.note, ours.note, theirs.note),
  }
  return {
    ...opened(texts, mine.mode),
    sinceSeq: sinceOf(mine.sinceSeq, theirs.sinceSeq),
    version: theirs.version,
    base: { reply: theirs.reply, note: theirs.note },
    ...(!isSame(texts, theirs) && { editedAt: now }),
  }
}

/** Whether a merged draft says more than either of those it was made of. */
export const isJoined = (merged: Draft, mine: Draft, theirs: Texts): boolean =>
  !isSame(textsOf(merged), textsOf(mine)) && !isSame(textsOf(merged), theirs)
