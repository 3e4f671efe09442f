import type { Message } from '../../../server/contract/conversations.ts'
import type { Thread } from './world.ts'

/** A thread of which nothing is loaded yet; what arrives meanwhile is kept. */
export const emptyThread: Thread = { messages: [], older: null, loaded: false }

const place = (message: Message) => message.seq ?? message.afterSeq ?? 0

/** Public messages by number; notes and system lines after the message they follow. */
function inThreadOrder(a: Message, b: Message) {
  const apart = place(a) - place(b)
  if (apart !== 0) return apart
  if ((a.seq === null) !== (b.seq === null)) return a.seq === null ? 1 : -1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** One list of both, without repeats. */
export function mergeMessages(have: readonly Message[], more: readonly Message[]) {
  const known = new Set(have.map(({ id }) => id))
  const fresh = more.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return have
  return [...have, ...fresh].toSorted(inThreadOrder)
}

export const withMessages = (thread: Thread, more: readonly Message[]): Thread => {
  const messages = mergeMessages(thread.messages, more)
  return messages === thread.messages ? thread : { ...thread, messages }
}
