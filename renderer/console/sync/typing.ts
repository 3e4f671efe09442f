import { create } from 'zustand'
import type { ConsoleToClient } from '../../../server/contract/console.ts'
import { onEvents } from './store.ts'

type Typing = Parameters<ConsoleToClient['typing']>[0]

/** Who is typing, by conversation. */
export const useTyping = create<Readonly<Record<string, Typing>>>()(() => ({}))

const EXPIRES_MS = 6000
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Takes in a signal of the server; it fades unless it is repeated. */
export function typingArrived(typing: Typing) {
  const { conversationId } = typing
  clearTimeout(timers.get(conversationId))
  if (!typing.isTyping) return typingEnded(conversationId)
  timers.set(
    conversationId,
    setTimeout(() => typingEnded(conversationId), EXPIRES_MS),
  )
  useTyping.setState({ [conversationId]: typing })
}

/** Without a connection nobody is known to type. */
export function forgetTyping() {
  for (const conversationId of Object.keys(useTyping.getState())) typingEnded(conversationId)
}

function typingEnded(conversationId: string) {
  clearTimeout(timers.get(conversationId))
  timers.delete(conversationId)
  useTyping.setState(({ [conversationId]: _, ...rest }) => rest, true)
}

// Who has sent the message has stopped typing it, whatever their last signal said.
onEvents((events) => {
  for (const event of events) {
    if (event.kind !== 'message.added') continue
    const { conversationId, author } = event.body.message
    if (useTyping.getState()[conversationId]?.who === author.type) typingEnded(conversationId)
  }
})
