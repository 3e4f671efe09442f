import { UserX } from 'lucide-react'
import type { Customer } from '../../../server/contract/customers.ts'
import { Empty } from '../../ui/Empty.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useLeaveCommand } from '../shell/commands/useListCommands.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { Pane } from '../shell/Pane.tsx'
import { navigate } from '../shell/navigation.ts'
import { PaneState } from '../shell/PaneState.tsx'
import { type Route, toCustomer } from '../shell/route.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { MergedBanner } from '../people/MergedBanner.tsx'
import { DealSection } from '../deals/DealSection.tsx'
import { CompanyCard } from '../profile/CompanyCard.tsx'
import { CustomerTags } from '../profile/CustomerTags.tsx'
import { Identities } from '../profile/Identities.tsx'
import { Months } from '../profile/Months.tsx'
import { Notes } from '../profile/Notes.tsx'
import { OpenItems } from '../profile/OpenItems.tsx'
import { OwnFields } from '../profile/OwnFields.tsx'
import { TaskSection } from '../tasks/TaskSection.tsx'
import { CustomerHeader } from './CustomerHeader.tsx'
import { CustomerProfile } from './CustomerProfile.tsx'
import { CustomerChats } from './CustomerChats.tsx'
import { CustomerTickets } from './CustomerTickets.tsx'
import { loadCustomer } from './load.ts'
import { Stats } from './Stats.tsx'
import { Timeline } from './Timeline.tsx'

/** Loads a customer; whoever was merged into another is shown as that one. */
async function openCustomer(id: string) {
  const customer = await loadCustomer(id)
  if (customer && customer.id !== id) navigate(toCustomer(customer.id), { replace: true })
}

interface Props {
  id: string
  /** The list they were opened from. */
  back?: Route
}

/** Everything about one customer. */
export function CustomerPage({ id, back = toCustomer(null) }: Props) {
  const { customers: words, app } = useWords()
  const customer = useWorld((world) => world.customers[id]?.value)
  const load = useLoad(customer === undefined ? id : null, () => openCustomer(id))
  useLeaveCommand(back)
  const gone = <Empty icon={UserX} title={words.gone} />
  return (
    <Pane label={customer?.name ?? words.title}>
      {customer ? (
        <Page customer={customer} back={back} />
      ) : (
        <PaneState back={back}>
          {customer === null ? (
            gone
          ) : (
            <Arriving load={load} gone={gone} skeleton={<PageSkeleton label={app.loading} />} />
          )}
        </PaneState>
      )}
    </Pane>
  )
}

function Page({ customer, back }: { customer: Customer; back: Route }) {
  const { id } = customer
  return (
    <>
      <CustomerHeader customer={customer} back={back} />
      <MergedBanner customerId={id} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-6 p-4 lg:grid-cols-[20rem_minmax(0,1fr)] lg:p-6">
          <div className="flex flex-col gap-5">
            <CustomerProfile id={id} known={customer} />
            <CustomerTags customer={customer} />
            <OwnFields customer={customer} />
            <Identities customerId={id} />
            {customer.companyId !== null && <CompanyCard companyId={customer.companyId} />}
            <Stats customerId={id} />
            <Months customerId={id} />
            <Notes customerId={id} />
          </div>
          <div className="flex flex-col gap-6">
            <OpenItems customerId={id} />
            <TaskSection customerId={id} />
            <DealSection customer={customer} isWhole />
            <CustomerTickets customerId={id} />
            <CustomerChats customerId={id} />
            <Timeline customerId={id} />
          </div>
        </div>
      </div>
    </>
  )
}
