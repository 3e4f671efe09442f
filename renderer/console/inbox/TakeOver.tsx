import { Hand } from 'lucide-react'
import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { assign, join } from '../sync/command.ts'
import { HeaderButton } from './HeaderButton.tsx'

/** Makes a conversation one's own: at once when nobody has it, and after a question when a colleague does. */
export function TakeOver({ conversation }: { conversation: Conversation }) {
  const { actions, transfer, commands } = useWords()
  const me = useMe()
  const [isAsking, setAsking] = useState(false)
  const { id, assignee } = conversation
  const take = () => (assignee === null ? attempt(() => join(id)) : setAsking(true))
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
  return (
    <>
      <HeaderButton icon={Hand} label={transfer.takeOver} onClick={take} />
      {isAsking && (
        <TakeOverDialog
          name={assignee.name}
          onClose={() => setAsking(false)}
          onTake={() => attempt(() => assign(id, me.id))}
        />
      )}
    </>
  )
}

interface Props {
  name: string
  onClose: () => void
  onTake: () => void
}

function TakeOverDialog({ name, onClose, onTake }: Props) {
  const { app, transfer } = useWords()
  function take() {
    onTake()
    onClose()
  }
  return (
    <DialogBox
      open
      onOpenChange={onClose}
      title={transfer.takeOverTitle(name)}
      lead={transfer.takeOverLead}
      closeLabel={app.close}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{app.cancel}</Button>
        <Button look="primary" onClick={take}>
          {transfer.takeOver}
        </Button>
      </div>
    </DialogBox>
  )
}
