import { useState } from 'react'
import type { Agent } from '../../../server/contract/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'

interface Props {
  agent: Agent
  disabled: boolean
  onChange: (isActive: boolean) => void
}

/** Lets somebody in again, or out; that asks first, for it throws them out in mid-sentence. */
export function ActiveButton({ agent: { name, isActive }, disabled, onChange }: Props) {
  const { team, app } = useWords()
  const [isAsking, setAsking] = useState(false)
  const deactivate = () => {
    setAsking(false)
    onChange(false)
  }
  return (
    <>
      <Button
        className="w-32"
        disabled={disabled}
        aria-label={isActive ? team.deactivateOne(name) : team.reactivateOne(name)}
        onClick={() => (isActive ? setAsking(true) : onChange(true))}
      >
        {isActive ? team.deactivate : team.reactivate}
      </Button>
      <DialogBox
        open={isAsking}
        onOpenChange={setAsking}
        title={team.deactivateTitle(name)}
        lead={team.deactivateLead}
        closeLabel={app.close}
      >
        <div className="flex justify-end gap-2">
          <Button autoFocus onClick={() => setAsking(false)}>
            {app.cancel}
          </Button>
          <Button look="danger" onClick={deactivate}>
            {team.deactivate}
          </Button>
        </div>
      </DialogBox>
    </>
  )
}
