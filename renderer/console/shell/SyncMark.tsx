import { cx } from '../../ui/cx.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useFormats } from '../../words/formats.ts'
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
  const { clock } = useFormats()
  const { mark, since } = useStanding()
  const waiting = useOutgoing(({ items }) => items.filter((one) => one.state === 'sending').length)
  const failed = useOutgoing(({ items }) => items.filter((one) => one.state === 'failed').length)
  const heard = since === null ? null : clock(new Date(since).toISOString())
  const shown = mark === 'offline' && heard !== null ? sync.offlineSince(heard) : sync[mark]
  const text = [
    sync.explain[mark],
    heard !== null && sync.heardAt(heard),
    mark !== 'inSync' && waiting > 0 && `${sync.waiting(waiting)}.`,
    failed > 0 && `${sync.failed(failed)}.`,
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <Tooltip text={text} side="right">
      <button
        type="button"
        aria-label={`${shown}. ${text}`}
        className="flex flex-col items-center gap-1 rounded-md py-1 text-center text-[0.625rem] leading-3 text-faint"
      >
        <span aria-hidden className={cx('size-2 rounded-full', colours[mark])} />
        <span className="max-w-15">{shown}</span>
      </button>
    </Tooltip>
  )
}
