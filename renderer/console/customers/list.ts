import { create } from 'zustand'
import type { Customer } from '../../../server/contract/customers.ts'
import { askPage, withQuery } from '../sync/api.ts'
import { learnCustomers } from '../sync/learn.ts'
import { useSegments } from '../people/segments.ts'
import { change, onEvents, useStanding, world } from '../sync/store.ts'

/** The customers a search found, in the server's order; who they are is in the world. */
interface Found {
  /** What was searched; null before the first answer. */
  readonly query: string | null
  /** The segment it is narrowed to. */
  readonly segment: string | null
  readonly ids: readonly string[]
  readonly next: string | null
}

const NOTHING: Found = { query: null, segment: null, ids: [], next: null }

export const useFound = create<Found>()(() => NOTHING)

const PAGE = '50'

async function fetchPage(query: string, segment: string | null, cursor: string) {
  const askedAt = world().seq
  const { emptied } = useStanding.getState()
  const q = query || undefined
  const path =
    segment === null ? '/api/customers' : `/api/segments/${encodeURIComponent(segment)}/customers`
  const page = await askPage<Customer>(withQuery(path, { q, cursor, limit: PAGE }))
  if (emptied !== useStanding.getState().emptied) return null
  change((now) => learnCustomers(now, page.data, askedAt))
  return { ids: page.data.map(({ id }) => id), next: page.next }
}

let newest = 0

/** Searches; an answer that a later search has overtaken is dropped. */
export async function search(query: string, segment: string | null) {
  const turn = ++newest
  const page = await fetchPage(query, segment, '')
  if (page && turn === newest) useFound.setState({ query, segment, ...page })
}

let isMore = false

/** Loads what follows, when the list nears its end. */
export async function searchMore() {
  const { query, segment, ids, next } = useFound.getState()
  if (next === null || query === null || isMore) return
  isMore = true
  const page = await fetchPage(query, segment, next).catch(() => null)
  isMore = false
  const now = useFound.getState()
  if (page && now.query === query && now.segment === segment)
    useFound.setState({ ids: [...new Set([...ids, ...page.ids])], next: page.next })
}

// The list without a search is newest first, so whoever is new stands at its top.
onEvents((events) => {
  const { query, segment, ids } = useFound.getState()
  if (query !== '' || segment !== null) return
  const fresh = events.flatMap((event) =>
    event.kind === 'customer.created' ? [event.body.customer.id] : [],
  )
  if (fresh.length > 0) useFound.setState({ ids: [...new Set([...fresh.toReversed(), ...ids])] })
})

let latest = 0

// Whoever a segment holds comes and goes by itself: the first page anew. What was loaded below it stays, unless the
// segment itself is another.
async function refresh(query: string, segment: string, isOther: boolean) {
  const [turn, mine] = [newest, ++latest]
  const page = await fetchPage(query, segment, '')
  const { ids, next } = useFound.getState()
  if (!page || turn !== newest || mine !== latest) return
  const isWhole = isOther || ids.length <= Number(PAGE)
  useFound.setState(
    isWhole ? { query, segment, ...page } : { ids: [...new Set([...page.ids, ...ids])], next },
  )
}

useSegments.subscribe((now, before) => {
  const { query, segment } = useFound.getState()
  if (query === null || segment === null || segment !== now.chosen) return
  const filterIn = ({ segments }: typeof now) =>
    JSON.stringify(segments.find(({ id }) => id === segment)?.filter)
  const isOther = filterIn(now) !== filterIn(before)
  if (isOther || now.counts !== before.counts)
    void refresh(query, segment, isOther).catch(() => undefined)
})

useStanding.subscribe(({ epoch }, before) => {
  if (epoch !== before.epoch) useFound.setState(NOTHING)
})
