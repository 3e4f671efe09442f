import { useMemo } from 'react'
import type { StreamEvent } from '../../../server/contract/events.ts'
import type { Deal, DealDetail, DealStageTotal } from '../../../server/contract/deals.ts'
import { useAnswer } from '../profile/useOwn.ts'
import { useMe } from '../shell/account.ts'
import { withQuery } from '../sync/api.ts'
import { byPlace, rowsWithin } from '../sync/span.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { type Column, loadDealsOf, ownerIn, pathOf, placeOf, spanOf } from './load.ts'

/** The deals of a column as far as it is loaded, and whether there are more; null before the first answer. */
export function useColumn(column: Column) {
  const { owner, stageId } = column
  const me = useMe().id
  const shelf = useWorld((world) => world.deals)
  const span = useWorld((world) => world.spans[spanOf({ owner, stageId })])
  return useMemo(() => {
    if (!span) return null
    const ownerId = owner === 'me' ? me : ownerIn(owner)
    const own = Object.values(shelf).flatMap(({ value }) =>
      value?.stageId === stageId && (ownerId === undefined || value.ownerId === ownerId)
        ? [value]
        : [],
    )
    return { deals: rowsWithin(own, span, placeOf), hasMore: span.next !== null }
  }, [shelf, span, owner, stageId, me])
}

const COUNTED = /^(deal\.|customer\.(deleted|erased))/
const matters = ({ kind }: StreamEvent) => COUNTED.test(kind)

/** What the deals of each stage add up to; counted anew shortly after something happened to one. */
export function useTotals(owner: string) {
  const path = withQuery('/api/deals/totals', { ownerId: ownerIn(owner) })
  const { value, load } = useAnswer<DealStageTotal[]>(path, matters)
  return { totals: value, load }
}

/** A customer's deals as far as they are known, live: the open ones, and what became of the others. */
export function useDealsOf(customerId: string, isWhole: boolean) {
  const category = isWhole ? undefined : 'open'
  const load = useLoad(`deals of ${customerId} ${category}`, () =>
    loadDealsOf(customerId, category),
  )
  const shelf = useWorld((world) => world.deals)
  const deals = useMemo(
    () =>
      Object.values(shelf)
        .flatMap(({ value }) => (value?.customerId === customerId ? [value] : []))
        .toSorted((a, b) => byPlace(placeOf(a), placeOf(b))),
    [shelf, customerId],
  )
  return {
    open: deals.filter((deal) => deal.category === 'open'),
    closed: deals.filter((deal) => deal.category !== 'open'),
    load,
  }
}

/** A deal with its way through the stages; both live. */
export function useDeal(id: string) {
  const { value, load } = useAnswer<DealDetail>(
    pathOf(id),
    ({ kind, refs }) => kind.startsWith('deal.') && refs.dealId === id,
  )
  const known = useWorld((world) => world.deals[id]?.value)
  const isNewer = known && (!value || known.version >= value.version)
  const deal: Deal | null = isNewer ? known : value
  return { deal, history: value?.history ?? null, isGone: known === null, load }
}
