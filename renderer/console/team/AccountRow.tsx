import type { Agent } from '../../../server/contract/identity.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { AgentDot } from '../shell/AgentDot.tsx'
import { loadAgents } from '../shell/agents.tsx'
import { attempt } from '../shell/attempt.ts'
import { ActiveButton } from './ActiveButton.tsx'
import { CapacityField } from './CapacityField.tsx'
import { TEAM_ROLES, updateAccount } from './load.ts'
import { PasswordButton } from './PasswordButton.tsx'
import { RoleChoice } from './RoleChoice.tsx'

/** Changes an account and shows what the server then has. */
const change = (id: string, body: Parameters<typeof updateAccount>[1]) =>
  attempt(async () => {
    await updateAccount(id, body)
    await loadAgents()
  })

/** One account. Nobody takes away their own: they would be locked out at once. */
export function AccountRow({ agent }: { agent: Agent }) {
  const { team, actions } = useWords()
  const me = useMe()
  const { id, name, email, isActive } = agent
  const role = TEAM_ROLES.find((one) => one === agent.role) ?? 'agent'
  const isMe = id === me.id
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-2.5">
      <Avatar name={name} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{isMe ? actions.me(name) : name}</span>
          {isActive && <AgentDot agentId={id} />}
          {!isActive && <Pill>{team.inactive}</Pill>}
        </p>
        <p className="truncate text-xs text-faint">{email}</p>
      </div>
      <CapacityField agent={agent} onChange={(capacity) => change(id, { capacity })} />
      <RoleChoice
        label={team.roleOf(name)}
        value={role}
        disabled={isMe}
        onChange={(next) => change(id, { role: next })}
      />
      <PasswordButton agent={agent} />
      <ActiveButton
        agent={agent}
        disabled={isMe}
        onChange={(next) => change(id, { isActive: next })}
      />
    </li>
  )
}
