import { useMemo } from 'react'
import type { Agent } from '../../../server/contract/identity.ts'
import { useWords } from '../../words/useWords.ts'
import { call } from '../sync/api.ts'
import { learnAgents } from '../sync/learn.ts'
import { learn, useWorld } from '../sync/store.ts'
import { teammates } from '../sync/teammates.ts'
import { useMe } from './account.ts'
import { AbsenceNote, AgentDot } from './AgentDot.tsx'

export const loadAgents = () =>
  learn(
    () => call<{ data: Agent[] }>({ path: '/api/users' }),
    (world, { data }, askedAt) => learnAgents(world, data, askedAt),
  )

const optionOf = (id: string, label: string) => ({
  value: id,
  label,
  mark: <AgentDot agentId={id} />,
  note: <AbsenceNote agentId={id} />,
})

/** The agents work can be given to, each with their state: oneself first, then the others by name. */
export function useAgentOptions() {
  const { actions } = useWords()
  const me = useMe()
  const shelf = useWorld((world) => world.agents)
  return useMemo(() => {
    const others = teammates(shelf)
      .filter(({ id }) => id !== me.id)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name }) => optionOf(id, name))
    return [optionOf(me.id, actions.me(me.name)), ...others]
  }, [shelf, me, actions])
}
