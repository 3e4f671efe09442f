import { CircleArrowUp } from 'lucide-react'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { installUpdate, useUpdates } from './updates.ts'

/** A newer version waits for a restart: quiet, for nobody has to hurry. */
export function UpdateMark() {
  const { updates: words } = useWords()
  const isReady = useUpdates(({ state }) => state?.state === 'ready' && !state.waits)
  if (!isReady) return null
  // On a phone's width there is no room for it; the settings and the menu have it too.
  return (
    <div className="max-md:hidden">
      <IconButton icon={CircleArrowUp} label={words.restart} onClick={installUpdate} />
    </div>
  )
}
