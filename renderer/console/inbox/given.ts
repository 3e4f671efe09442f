import { useEffect } from 'react'
import { create } from 'zustand'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { onEvents } from '../sync/store.ts'

/** The conversations that came to this agent without their doing and were not opened since, by id. */
const useGiven = create<Readonly<Record<string, true>>>()(() => ({}))

export const useIsGiven = (id: string) => useGiven((given) => given[id] ?? false)

/** What is open has been seen. */
export function useSeen(id: string) {
  const isGiven = useIsGiven(id)
  useEffect(() => {
    if (isGiven) seen(id)
  }, [isGiven, id])
}

function seen(id: string) {
  if (id in useGiven.getState()) useGiven.setState(({ [id]: _, ...rest }) => rest, true)
}

const HANDS: ReadonlySet<string> = new Set(['assigned', 'transferred'])

/** Whether an event gave a conversation to this agent, by somebody else's hand or by the routing. */
export function isGift(event: StreamEvent, agentId: string) {
  if (event.kind !== 'conversation.changed' || event.refs.channel === 'ticket') return false
  const { change, conversation, by } = event.body
  return HANDS.has(change) && conversation.assignee?.id === agentId && by?.id !== agentId
}

/** Marks what is given to this agent, until it is opened or goes to somebody else. */
export function watchGiven(agentId: string) {
  const end = onEvents((events) => {
    for (const event of events) {
      if (event.kind !== 'conversation.changed') continue
      const { id, assignee, status } = event.body.conversation
      if (isGift(event, agentId)) useGiven.setState({ [id]: true })
      else if (assignee?.id !== agentId || status === 'closed') seen(id)
    }
  })
  return () => {
    end()
    useGiven.setState({}, true)
  }
}
