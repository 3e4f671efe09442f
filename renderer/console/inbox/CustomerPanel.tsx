import { SquareArrowOutUpRight, X } from 'lucide-react'
import { memo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { CustomerProfile } from '../customers/CustomerProfile.tsx'
import { Stats } from '../customers/Stats.tsx'
import { Timeline } from '../customers/Timeline.tsx'
import { DealSection } from '../deals/DealSection.tsx'
import { CompanyCard } from '../profile/CompanyCard.tsx'
import { CustomerTags } from '../profile/CustomerTags.tsx'
import { Identities } from '../profile/Identities.tsx'
import { Months } from '../profile/Months.tsx'
import { Notes } from '../profile/Notes.tsx'
import { OpenItems } from '../profile/OpenItems.tsx'
import { OwnFields } from '../profile/OwnFields.tsx'
import { navigate } from '../shell/navigation.ts'
import { toCustomer } from '../shell/route.ts'
import { isKept, useStanding, useWorld } from '../sync/store.ts'
import { TaskSection } from '../tasks/TaskSection.tsx'
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
        <ToDo conversation={conversation} />
        <VisitorCard conversation={conversation} />
        <CrispCard conversation={conversation} />
        <KnownParts customerId={customer.id} />
        <OtherParts customerId={customer.id} />
      </div>
    </aside>
  )
})

// Nobody knows that nothing is open where nobody can be asked.
function ToDo({ conversation: { id, customer } }: { conversation: Conversation }) {
  if (useStanding(isKept)) return null
  return (
    <>
      <OpenItems customerId={customer.id} />
      <TaskSection customerId={customer.id} />
      <DealSection customer={customer} conversationId={id} />
    </>
  )
}

// Only once the whole customer is known; the thread and the other parts do not wait for it.
function KnownParts({ customerId }: { customerId: string }) {
  const customer = useWorld((world) => world.customers[customerId]?.value)
  if (!customer) return null
  return (
    <>
      <CustomerTags customer={customer} />
      <OwnFields customer={customer} />
      {customer.companyId !== null && <CompanyCard companyId={customer.companyId} />}
    </>
  )
}

// Each asks for its own, so that one that is slow or fails keeps no other back.
function OtherParts({ customerId }: { customerId: string }) {
  const { offline } = useWords()
  if (useStanding(isKept)) return <p className="text-faint">{offline.panel}</p>
  return (
    <>
      <Notes customerId={customerId} />
      <Identities customerId={customerId} />
      <Stats customerId={customerId} />
      <Months customerId={customerId} />
      <Timeline customerId={customerId} />
    </>
  )
}
