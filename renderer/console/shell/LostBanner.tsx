import { CloudOff } from 'lucide-react'
import { cx } from '../../ui/cx.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { isKept, useStanding } from '../sync/store.ts'

/** Says across the window that the connection is gone; the first one may take its moment. */
export function LostBanner() {
  const { sync, offline } = useWords()
  const { soon } = useFormats()
  const since = useStanding((state) => state.since)
  const isLost = useStanding(
    ({ mark, epoch }) => mark === 'offline' || (mark === 'connecting' && epoch > 0),
  )
  const isAsKept = useStanding(isKept)
  if (!isLost) return null
  const heard = since === null ? null : soon(new Date(since).toISOString())
  return (
    <p className="flex min-h-7 shrink-0 items-center justify-center gap-2 bg-warn-soft px-3 py-1 text-center text-xs font-medium text-warn">
      <CloudOff size={14} aria-hidden className="shrink-0" />
      <span>
        {navigator.onLine ? sync.lost : sync.noNetwork}{' '}
        {heard !== null && (
          <span className={cx(!isAsKept && 'max-md:hidden')}>
            {isAsKept ? offline.asOf(heard) : sync.heardAt(heard)}{' '}
          </span>
        )}
        {sync.lostHint}
      </span>
    </p>
  )
}
