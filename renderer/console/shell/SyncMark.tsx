import { cx } from '../../ui/cx.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useWords } from '../../words/useWords.ts'
import { useOutgoing } from '../sync/sending.ts'
import { type Mark, useStanding } from '../sync/store.ts'

const colours: Record<Mark, string> = {
  inSync: 'bg-good',
  catchingUp: 'bg-info animate-pulse',
  connecting: 'bg-warn animate-pulse',
  offline: 'bg-danger',
}

/** Tells those who do not see the mark when it is no longer green. */
export function SyncNews() {
  const { sync } = useWords()
  const mark = useStanding((state) => state.mark)
  return <output className="sr-only">{mark === 'inSync' ? '' : sync[mark]}</output>
}

/** Says truly whether this screen is up to date. */
export function SyncMark() {
  const { sync } = useWords()
  const mark = useStanding((state) => state.mark)
  const waiting = useOutgoing(({ items }) => items.filter((one) => one.state === 'sending').length)
  const explained = sync.explain[mark]
  const text =
    mark !== 'inSync' && waiting > 0 ? `${explained} ${sync.waiting(waiting)}.` : explained
  return (
    <Tooltip text={text} side="right">
      <button
        type="button"
        aria-label={`${sync[mark]}. ${text}`}
        className="flex flex-col items-center gap-1 rounded-md py-1 text-center text-[0.625rem] leading-3 text-faint"
      >
        <span aria-hidden className={cx('size-2 rounded-full', colours[mark])} />
        <span className="max-w-15">{sync[mark]}</span>
      </button>
    </Tooltip>
  )
}
