import type { Message } from '../../../server/contract/conversations.ts'
import type { Thread } from './world.ts'

/** A thread of which nothing is loaded yet; what arrives meanwhile is kept. */
export const emptyThread: Thread = {
  messages: [],
  older: null,
  loaded: false,
  since: 0,
  stale: null,
  changed: {},
}

const place = (message: Message) => message.seq ?? message.afterSeq ?? 0

/** Public messages by number; notes and system lines after the message they follow. */
function inThreadOrder(a: Message, b: Message) {
  const apart = place(a) - place(b)
  if (apart !== 0) return apart
  if ((a.seq === null) !== (b.seq === null)) return a.seq === null ? 1 : -1
  return compare(a.sentAt, b.sentAt) || compare(a.id, b.id)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** One list of both, without repeats. */
function mergeMessages(have: readonly Message[], more: readonly Message[]) {
  const known = new Set(have.map(({ id }) => id))
  const fresh = more.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return have
  return [...have, ...fresh].toSorted(inThreadOrder)
}

export const withMessages = (thread: Thread, more: readonly Message[]): Thread => {
  const messages = mergeMessages(thread.messages, more)
  return messages === thread.messages ? thread : { ...thread, messages }
}

/** The thread with what a message says now; one that is not loaded yet is right when it is. */
export const withChanged = (thread: Thread, message: Message): Thread => ({
  ...thread,
  messages: thread.messages.map((have) => (have.id === message.id ? message : have)),
  changed: { ...thread.changed, [message.id]: message },
})

/** The thread once its messages have other numbers: nothing of it is right any more, and it is shown until it is read anew. */
export const rewritten = (thread: Thread, seq: number): Thread => ({
  ...emptyThread,
  since: seq,
  stale: thread.loaded ? thread.messages : thread.stale,
})

/** The thread with a page that was asked for when the stream stood at `askedAt`. */
export function withPage(
  thread: Thread,
  page: { readonly data: readonly Message[]; readonly next: string | null },
  askedAt: number,
): Thread {
  if (askedAt < thread.since) return thread
  const told = page.data.map((message) => thread.changed[message.id] ?? message)
  return {
    ...thread,
    messages: thread.loaded
      ? mergeMessages(thread.messages, told)
      : mergeMessages(mergeMessages([], told), thread.messages),
    older: page.next,
    loaded: true,
    stale: null,
  }
}
