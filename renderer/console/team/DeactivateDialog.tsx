import type { Agent } from '../../../server/contract/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'

interface Props {
  agent: Agent
  open: boolean
  onOpenChange: (open: boolean) => void
  onDeactivate: () => void
}

/** Asks first: whoever is deactivated is thrown out in mid-sentence. */
export function DeactivateDialog({ agent, open, onOpenChange, onDeactivate }: Props) {
  const { team, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={team.deactivateTitle(agent.name)}
      lead={team.deactivateLead}
      closeLabel={app.close}
    >
      <div className="flex justify-end gap-2">
        <Button autoFocus onClick={() => onOpenChange(false)}>
          {app.cancel}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onOpenChange(false)
            onDeactivate()
          }}
        >
          {team.deactivate}
        </Button>
      </div>
    </DialogBox>
  )
}
