import type { Continued } from '../../../server/contract/conversations.ts'
import type { Item } from '../inbox/thread-items.ts'

/** A part of a thread: something of its own, or a conversation that was merged into it. */
export type Part =
  | { kind: 'item'; key: string; item: Item }
  | { kind: 'merged'; key: string; source: Continued }

const timeOf = (item: Item) => (item.kind === 'day' ? item.at : item.message.sentAt)

/**
 * A thread with the conversations merged into it, each where it began by time; `isWhole` says that nothing older is to
 * be loaded, else what began before the first item waits until that is.
 */
export function placed(
  items: readonly Item[],
  continues: readonly Continued[],
  isWhole: boolean,
): Part[] {
  const [first] = items
  const sources = continues
    .filter(({ how, messages }) => how === 'merged' && messages > 0)
    .filter(({ startedAt }) => isWhole || (first !== undefined && startedAt >= timeOf(first)))
    .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
  const parts: Part[] = []
  let next = 0
  const placeUntil = (time: string | null) => {
    for (; next < sources.length; next++) {
      const source = sources[next]
      if (!source || (time !== null && source.startedAt > time)) return
      parts.push({ kind: 'merged', key: `merged ${source.id}`, source })
    }
  }
  for (const item of items) {
    placeUntil(timeOf(item))
    parts.push({ kind: 'item', key: item.key, item })
  }
  placeUntil(null)
  return parts
}
