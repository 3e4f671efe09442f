import { useMemo } from 'react'
import { fold } from '../../text/fold.ts'
import { useMe } from '../shell/account.ts'
import { AgentDot } from '../shell/AgentDot.tsx'
import { teammates } from '../sync/teammates.ts'
import { useWorld } from '../sync/store.ts'
import type { Suggestion } from './useTypeAhead.ts'

const MOST = 8

/** Finds the teammates a note can name: those first whose name, or a word of it, begins as typed. */
export function useTeammates(): (query: string) => readonly Suggestion[] {
  const me = useMe()
  const shelf = useWorld((world) => world.agents)
  return useMemo(() => {
    const others = teammates(shelf)
      .filter(({ id }) => id !== me.id)
      .map((agent) => ({ agent, name: ` ${fold(agent.name)}`, email: fold(agent.email) }))
    return (query) => {
      const wanted = fold(query)
      const found = others.filter(
        ({ name, email }) => name.includes(wanted) || email.startsWith(wanted),
      )
      const begins = (name: string) => Number(name.includes(` ${wanted}`))
      return found
        .toSorted((a, b) => begins(b.name) - begins(a.name) || (a.name < b.name ? -1 : 1))
        .slice(0, MOST)
        .map(({ agent }) => ({
          key: agent.id,
          label: agent.name,
          note: agent.email,
          mark: <AgentDot agentId={agent.id} />,
          choose: () => ({ text: `@${agent.name} ` }),
        }))
    }
  }, [shelf, me.id])
}
