import { CircleAlert } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import { cx } from '../../ui/cx.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import type { Outgoing } from '../sync/outgoing.ts'
import { useOutgoing } from '../sync/sending.ts'
import { type Mark, useStanding } from '../sync/store.ts'
import { navigate } from './navigation.ts'
import { toConversation, toTicket } from './route.ts'

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

/** What could not be sent, in this window or another. */
const useFailed = () =>
  useOutgoing(useShallow(({ items }) => items.filter((one) => one.state === 'failed')))

const placeOf = ({ ticketId, conversationId }: Outgoing) =>
  ticketId ? toTicket(ticketId) : toConversation(conversationId)

/** Says truly whether this screen is up to date. */
export function SyncMark() {
  const { sync } = useWords()
  const { soon } = useFormats()
  const { mark, since } = useStanding()
  const waiting = useOutgoing(({ items }) => items.filter((one) => one.state === 'sending').length)
  const failed = useFailed()
  const heard = since === null ? null : soon(new Date(since).toISOString())
  const shown = mark === 'offline' && heard !== null ? sync.offlineSince(heard) : sync[mark]
  const text = [
    sync.explain[mark],
    heard !== null && sync.heardAt(heard),
    mark !== 'inSync' && waiting > 0 && `${sync.waiting(waiting)}.`,
    failed.length > 0 && `${sync.failed(failed.length)}.`,
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <Tooltip text={text} side="right">
      <button
        type="button"
        aria-label={`${shown}. ${text}`}
        onClick={() => failed[0] && navigate(placeOf(failed[0]))}
        className="flex flex-col items-center gap-1 rounded-md py-1 text-center text-[0.625rem] leading-3 text-faint"
      >
        <span aria-hidden className={cx('size-2 rounded-full', colours[mark])} />
        <span className="max-w-15 text-balance">{shown}</span>
        {failed.length > 0 && <CircleAlert size={14} aria-hidden className="text-danger" />}
      </button>
    </Tooltip>
  )
}
