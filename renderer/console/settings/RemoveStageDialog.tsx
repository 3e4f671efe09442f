import { useState } from 'react'
import type { DealStage } from '../../../server/contract/deals.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { removeStage, useStageName, useStages } from '../deals/stages.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'

interface Props {
  stage: DealStage
  onClose: () => void
}

/** Asks where the deals of a stage go before it is removed. The last of its kind stays. */
export function RemoveStageDialog({ stage, onClose }: Props) {
  const { app, deals } = useWords()
  const { settings: words } = deals
  const name = useStageName()(stage)
  const others = useStages().stages.filter(({ id }) => id !== stage.id)
  const same = others.find(({ category }) => category === stage.category)
  return (
    <DialogBox
      open
      onOpenChange={onClose}
      title={words.removeTitle(name)}
      lead={same ? words.removeLead : words.removeNever}
      closeLabel={app.close}
    >
      {same && <Removing stage={stage} others={others} first={same} onClose={onClose} />}
    </DialogBox>
  )
}

interface RemovingProps extends Props {
  others: readonly DealStage[]
  first: DealStage
}

function Removing({ stage, others, first, onClose }: RemovingProps) {
  const { app, deals } = useWords()
  const { settings: words } = deals
  const nameOf = useStageName()
  const [moveTo, setMoveTo] = useState(first.id)
  const removing = useAction(async () => {
    await removeStage(stage.id, moveTo)
    sayDone(words.removed(nameOf(stage)))
    onClose()
  })
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span aria-hidden className="font-medium">
          {words.moveTo}
        </span>
        <Choice<string>
          label={words.moveTo}
          value={moveTo}
          options={others.map((other) => ({ value: other.id, label: nameOf(other) }))}
          onChange={setMoveTo}
        />
      </div>
      <FormProblem error={removing.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{app.cancel}</Button>
        <Button look="danger" disabled={removing.isBusy} onClick={() => removing.run()}>
          {words.removeSubmit}
        </Button>
      </div>
    </>
  )
}
