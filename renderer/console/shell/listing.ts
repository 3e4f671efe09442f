import {
  FILTER_OF_VIEW,
  type InboxFilter,
  InboxFilterQuery,
  InboxView,
} from '../../../server/contract/inbox.ts'

/** What a list is narrowed to beside what its view says. */
export type Narrowing = Partial<Omit<InboxFilter, 'status'>>

/** A list of the inbox: one of everybody's views (null: a saved one), and what it is narrowed to. */
export interface Listing {
  readonly view: InboxView | null
  readonly savedId: string | null
  readonly narrowing: Narrowing
}

/** One of everybody's views. */
export const listingOf = (view: InboxView, narrowing: Narrowing = {}): Listing => ({
  view,
  savedId: null,
  narrowing,
})

/** A saved view. */
export const savedListing = (savedId: string, narrowing: Narrowing = {}): Listing => ({
  view: null,
  savedId,
  narrowing,
})

/** The filter of one of everybody's views, narrowed. */
export const filterOfView = (view: InboxView, narrowing: Narrowing = {}): InboxFilter => ({
  sort: 'activity',
  ...FILTER_OF_VIEW[view],
  ...narrowing,
})

/** A filter as an address says it; what has its usual value is left out. */
export function queryOf({ tags, waitingMinutes, sort, ...rest }: Partial<InboxFilter>) {
  const said = {
    ...rest,
    tags: tags?.join(','),
    waitingMinutes: waitingMinutes?.toString(),
    sort: sort === 'waiting' ? sort : undefined,
  }
  const given = Object.entries(said).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return new URLSearchParams(given).toString()
}

/** The address of a list, and of what is open beside it. */
export function hrefOfListing(
  { view, savedId, narrowing }: Listing,
  conversationId: string | null,
) {
  const parts = savedId === null ? [view ?? 'all'] : ['view', savedId]
  const path = ['/inbox', ...parts, ...(conversationId === null ? [] : [conversationId])]
  const query = queryOf(narrowing)
  return (
    path.map((part, at) => (at === 0 ? part : encodeURIComponent(part))).join('/') +
    (query && `?${query}`)
  )
}

/** The list that the parts of an address name after `/inbox`, and the part that follows; null for none. */
export function listingFrom(parts: readonly string[], search: string) {
  const [first, second, third] = parts
  const narrowing = narrowingFrom(search)
  if (first === 'view' && second) return { listing: savedListing(second, narrowing), rest: third }
  const view = InboxView.safeParse(first).data
  return view ? { listing: listingOf(view, narrowing), rest: second } : null
}

// What is no filter is left out, and the rest counts.
function narrowingFrom(search: string): Narrowing {
  const said = Object.fromEntries(new URLSearchParams(search))
  const { view: _, status: __, ...shape } = InboxFilterQuery.shape
  const read = Object.entries(shape).flatMap(([key, schema]) => {
    const value = said[key] ? schema.safeParse(said[key]).data : undefined
    return value === undefined || value === 'activity' ? [] : [[key, value]]
  })
  return Object.fromEntries(read) as Narrowing
}
