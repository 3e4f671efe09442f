import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from './FormProblem.tsx'
import { navigate } from './navigation.ts'
import type { Route } from './route.ts'
import { useAction } from './useAction.ts'

interface Props {
  title: string
  words: { deleteLead: string; delete: string; deleted: string }
  remove: () => Promise<unknown>
  /** Where one is afterwards. */
  next: Route
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Asks before something is deleted that the server cannot bring back. */
export function DeleteDialog({ title, words, remove, next, open, onOpenChange }: Props) {
  const { app } = useWords()
  const deleting = useAction(async () => {
    await remove()
    sayDone(words.deleted)
    onOpenChange(false)
    navigate(next, { replace: true })
  })
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      lead={words.deleteLead}
      closeLabel={app.close}
    >
      <FormProblem error={deleting.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>{app.cancel}</Button>
        <Button look="danger" disabled={deleting.isBusy} onClick={() => deleting.run()}>
          {words.delete}
        </Button>
      </div>
    </DialogBox>
  )
}
