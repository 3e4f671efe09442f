import { useState } from 'react'
import type { DealStage, DealStageTotal } from '../../../server/contract/deals.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { FormProblem } from '../shell/FormProblem.tsx'
import type { DealFilter } from '../shell/route.ts'
import { useAction } from '../shell/useAction.ts'
import { world } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { DealCard } from './DealCard.tsx'
import { carried, hasLeft, isCarried } from './drag.ts'
import { loadDeals, loadMoreDeals, spanOf } from './load.ts'
import { moveDeal } from './move.ts'
import { useStageName } from './stages.ts'
import { useColumn } from './useDeals.ts'
import { useMoney } from './useMoney.ts'

const CARD_HEIGHT = 112

interface Props {
  stage: DealStage
  filter: DealFilter
  /** Null until it is counted. */
  total: DealStageTotal | null
  /** On a phone there is one column at a time. */
  isChosen: boolean
}

/** The deals of a stage, and what they add up to. A deal that is dropped here comes to it. */
export function StageColumn({ stage, filter, total, isChosen }: Props) {
  const name = useStageName()(stage)
  const [isOver, setOver] = useState(false)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what is dropped here can come by menu and keys, too
    <section
      aria-label={name}
      data-stage={stage.id}
      onDragOver={(event) => {
        if (!isCarried(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => hasLeft(event) && setOver(false)}
      onDrop={(event) => {
        if (!isCarried(event)) return
        event.preventDefault()
        setOver(false)
        const deal = world().deals[carried(event)]?.value
        if (deal) moveDeal(deal, stage)
      }}
      className={cx(
        'flex min-h-0 w-full flex-col rounded-lg border bg-canvas md:max-w-96 md:min-w-56 md:flex-1',
        isOver ? 'border-accent' : 'border-line',
        !isChosen && 'max-md:hidden',
      )}
    >
      <ColumnHeader name={name} stage={stage} total={total} />
      <Cards stage={stage} filter={filter} />
    </section>
  )
}

const MARKS = {
  open: 'border-t-transparent',
  won: 'border-t-good',
  lost: 'border-t-danger',
} as const

function ColumnHeader({ name, stage, total }: Pick<Props, 'stage' | 'total'> & { name: string }) {
  const { deals: words } = useWords()
  const money = useMoney()
  return (
    <header
      className={cx(
        'flex min-h-14 flex-col justify-center gap-0.5 rounded-t-lg border-t-2 border-b border-b-line px-3 py-2',
        MARKS[stage.category],
      )}
    >
      <div className="flex items-baseline gap-2">
        <h3 className="min-w-0 flex-1 truncate font-semibold">{name}</h3>
        {total && <span className="text-xs text-soft">{words.count(total.count)}</span>}
      </div>
      {total && total.sums.length > 0 && (
        <ul aria-label={words.worth} className="flex flex-wrap gap-x-3 text-soft tabular-nums">
          {total.sums.map(({ currency, sum }) => (
            <li key={currency}>{money.text(sum, currency)}</li>
          ))}
        </ul>
      )}
    </header>
  )
}

function Cards({ stage, filter }: Pick<Props, 'stage' | 'filter'>) {
  const { app, deals: words } = useWords()
  const column = { owner: filter.owner, stageId: stage.id }
  const found = useColumn(column)
  const load = useLoad(found ? null : spanOf(column), () => loadDeals(column))
  const more = useAction(() => loadMoreDeals(column))
  if (load.error || !found)
    return (
      <Arriving
        load={load}
        skeleton={<ListSkeleton label={app.loading} rowHeight={CARD_HEIGHT} />}
      />
    )
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-2">
      {found.deals.length === 0 && (
        <p className="px-1 py-3 text-center text-faint">{words.noneHere}</p>
      )}
      <ul className="flex flex-col gap-2">
        {found.deals.map((deal) => (
          <DealCard key={deal.id} deal={deal} filter={filter} />
        ))}
      </ul>
      <FormProblem error={more.error} />
      {found.hasMore && (
        <Button
          size="small"
          className="self-center"
          disabled={more.isBusy}
          onClick={() => more.run()}
        >
          {app.more}
        </Button>
      )}
    </div>
  )
}
