import {
  ArrowRightLeft,
  BadgeCheck,
  CircleCheck,
  CircleX,
  Globe,
  Handshake,
  IdCard,
  ListChecks,
  ListPlus,
  ListTodo,
  ListX,
  type LucideIcon,
  Merge,
  MessageCircle,
  MessageCircleOff,
  MessageSquareText,
  MessagesSquare,
  NotebookPen,
  Pencil,
  Split,
  Star,
  Tag,
  Ticket,
  TicketCheck,
  Trash2,
  Trophy,
  Undo2,
  UserPlus,
  UserRoundPen,
  Zap,
} from 'lucide-react'
import { memo } from 'react'
import type { Activity, ActivityType } from '../../../server/contract/timeline.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useMoney } from '../deals/useMoney.ts'
import { useLabels } from '../profile/fields.ts'
import { findPlace } from '../shell/found-place.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { useWorld } from '../sync/store.ts'
import {
  activityDetails,
  activityMessage,
  activityRoute,
  activityTitle,
  type Names,
} from './activity-words.ts'

const icons: Record<ActivityType, LucideIcon> = {
  chat: MessageCircle,
  chat_resumed: MessagesSquare,
  chat_closed: MessageCircleOff,
  chat_rated: Star,
  chat_merged: Merge,
  chat_unmerged: Undo2,
  chat_split: Split,
  chat_unsplit: Undo2,
  page_visits: Globe,
  customer_identified: BadgeCheck,
  customer_created: UserPlus,
  customer_updated: UserRoundPen,
  customer_merged: Merge,
  customer_unmerged: Undo2,
  customer_tagged: Tag,
  identity_added: IdCard,
  identity_removed: IdCard,
  note: NotebookPen,
  custom_event: Zap,
  ticket_created: Ticket,
  ticket_updated: Pencil,
  ticket_closed: TicketCheck,
  ticket_comment: MessageSquareText,
  task_created: ListPlus,
  task_updated: Pencil,
  task_done: ListChecks,
  task_reopened: ListTodo,
  task_deleted: ListX,
  deal_created: Handshake,
  deal_updated: Pencil,
  deal_moved: ArrowRightLeft,
  deal_won: Trophy,
  deal_lost: CircleX,
  deal_deleted: Trash2,
}

/** One thing that happened, leading to where it happened. */
export const TimelineEntry = memo(function TimelineEntry({ activity }: { activity: Activity }) {
  const words = useWords()
  const { full } = useFormats()
  const Icon = icons[activity.type] ?? CircleCheck
  const route = activityRoute(activity)
  const title = activityTitle(activity, words)
  const names = useNames()
  const author = useAuthor(activity)
  return (
    <li className="relative flex gap-2.5 pb-3 not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-3 not-last:before:w-px not-last:before:bg-line">
      <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-sunken text-soft">
        <Icon size={13} aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        {route ? (
          <RouteLink
            to={route}
            onClick={() => lookFor(activity)}
            className="font-medium underline-offset-2 hover:underline"
          >
            {title}
          </RouteLink>
        ) : (
          <p className="font-medium">{title}</p>
        )}
        {activityDetails(activity, words, names).map((line) => (
          <p key={line} className="line-clamp-2 text-soft">
            {line}
          </p>
        ))}
        <time dateTime={activity.timestamp} className="block text-xs text-faint">
          {full(activity.timestamp)}
          {author && ` · ${author}`}
        </time>
      </div>
    </li>
  )
})

/** Has the conversation open where the entry is about. */
function lookFor(activity: Activity): void {
  const id = activityMessage(activity)
  const within = activity.metadata['sessionId']
  if (id !== null && typeof within === 'string') findPlace({ within, id })
}

function useNames(): Names {
  const fields = useLabels()
  const tags = useWorld((world) => world.tags)
  const { full } = useFormats()
  const money = useMoney().text
  return { fields, tag: (id) => tags[id]?.value?.name, moment: full, money }
}

/** Who did it, where an agent did. */
function useAuthor({ metadata }: Activity): string | undefined {
  const { byId, byName, by } = metadata
  const known = useWorld(({ agents }) =>
    typeof byId === 'string' ? agents[byId]?.value?.name : undefined,
  )
  const said = [byName, by].find((name) => typeof name === 'string')
  return known ?? (typeof said === 'string' ? said : undefined)
}
