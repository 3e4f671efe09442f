import { create } from 'zustand'
import type { Message } from '../../../server/contract/conversations.ts'
import { anotherAttempt, sendOnce } from './command.ts'
import { newId } from '../../text/ids.ts'
import { commentOnce } from './comment.ts'
import { Outbox, type Outgoing } from './outbox.ts'
import { change, onEvents } from './store.ts'
import { withMessages } from './thread.ts'

/** The messages that are on their way, in the order they were written. */
export const useOutgoing = create<{ items: readonly Outgoing[] }>()(() => ({ items: [] }))

function stored(message: Message) {
  change((world) => {
    const thread = world.threads[message.conversationId]
    if (!thread) return world
    const threads = { ...world.threads, [message.conversationId]: withMessages(thread, [message]) }
    return { ...world, threads }
  })
}

export const outbox = new Outbox({
  send: (item) => (item.ticketId ? commentOnce(item, item.ticketId) : sendOnce(item)),
  stored,
  changed: (items) => useOutgoing.setState({ items }),
  another: anotherAttempt,
})

onEvents((events) => {
  for (const event of events) {
    if (event.kind !== 'message.added') continue
    const { clientMessageId } = event.body.message
    if (clientMessageId) outbox.arrived(clientMessageId)
  }
})

type Written = Pick<Outgoing, 'conversationId' | 'content' | 'visibility' | 'ticketId'>

/** Queues a message, or with `ticketId` a comment; it shows in the thread at once. */
export function send(written: Written) {
  outbox.add({ ...written, clientMessageId: newId(), writtenAt: new Date().toISOString() })
}
