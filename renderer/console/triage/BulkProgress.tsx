import { useEffect, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { useWords } from '../../words/useWords.ts'
import { useWorld } from '../sync/store.ts'
import { cancelAct, forgetFailed, useActing } from './acts.ts'

const SOON_MS = 1_000

/** How far an act on many conversations is, once it takes longer than a moment, and what of it failed. */
export function BulkProgress() {
  const isRunning = useActing(({ run }) => run !== null)
  return (
    <>
      {isRunning && <Running />}
      <Failures />
    </>
  )
}

function Running() {
  const { app, triage } = useWords()
  const run = useActing((state) => state.run)
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), SOON_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!run || !isLong) return null
  const { done, total } = run
  return (
    <div className="flex items-center gap-3 border-b border-line px-3 py-2">
      <div className="flex-1">
        <p className="text-xs text-soft tabular-nums">{triage.bulk.progress(done, total)}</p>
        <ProgressBar label={triage.bulk.running} done={done / total} />
      </div>
      <Button size="small" onClick={cancelAct}>
        {app.cancel}
      </Button>
    </div>
  )
}

function Failures() {
  const { app, triage } = useWords()
  const failed = useActing((state) => state.failed)
  const conversations = useWorld((world) => world.conversations)
  if (failed.length === 0) return null
  return (
    <DialogBox
      open
      onOpenChange={forgetFailed}
      title={triage.acts.failed(failed.length)}
      lead={triage.acts.failedLead}
      closeLabel={app.close}
    >
      <ul className="max-h-80 overflow-y-auto">
        {failed.map(({ id, message }) => (
          <li key={id} className="flex gap-3 border-b border-line py-1.5">
            <span className="min-w-0 flex-1 truncate font-medium">
              {conversations[id]?.value?.customer.name ?? triage.acts.someConversation}
            </span>
            <span className="text-soft">{message}</span>
          </li>
        ))}
      </ul>
    </DialogBox>
  )
}
