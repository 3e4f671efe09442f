import { create } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'
import { hasDrafts } from '../inbox/drafts.ts'
import { useOutgoing } from '../sync/sending.ts'
import { signOut } from './account.ts'

const useLeaving = create<{ isAsking: boolean }>()(() => ({ isAsking: false }))
const ask = (isAsking: boolean) => useLeaving.setState({ isAsking })

/** Signs out, and first asks what becomes of what is not sent. */
export function leave() {
  if (useOutgoing.getState().items.length > 0 || hasDrafts()) ask(true)
  else void signOut()
}

function out(discards: boolean) {
  ask(false)
  void signOut({ discards })
}

export function SignOutDialog() {
  const { leaving, app } = useWords()
  const isAsking = useLeaving((state) => state.isAsking)
  const unsent = useOutgoing(({ items }) => items.length)
  if (!isAsking) return null
  return (
    <DialogBox
      open
      onOpenChange={ask}
      title={leaving.title}
      lead={[unsent > 0 && leaving.lead(unsent), hasDrafts() && leaving.drafts]
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
