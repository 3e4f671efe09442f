import { UsersRound } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { useTeams } from '../shell/teams.ts'

/** Where a conversation can be handed to: every team's queue, and every agent but the one who has it. */
export function useDestinations({ assignee }: Conversation) {
  const { teams: words } = useWords()
  const agents = useAgentOptions()
  const teams = useTeams()
  return [
    ...teams.map(({ id, name }) => ({
      value: `team ${id}`,
      label: words.aTeam(name),
      mark: <UsersRound size={14} aria-hidden className="text-faint" />,
      to: { agentId: null, teamId: id },
    })),
    ...agents
      .filter(({ value }) => value !== assignee?.id)
      .map((agent) => ({ ...agent, to: { agentId: agent.value, teamId: null } })),
  ]
}
