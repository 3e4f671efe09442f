import { Clock } from 'lucide-react'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { useNow, waited } from './waiting-time.ts'

const LONG_MS = 10 * 60_000

/** How long somebody has waited for an answer; red when it is long. */
export function Waiting({ since }: { since: string }) {
  const { inbox } = useWords()
  const now = useNow()
  const isLong = now - Date.parse(since) > LONG_MS
  return (
    <span
      title={inbox.waiting(waited(since, now, inbox.waitingShort))}
      className={cx('flex shrink-0 items-center gap-1', isLong ? 'text-danger' : 'text-warn')}
    >
      <Clock size={12} aria-hidden />
      {waited(since, now, inbox.waitingShort)}
    </span>
  )
}
