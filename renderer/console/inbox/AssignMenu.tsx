import { UserRound } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu, MenuChoice } from '../../ui/Menu.tsx'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { act } from '../triage/acts.ts'

const NOBODY = ''

/** Gives the conversation to an agent, or back to the queue. */
export function AssignMenu({ conversation }: { conversation: Conversation }) {
  const { actions } = useWords()
  const agents = useAgentOptions()
  const { id, assignee } = conversation
  return (
    <Menu
      trigger={
        <Button aria-label={assignee ? `${actions.assign}: ${assignee.name}` : actions.assign}>
          <UserRound size={14} aria-hidden />
          <span className="max-w-28 truncate @max-3xl/header:hidden">
            {assignee?.name ?? actions.assign}
          </span>
        </Button>
      }
    >
      <MenuChoice
        label={actions.assignTo}
        value={assignee?.id ?? NOBODY}
        options={[
          ...agents.map(({ value, label, mark, note }) => ({
            value,
            label: (
              <>
                {mark} <span className="min-w-0 truncate">{label}</span> {note}
              </>
            ),
          })),
          { value: NOBODY, label: actions.assignNobody },
        ]}
        onChange={(agentId) => act([id], { kind: 'assign', agentId: agentId || null })}
      />
    </Menu>
  )
}
