import { create } from 'zustand'
import type { ConsoleToClient } from '../../../server/contract/console.ts'

type Presence = Parameters<ConsoleToClient['presence']>[0]
export type Viewer = Presence['agent']

/** Which other agents look at a conversation, by conversation. */
export const useViewers = create<Readonly<Record<string, readonly Viewer[]>>>()(() => ({}))

const EXPIRES_MS = 9000
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const asked = new Set<(conversationId: string) => void>()

/** Calls when somebody who has just come to a conversation asks who else is there. Returns the function that ends it. */
export function onAsked(listener: (conversationId: string) => void) {
  asked.add(listener)
  return () => void asked.delete(listener)
}

/** Takes in a signal of the server; it is forgotten unless it is repeated. */
export function presenceArrived({ conversationId, agent, isHere, asks }: Presence) {
  const key = `${conversationId} ${agent.id}`
  clearTimeout(timers.get(key))
  timers.delete(key)
  if (isHere) {
    timers.set(
      key,
      setTimeout(() => gone(conversationId, agent.id), EXPIRES_MS),
    )
    came(conversationId, agent)
  } else gone(conversationId, agent.id)
  if (asks) for (const listener of asked) listener(conversationId)
}

function came(conversationId: string, agent: Viewer) {
  const those = useViewers.getState()[conversationId] ?? []
  if (those.some(({ id }) => id === agent.id)) return
  useViewers.setState({ [conversationId]: [...those, agent] })
}

function gone(conversationId: string, agentId: string) {
  useViewers.setState(({ [conversationId]: those = [], ...rest }) => {
    const others = those.filter(({ id }) => id !== agentId)
    return others.length > 0 ? { ...rest, [conversationId]: others } : rest
  }, true)
}

export function forgetPresence() {
  for (const timer of timers.values()) clearTimeout(timer)
  timers.clear()
  useViewers.setState({}, true)
}
