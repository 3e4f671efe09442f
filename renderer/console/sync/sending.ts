import { create } from 'zustand'
import type { Message } from '../../../server/contract/conversations.ts'
import { anotherAttempt, sendOnce } from './command.ts'
import { newId } from './ids.ts'
import { createOutbox, type Outgoing } from './outbox.ts'
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

export const outbox = createOutbox({
  send: sendOnce,
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

/** Queues a message; it shows in the thread at once. */
export function send(conversationId: string, content: string, visibility: Message['visibility']) {
  outbox.add({
    clientMessageId: newId(),
    conversationId,
    content,
    visibility,
    writtenAt: new Date().toISOString(),
  })
}
