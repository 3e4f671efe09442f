import type { Conversation } from '../../../server/contract/conversations.ts'
import { put, without } from './put.ts'
import type { Rows } from './rows.ts'
import type { World } from './world.ts'

/** How many pages of a list may be here before those far from what is shown are let go. */
const MOST = 12
const NEAR = 3

interface Scrolled {
  readonly rows: Rows<Conversation>
  /** The first and the last page in sight. */
  readonly shown: { readonly first: number; readonly last: number }
}

interface Kept {
  /** Whether a conversation is needed elsewhere. */
  readonly isNeeded: (conversation: Conversation) => boolean
  /** Lists that hold only what is needed. */
  readonly lists: ReadonlySet<string>
}

/**
 * The world without the rows of a list that are far from what is shown: they are fetched again when they come near.
 * The first page stays, because news arrives there. Lists beside it that may have shown the same rows begin anew.
 */
export function letGo(world: World, name: string, { rows, shown }: Scrolled, kept: Kept): World {
  const span = world.spans[name]
  if (!span || span.sheets.filter(({ gone }) => gone === null).length <= MOST) return world
  const isFar = (sheet: number) =>
    sheet > 0 && (sheet < shown.first - NEAR || sheet > shown.last + NEAR)
  const far = span.sheets.flatMap(({ gone }, sheet) =>
    gone === null && isFar(sheet) ? [sheet] : [],
  )
  const sheets = [...span.sheets]
  for (const sheet of far) {
    const one = sheets[sheet]
    if (one) sheets[sheet] = { ...one, gone: rows.rowsOf(sheet).length }
  }
  const ids = far.flatMap((sheet) =>
    rows.rowsOf(sheet).flatMap((row) => (kept.isNeeded(row) ? [] : [row.id])),
  )
  const others = Object.keys(world.spans).filter(
    (other) => other.startsWith('inbox ') && other !== name && !kept.lists.has(other),
  )
  return {
    ...world,
    conversations: without(world.conversations, ids),
    news: without(world.news, ids),
    spans: put(without(world.spans, others), name, { ...span, sheets }),
  }
}
