import { CloudOff } from 'lucide-react'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useStanding } from '../sync/store.ts'

/** Says across the window that the connection is gone; the first one may take its moment. */
export function LostBanner() {
  const { sync } = useWords()
  const { clock } = useFormats()
  const since = useStanding((state) => state.since)
  const isLost = useStanding(
    ({ mark, epoch }) => mark === 'offline' || (mark === 'connecting' && epoch > 0),
  )
  if (!isLost) return null
  return (
    <p className="flex min-h-7 shrink-0 items-center justify-center gap-2 bg-warn-soft px-3 py-1 text-center text-xs font-medium text-warn">
      <CloudOff size={14} aria-hidden className="shrink-0" />
      <span>
        {navigator.onLine ? sync.lost : sync.noNetwork}{' '}
        {since !== null && (
          <span className="max-md:hidden">
            {sync.heardAt(clock(new Date(since).toISOString()))}{' '}
          </span>
        )}
        {sync.lostHint}
      </span>
    </p>
  )
}
