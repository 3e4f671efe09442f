import { useMemo } from 'react'
import { useMe } from '../shell/account.ts'
import { useTyping } from '../sync/typing.ts'
import { useViewers } from '../sync/presence.ts'

/** A colleague at a conversation, and whether they are typing a reply. */
export interface Companion {
  readonly id: string
  readonly name: string
  readonly isTyping: boolean
}

/** Which other agents are at a conversation right now. */
export function useCompany(id: string): readonly Companion[] {
  const me = useMe()
  const viewers = useViewers((all) => all[id])
  const typing = useTyping((all) => all[id])
  return useMemo(() => {
    const writers = (typing ?? []).filter(({ who }) => who === 'agent')
    const people = new Map((viewers ?? []).map((one) => [one.id, { ...one, isTyping: false }]))
    for (const { id: agentId, name } of writers)
      if (agentId !== null) people.set(agentId, { id: agentId, name, isTyping: true })
    people.delete(me.id)
    return [...people.values()]
  }, [viewers, typing, me.id])
}
