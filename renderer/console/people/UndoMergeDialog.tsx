import { useState } from 'react'
import type { CustomerMerge, UndoPreview } from '../../../server/contract/merging.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { useLoad } from '../sync/useLoad.ts'
import { Belongings } from './Belongings.tsx'
import { previewUndo, undoMerge } from './merging.ts'

interface Props {
  merge: CustomerMerge
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Shows what goes back and what stays before a merge is undone. */
export function UndoMergeDialog({ merge, open, onOpenChange }: Props) {
  const { people, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={people.merged.undoTitle(merge.merged.name)}
      closeLabel={app.close}
    >
      <Form merge={merge} onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

function Form({ merge, onDone }: { merge: CustomerMerge; onDone: () => void }) {
  const { people, app } = useWords()
  const [preview, setPreview] = useState<UndoPreview | null>(null)
  const load = useLoad(`undo ${merge.id}`, async () => setPreview(await previewUndo(merge.id)))
  const undoing = useAction(async () => {
    await undoMerge(merge.id)
    sayDone(people.merged.undone)
    onDone()
  })
  if (load.error || !preview)
    return <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
  return (
    <>
      <Belongings label={people.merged.returns(merge.merged.name)} counts={preview.returns} />
      <Belongings label={people.merged.stays} counts={preview.stays} />
      <FormProblem error={undoing.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{app.cancel}</Button>
        <Button look="primary" disabled={undoing.isBusy} onClick={() => undoing.run()}>
          {people.merged.undoSubmit}
        </Button>
      </div>
    </>
  )
}
