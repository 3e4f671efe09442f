import { create } from 'zustand'
import type { ConsoleToClient } from '../../../server/contract/console.ts'
import { onEvents } from './store.ts'

type Typing = Parameters<ConsoleToClient['typing']>[0]

/** Who is typing, by conversation. */
export const useTyping = create<Readonly<Record<string, readonly Typing[]>>>()(() => ({}))

const EXPIRES_MS = 6000
const timers = new Map<string, ReturnType<typeof setTimeout>>()

const isSame = (a: Typing, b: Typing) => a.who === b.who && a.id === b.id
const keyOf = ({ conversationId, who, id }: Typing) => `${conversationId} ${who} ${id}`

/** Takes in a signal of the server; it fades unless it is repeated. */
export function typingArrived(typing: Typing) {
  ended(typing)
  if (!typing.isTyping) return
  timers.set(
    keyOf(typing),
    setTimeout(() => ended(typing), EXPIRES_MS),
  )
  const { conversationId } = typing
  useTyping.setState((all) => ({ [conversationId]: [...(all[conversationId] ?? []), typing] }))
}

/** Without a connection nobody is known to type. */
export function forgetTyping() {
  for (const typing of Object.values(useTyping.getState()).flat()) ended(typing)
}

function ended(typing: Typing) {
  clearTimeout(timers.get(keyOf(typing)))
  timers.delete(keyOf(typing))
  const { conversationId } = typing
  useTyping.setState(({ [conversationId]: those = [], ...rest }) => {
    const others = those.filter((one) => !isSame(one, typing))
    return others.length > 0 ? { ...rest, [conversationId]: others } : rest
  }, true)
}

// Who has sent the message has stopped typing it, whatever their last signal said.
onEvents((events) => {
  for (const event of events) {
    if (event.kind !== 'message.added') continue
    const { conversationId, author } = event.body.message
    for (const typing of useTyping.getState()[conversationId] ?? [])
      if (typing.who === author.type && (typing.who === 'customer' || typing.id === author.id))
        ended(typing)
  }
})
