import { Moon } from 'lucide-react'
import { useWords } from '../../words/useWords.ts'
import { sayAvailability } from '../sync/command.ts'
import { useStanding, useWorld } from '../sync/store.ts'
import { useMe } from './account.ts'
import { attempt } from './attempt.ts'

/** Reminds an agent across the window that work passes them by. Without a connection another banner speaks. */
export function AbsentBanner() {
  const { availability } = useWords()
  const { id } = useMe()
  const state = useWorld(({ agents }) => agents[id]?.value?.availability ?? 'online')
  const isLost = useStanding(({ since }) => since !== null)
  if (state === 'online' || isLost) return null
  return (
    <p className="flex min-h-7 shrink-0 items-center justify-center gap-2 bg-warn-soft px-3 py-1 text-center text-xs font-medium text-warn">
      <Moon size={14} aria-hidden className="shrink-0" />
      <span>
        {availability.absent[state]}{' '}
        <button
          type="button"
          className="font-semibold underline underline-offset-2"
          onClick={() => attempt(() => sayAvailability('online'))}
        >
          {availability.goOnline}
        </button>
      </span>
    </p>
  )
}
