import { ArrowRightLeft } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import type { Deal } from '../../../server/contract/deals.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuChoice } from '../../ui/Menu.tsx'
import { useWords } from '../../words/useWords.ts'
import { type DealFilter, toDeal } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { useWorld } from '../sync/store.ts'
import { DayMark } from './DayMark.tsx'
import { carry } from './drag.ts'
import { moveDeal } from './move.ts'
import { Owner } from './Owner.tsx'
import { useStageName, useStages } from './stages.ts'
import { useMoney } from './useMoney.ts'
import { isWanted, onCardKey } from './walk.ts'

/** One deal on the board: opened by a click, moved by dragging, by its menu or by the keys. */
export const DealCard = memo(function DealCard({
  deal,
  filter,
}: {
  deal: Deal
  filter: DealFilter
}) {
  const { id } = deal
  const link = useRef<HTMLAnchorElement>(null)
  // It has just been moved by the keys, which go on with it.
  useEffect(() => {
    if (isWanted(id)) link.current?.focus()
  }, [id])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the menu and the keys move it, too
    <li
      draggable
      onDragStart={(event) => carry(event, id)}
      className="relative rounded-md border border-line bg-surface shadow-sm hover:border-edge"
    >
      <RouteLink
        to={toDeal(id, filter)}
        data-deal={id}
        draggable={false}
        ref={link}
        onKeyDown={(event) => onCardKey(event, deal)}
        className="flex flex-col gap-1 rounded-md p-2.5"
      >
        <Lines deal={deal} />
      </RouteLink>
      <MoveMenu deal={deal} />
    </li>
  )
})

function Lines({ deal }: { deal: Deal }) {
  const { title, amount, currency, customer } = deal
  const money = useMoney()
  const name = useWorld((world) => world.customers[customer.id]?.value?.name) ?? customer.name
  return (
    <>
      <span className="line-clamp-2 pr-7 font-medium wrap-anywhere">
        <bdi>{title}</bdi>
      </span>
      <span className="font-semibold tabular-nums">{money.text(amount, currency)}</span>
      <span className="truncate text-xs text-soft">
        <bdi>{name}</bdi> · <Owner deal={deal} />
      </span>
      <span className="flex empty:hidden">
        <DayMark deal={deal} />
      </span>
    </>
  )
}

function MoveMenu({ deal }: { deal: Deal }) {
  const { deals: words } = useWords()
  const { stages } = useStages()
  const nameOf = useStageName()
  return (
    <span className="absolute top-1 right-1">
      <Menu
        trigger={
          <IconButton icon={ArrowRightLeft} label={words.move(deal.title)} className="size-7" />
        }
      >
        <MenuChoice
          label={words.moveTo}
          value={deal.stageId}
          options={stages.map((stage) => ({ value: stage.id, label: nameOf(stage) }))}
          onChange={(stageId) => {
            const to = stages.find(({ id }) => id === stageId)
            if (to) moveDeal(deal, to)
          }}
        />
      </Menu>
    </span>
  )
}
