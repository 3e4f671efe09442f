import { Plus } from 'lucide-react'
import type { CustomerRef } from '../../../server/contract/customers.ts'
import type { Deal } from '../../../server/contract/deals.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { useWords } from '../../words/useWords.ts'
import { PartFailed } from '../profile/PartFailed.tsx'
import { DayMark } from './DayMark.tsx'
import { askForDeal } from './dialog.ts'
import { Owner } from './Owner.tsx'
import { useStageName, useStages } from './stages.ts'
import { useDealsOf } from './useDeals.ts'
import { useMoney } from './useMoney.ts'

interface Props {
  customer: Pick<CustomerRef, 'id' | 'name'>
  /** What was added here comes from it. */
  conversationId?: string
  /** With those that were won and lost. */
  isWhole?: boolean
}

/** What may be sold to a customer, and where each deal stands. */
export function DealSection({ customer, conversationId, isWhole = false }: Props) {
  const { deals: words } = useWords()
  const { open, closed, load } = useDealsOf(customer.id, isWhole)
  const { id, name } = customer
  const add = () =>
    askForDeal({ does: 'add', customer: { id, name }, ...(conversationId && { conversationId }) })
  return (
    <section aria-label={words.title} className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-semibold">{words.title}</h3>
        <IconButton icon={Plus} label={words.addHere} onClick={add} />
      </div>
      <PartFailed load={load} />
      {open.length === 0 && !load.isLoading && !load.error && (
        <p className="text-faint">{words.none}</p>
      )}
      <Lines deals={open} />
      {isWhole && closed.length > 0 && (
        <>
          <h4 className="pt-1 text-xs font-medium text-faint">{words.closed}</h4>
          <Lines deals={closed} />
        </>
      )}
    </section>
  )
}

const Lines = ({ deals }: { deals: readonly Deal[] }) => (
  <ul className="flex flex-col">
    {deals.map((deal) => (
      <Line key={deal.id} deal={deal} />
    ))}
  </ul>
)

function Line({ deal }: { deal: Deal }) {
  const money = useMoney()
  const nameOf = useStageName()
  const stage = useStages().stages.find(({ id }) => id === deal.stageId)
  return (
    <li>
      <button
        type="button"
        onClick={() => askForDeal({ does: 'open', dealId: deal.id })}
        className="-mx-1.5 flex w-[calc(100%+0.75rem)] flex-col gap-0.5 rounded-md px-1.5 py-1 text-left hover:bg-sunken"
      >
        <span className="flex w-full flex-wrap items-baseline gap-x-2">
          <span className="min-w-24 flex-1 wrap-anywhere">
            <bdi>{deal.title}</bdi>
          </span>
          <span className="tabular-nums">{money.text(deal.amount, deal.currency)}</span>
        </span>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-faint">
          {stage && deal.category === 'open' && <Pill tone="info">{nameOf(stage)}</Pill>}
          <DayMark deal={deal} />
          <Owner deal={deal} />
        </span>
      </button>
    </li>
  )
}
