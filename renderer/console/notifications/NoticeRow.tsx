import {
  AlarmClock,
  AtSign,
  Bell,
  BellRing,
  Check,
  ChevronDown,
  ChevronUp,
  Clock,
  Inbox,
  ListTodo,
  type LucideIcon,
  MessageSquare,
  MessageSquarePlus,
  Ticket,
  Timer,
  TriangleAlert,
} from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { AgentNotification, NotificationKind } from '../../../server/contract/notifications.ts'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { markOneRead } from './load.ts'
import { NoticeLog } from './NoticeLog.tsx'
import { openNotice } from './open.ts'
import { routeOfNotice } from './places.ts'
import { noticeText } from './text.ts'

const ICONS: Record<NotificationKind, LucideIcon> = {
  assigned: Inbox,
  message: MessageSquare,
  mention: AtSign,
  new_chat: MessageSquarePlus,
  escalated: BellRing,
  response_due: Timer,
  snooze_ended: Clock,
  ticket_assigned: Ticket,
  ticket_commented: Ticket,
  task_assigned: ListTodo,
  task_due: AlarmClock,
  system: TriangleAlert,
  test: Bell,
}

/** One notification: what it says, and on demand what became of it. */
export function NoticeRow({
  notice,
  isCurrent,
}: {
  notice: AgentNotification
  isCurrent: boolean
}) {
  const { notifications: words } = useWords()
  const [isOpen, setOpen] = useState(false)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const isUnread = notice.readAt === null
  return (
    <li
      ref={row}
      aria-current={isCurrent || undefined}
      className={cx('px-4 py-2', isCurrent && 'bg-sunken')}
    >
      <div className="flex items-start gap-2">
        <Told notice={notice} />
        {isUnread && (
          <IconButton
            icon={Check}
            label={words.markRead}
            onClick={() => attempt(() => markOneRead(notice.id))}
          />
        )}
        <IconButton
          icon={isOpen ? ChevronUp : ChevronDown}
          label={words.why}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      {isOpen && <NoticeLog notice={notice} />}
    </li>
  )
}

function Told({ notice }: { notice: AgentNotification }) {
  const { notifications: words } = useWords()
  const { title, body } = noticeText(notice, words)
  const isUnread = notice.readAt === null
  const Icon = ICONS[notice.kind]
  return (
    <RouteLink
      to={routeOfNotice(notice)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        openNotice(notice)
      }}
      className="flex min-w-0 flex-1 items-start gap-3 rounded-md py-1"
    >
      <Icon
        size={16}
        aria-hidden
        className={cx('mt-0.5 shrink-0', isUnread ? 'text-accent-text' : 'text-faint')}
      />
      <span className="min-w-0 flex-1">
        <Title notice={notice} title={title} />
        {body && <span className="line-clamp-2 text-soft wrap-anywhere">{body}</span>}
      </span>
    </RouteLink>
  )
}

function Title({ notice, title }: { notice: AgentNotification; title: string }) {
  const { notifications: words } = useWords()
  const { brief, full } = useFormats()
  const isUnread = notice.readAt === null
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <span className={cx('wrap-anywhere', isUnread ? 'font-semibold' : 'text-soft')}>{title}</span>
      {notice.isUrgent && <Pill tone="danger">{words.urgent}</Pill>}
      {isUnread && <span className="sr-only">{words.isUnread}</span>}
      <time
        dateTime={notice.createdAt}
        title={full(notice.createdAt)}
        className="text-xs text-faint"
      >
        {brief(notice.createdAt)}
      </time>
    </span>
  )
}
