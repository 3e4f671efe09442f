import type { Behaviour } from './crisp.ts'
import type { Conversation, Message } from './shapes.ts'

/** One part of a list, and whether more of it is left. */
export interface Part<T> {
  items: T[]
  hasMore: boolean
}

export type Query = Record<string, string>

const FEWEST = 20
const MOST = 50

/** One page of a website's conversations, by the filters that Crisp documents. */
export function conversationPage(
  conversations: Iterable<Conversation>,
  page: number,
  query: Query,
  { listOrder }: Pick<Behaviour, 'listOrder'>,
): Part<Conversation> {
  const found = [...conversations].filter((each) => matches(each, query)).toSorted(byOrder(query))
  const perPage = Math.min(MOST, Math.max(FEWEST, Number(query.per_page ?? FEWEST) || FEWEST))
  return pageOf(listOrder === 'newest' ? found : found.toReversed(), page, perPage)
}

export function pageOf<T>(items: T[], page: number, perPage: number): Part<T> {
  const end = page * perPage
  return { items: items.slice(end - perPage, end), hasMore: end < items.length }
}

function matches(conversation: Conversation, query: Query): boolean {
  const on = (name: string) => query[name] === '1'
  const { updated_at, state, assigned, unread, messages, inbox_id, waiting_since } = conversation
  const wants: boolean[] = [
    on('include_empty') || messages.length > 0,
    !on('filter_unread') || unread.operator > 0,
    !on('filter_resolved') || state === 'resolved',
    !on('filter_not_resolved') || state !== 'resolved',
    !on('filter_unassigned') || assigned === null,
    !on('order_date_waiting') || waiting_since !== null,
    !query.filter_assigned || assigned === query.filter_assigned,
    !query.filter_inbox_id || inbox_id === query.filter_inbox_id,
    !query.filter_date_start || updated_at >= Date.parse(query.filter_date_start),
    !query.filter_date_end || updated_at <= Date.parse(query.filter_date_end),
  ]
  return wants.every(Boolean) && searched(conversation, query)
}

function searched({ meta, messages }: Conversation, query: Query): boolean {
  const text = query.search_query?.toLowerCase()
  if (!text) return true
  if (query.search_type === 'segment') return meta.segments.includes(text)
  const places = [meta.nickname, meta.email, ...messages.map(({ content }) => String(content))]
  return places.some((place) => place.toLowerCase().includes(text))
}

function byOrder(query: Query): (a: Conversation, b: Conversation) => number {
  const key = (each: Conversation) => {
    if (query.order_date_created === '1') return each.created_at
    if (query.order_date_waiting === '1') return each.waiting_since ?? 0
    return each.updated_at
  }
  return (a, b) => key(b) - key(a) || (a.session_id < b.session_id ? -1 : 1)
}

/** One batch of messages, ascending: the newest before a time, the oldest after one, or those around one. */
export function messageBatch(
  messages: Message[],
  query: Query,
  { messageBatch: size, beforeIsInclusive }: Pick<Behaviour, 'messageBatch' | 'beforeIsInclusive'>,
): Part<Message> {
  if (query.timestamp_after) {
    const later = messages.filter(({ timestamp }) => timestamp > Number(query.timestamp_after))
    return { items: later.slice(0, size), hasMore: later.length > size }
  }
  if (query.timestamp_around) {
    const middle = messages.findIndex(
      ({ timestamp }) => timestamp >= Number(query.timestamp_around),
    )
    const start = Math.max(0, middle - Math.floor(size / 2))
    return { items: messages.slice(start, start + size), hasMore: start > 0 }
  }
  const before = query.timestamp_before ? Number(query.timestamp_before) : undefined
  const earlier = messages.filter(
    ({ timestamp }) =>
      before === undefined || timestamp < before || (beforeIsInclusive && timestamp === before),
  )
  return { items: earlier.slice(-size), hasMore: earlier.length > size }
}
