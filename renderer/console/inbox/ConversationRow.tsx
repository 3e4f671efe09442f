import { CircleAlert } from 'lucide-react'
import { memo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { cx } from '../../ui/cx.ts'
import { Pill } from '../../ui/Pill.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import type { Listing } from '../shell/listing.ts'
import { toInbox } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { useTeamName } from '../shell/teams.ts'
import { useOutgoing } from '../sync/sending.ts'
import { RowCheck } from '../triage/RowCheck.tsx'
import { SnoozeMark } from '../triage/SnoozeMark.tsx'
import { Tags } from '../triage/Tags.tsx'
import { aheadOf } from './ahead.ts'
import { Company } from './Company.tsx'
import { useHasDraft } from './drafts.ts'
import { useIsGiven } from './given.ts'
import { useCustomerOf } from './useCustomerOf.ts'
import { Preview } from './Preview.tsx'
import { unreadOf } from './views.ts'
import { Waiting } from './Waiting.tsx'

interface Props {
  conversation: Conversation
  listing: Listing
  /** What the list holds by now: what is chosen with Shift goes up to this one. */
  rowsNow: () => readonly Conversation[]
  isOpen: boolean
}

/** One conversation in the list: who, what was said last, and whether somebody waits. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { conversation, listing, rowsNow, isOpen } = props
  const { brief } = useFormats()
  const customer = useCustomerOf(conversation)
  const unread = unreadOf(conversation)
  return (
    <div className="group/row relative h-full">
      <RouteLink
        to={toInbox(listing, conversation.id)}
        {...aheadOf(conversation.id)}
        aria-current={isOpen ? 'true' : undefined}
        className={cx(
          'flex h-full gap-2.5 border-b border-line items-center px-3 focus-visible:-outline-offset-2',
          isOpen ? 'bg-accent-soft' : 'hover:bg-sunken',
        )}
      >
        <Avatar name={customer.name} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex items-baseline gap-2">
            <span className={cx('flex-1 truncate', unread > 0 ? 'font-semibold' : 'font-medium')}>
              <bdi>{customer.name}</bdi>
            </span>
            <span className="-my-1.5 self-center">
              <Company id={conversation.id} />
            </span>
            <time
              dateTime={conversation.lastActivityAt}
              className="text-xs text-faint tabular-nums"
            >
              {brief(conversation.lastActivityAt)}
            </time>
          </span>
          <Preview message={conversation.lastMessage} isUnread={unread > 0} />
          <RowMarks conversation={conversation} unread={unread} />
        </span>
      </RouteLink>
      <RowCheck id={conversation.id} name={customer.name} rowsNow={rowsNow} isOpen={isOpen} />
    </div>
  )
})

function RowMarks({ conversation, unread }: { conversation: Conversation; unread: number }) {
  const { inbox, transfer, composing } = useWords()
  const { number } = useFormats()
  const isGiven = useIsGiven(conversation.id)
  const hasDraft = useHasDraft(conversation.id)
  const team = useTeamName(conversation.teamId)
  const hasFailed = useOutgoing(({ items }) =>
    items.some((one) => one.conversationId === conversation.id && one.state === 'failed'),
  )
  return (
    <span className="flex h-4 items-center gap-2 text-xs text-faint">
      {conversation.waitingSince && <Waiting since={conversation.waitingSince} />}
      {hasDraft && <Pill tone="warn">{composing.draft}</Pill>}
      <SnoozeMark conversation={conversation} />
      {isGiven && <Pill tone="accent">{transfer.forYou}</Pill>}
      <Tags ids={conversation.tags} />
      {conversation.assignee && <span className="truncate">{conversation.assignee.name}</span>}
      {team !== undefined && <span className="truncate">{team}</span>}
      {hasFailed && (
        <CircleAlert size={14} className="text-danger" aria-label={inbox.failedSend} role="img" />
      )}
      {unread > 0 && (
        <span className="ml-auto flex">
          <Badge count={number(unread)} label={inbox.unread(unread)} />
        </span>
      )}
    </span>
  )
}
