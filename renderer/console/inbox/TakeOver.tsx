import { Hand } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { join } from '../sync/command.ts'
import { act } from '../triage/acts.ts'
import { HeaderButton } from './HeaderButton.tsx'

/** Makes a conversation one's own at once; what a colleague had can be given back as fast. */
export function TakeOver({ conversation }: { conversation: Conversation }) {
  const { actions, transfer, commands } = useWords()
  const me = useMe()
  const { id, assignee } = conversation
  const take = () =>
    assignee === null ? attempt(() => join(id)) : act([id], { kind: 'assign', agentId: me.id })
  useCommands([
    {
      id: 'conversation.take',
      label: commands.conversation.take,
      group: 'conversation',
      keys: ['t'],
      isEnabled: assignee?.id !== me.id,
      run: take,
    },
  ])
  if (assignee === null)
    return (
      <Button look="primary" onClick={take}>
        <Hand size={14} aria-hidden /> {actions.take}
      </Button>
    )
  if (assignee.id === me.id) return null
  return <HeaderButton icon={Hand} label={transfer.takeOver} onClick={take} />
}
