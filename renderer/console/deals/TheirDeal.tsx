import type { Deal } from '../../../server/contract/deals.ts'
import { useWords } from '../../words/useWords.ts'
import { DayMark } from './DayMark.tsx'
import { Owner } from './Owner.tsx'
import { useStageName, useStages } from './stages.ts'
import { useMoney } from './useMoney.ts'

/** What somebody else made of a deal while it was edited here. */
export function TheirDeal({ deal }: { deal: Deal }) {
  const { deals: words } = useWords()
  const money = useMoney()
  const nameOf = useStageName()
  const stage = useStages().stages.find(({ id }) => id === deal.stageId)
  return (
    <div
      role="alert"
      className="flex flex-col gap-1 rounded-md border border-danger bg-surface px-3 py-2"
    >
      <p className="text-danger">{words.changed}</p>
      <p className="wrap-anywhere">
        <bdi>{deal.title}</bdi>
      </p>
      <p>
        {money.text(deal.amount, deal.currency)}
        {stage && ` · ${nameOf(stage)}`}
      </p>
      {deal.lostReason && <p className="line-clamp-3 wrap-anywhere text-soft">{deal.lostReason}</p>}
      <p className="flex flex-wrap items-center gap-2 text-xs text-faint">
        <DayMark deal={deal} />
        <Owner deal={deal} />
      </p>
      <p className="text-soft">{words.changedHint}</p>
    </div>
  )
}
