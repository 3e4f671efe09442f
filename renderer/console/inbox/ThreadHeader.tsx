import { ArrowLeft, PanelRight } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { useWords } from '../../words/useWords.ts'
import { navigate } from '../shell/navigation.ts'
import type { Route } from '../shell/route.ts'
import { useTeamName } from '../shell/teams.ts'
import { SnoozeMark } from '../triage/SnoozeMark.tsx'
import { Tags } from '../triage/Tags.tsx'
import { Company, CompanyLine } from './Company.tsx'
import { ConversationActions } from './ConversationActions.tsx'
import { togglePanel } from './panel.ts'
import { Waiting } from './Waiting.tsx'
import { useCompany } from './useCompany.ts'
import { useCustomerOf } from './useCustomerOf.ts'

interface Props {
  conversation: Conversation
  /** The list this conversation was opened from. */
  back: Route
}

export function ThreadHeader({ conversation, back }: Props) {
  const words = useWords()
  const customer = useCustomerOf(conversation)
  return (
    <header className="@container/header shrink-0 border-b border-line">
      {/* Where there is little room what can be done stands under whose conversation it is. */}
      <div className="flex min-h-14 items-center gap-2 px-3 @max-2xl/header:flex-wrap @max-2xl/header:gap-y-0.5 @max-2xl/header:py-1.5">
        <IconButton
          icon={ArrowLeft}
          label={words.app.back}
          className="md:hidden"
          onClick={() => navigate(back)}
        />
        <span className="@max-2xl/header:hidden">
          <Avatar name={customer.name} />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-base font-semibold">
            <bdi>{customer.name}</bdi>
          </h2>
          <Standing conversation={conversation} />
        </div>
        <Company id={conversation.id} />
        <ConversationActions conversation={conversation} />
        <IconButton icon={PanelRight} label={words.actions.showCustomer} onClick={togglePanel} />
      </div>
    </header>
  )
}

/** Through which channel, whose it is, and whether it is still open. */
function Standing({ conversation }: { conversation: Conversation }) {
  const { inbox, actions } = useWords()
  const { id, assignee, status, channel, waitingSince, teamId } = conversation
  const team = useTeamName(teamId)
  const hasCompany = useCompany(id).length > 0
  return (
    <p className="flex items-center gap-1.5 truncate text-xs text-faint">
      {status === 'closed' && <Pill>{inbox.views.closed}</Pill>}
      <CompanyLine id={id} />
      <span className={cx('truncate', hasCompany && '@max-4xl/header:hidden')}>
        {inbox.channels[channel]}
        {team !== undefined && ` · ${team}`}
        <span className="@3xl/header:hidden">
          {' · '}
          {assignee ? inbox.assignedTo(assignee.name) : actions.unassigned}
        </span>
      </span>
      {waitingSince && <Waiting since={waitingSince} />}
      <SnoozeMark conversation={conversation} />
      <Tags ids={conversation.tags} />
    </p>
  )
}
