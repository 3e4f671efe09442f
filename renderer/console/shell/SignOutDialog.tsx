import { create } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'
import { hasChosen } from '../files/uploads.ts'
import { hasDrafts } from '../inbox/drafts.ts'
import { useOutgoing } from '../sync/sending.ts'
import { signOut, whoIsIn } from './account.ts'

const useLeaving = create<{ isAsking: boolean; hasFiles: boolean }>()(() => ({
  isAsking: false,
  hasFiles: false,
}))
const ask = (isAsking: boolean) => useLeaving.setState({ isAsking })

/** Signs out, and first asks what becomes of what is not sent. */
export const leave = () => void askOrLeave()

async function askOrLeave() {
  const hasFiles = await hasChosen(whoIsIn().id).catch(() => false)
  useLeaving.setState({ hasFiles })
  if (useOutgoing.getState().items.length > 0 || hasDrafts() || hasFiles) ask(true)
  else void signOut()
}

function out(discards: boolean) {
  ask(false)
  void signOut({ discards })
}

export function SignOutDialog() {
  const { leaving, app } = useWords()
  const { isAsking, hasFiles } = useLeaving()
  const unsent = useOutgoing(({ items }) => items.length)
  if (!isAsking) return null
  return (
    <DialogBox
      open
      onOpenChange={ask}
      title={leaving.title}
      lead={[
        unsent > 0 && leaving.lead(unsent),
        hasDrafts() && leaving.drafts,
        hasFiles && leaving.files,
      ]
        .filter(Boolean)
        .join(' ')}
      closeLabel={app.close}
    >
      <p className="text-soft">{leaving.hint}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => ask(false)}>{leaving.stay}</Button>
        <Button look="danger" onClick={() => out(true)}>
          {leaving.discard}
        </Button>
        <Button look="primary" onClick={() => out(false)}>
          {leaving.keep}
        </Button>
      </div>
    </DialogBox>
  )
}
