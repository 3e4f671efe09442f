import { create } from 'zustand'
import type { ConsoleToClient } from '../../../server/contract/console.ts'

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

/** Whoever was typing in this conversation has sent their message. */
export function typingEnded(conversationId: string) {
  clearTimeout(timers.get(conversationId))
  timers.delete(conversationId)
  useTyping.setState(({ [conversationId]: _, ...rest }) => rest, true)
}
