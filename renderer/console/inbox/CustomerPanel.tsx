import { SquareArrowOutUpRight, X } from 'lucide-react'
import { memo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { CustomerProfile } from '../customers/CustomerProfile.tsx'
import { CustomerTickets } from '../customers/CustomerTickets.tsx'
import { Stats } from '../customers/Stats.tsx'
import { Timeline } from '../customers/Timeline.tsx'
import { navigate } from '../shell/navigation.ts'
import { toCustomer } from '../shell/route.ts'
import { CrispCard } from './CrispCard.tsx'
import { closePanel, usePanel } from './panel.ts'
import { VisitorCard } from './VisitorCard.tsx'

/** Who one talks with: beside the thread, and on a narrow window over it. */
export const CustomerPanel = memo(function CustomerPanel({
  conversation,
}: {
  conversation: Conversation
}) {
  const { customer: words, actions } = useWords()
  const { onWide, onNarrow } = usePanel()
  const { customer, visitorName } = conversation
  return (
    <aside
      aria-label={words.panel}
      className={cx(
        'w-76 shrink-0 flex-col border-l border-line bg-canvas max-xl:absolute max-xl:inset-y-0 max-xl:right-0 max-xl:z-30 max-xl:shadow-raised max-md:inset-0 max-md:w-full',
        onWide ? 'xl:flex' : 'xl:hidden',
        onNarrow ? 'max-xl:flex' : 'max-xl:hidden',
      )}
    >
      <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line px-3">
        <h2 className="flex-1 text-base font-semibold">{words.panel}</h2>
        <IconButton
          icon={SquareArrowOutUpRight}
          label={words.openPage}
          onClick={() => navigate(toCustomer(customer.id))}
        />
        <IconButton icon={X} label={actions.hideCustomer} onClick={closePanel} />
      </header>
      <div key={conversation.id} className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto p-3">
        <CustomerProfile id={customer.id} known={customer} typedName={visitorName} />
        <VisitorCard conversation={conversation} />
        <CrispCard conversation={conversation} />
        <Stats customerId={customer.id} />
        <CustomerTickets customerId={customer.id} onlyOpen />
        <Timeline customerId={customer.id} />
      </div>
    </aside>
  )
})
