import { create } from 'zustand'
import type {
  CompanyHit,
  CustomerHit,
  Found,
  MessageHit,
  NoteHit,
  TicketHit,
} from '../../../server/contract/search.ts'
import { findPlace } from '../shell/found-place.ts'
import { navigate } from '../shell/navigation.ts'
import { toCompany, toConversation, toCustomer, toTicket } from '../shell/route.ts'
import { ownZone } from '../shell/zones.ts'
import { ask, withQuery } from '../sync/api.ts'

const MOST = '8'

interface Search {
  readonly isOpen: boolean
  /** What was typed last: whoever looks at one hit after another finds it there again. */
  readonly text: string
}

export const useSearch = create<Search>()(() => ({ isOpen: false, text: '' }))

export const openSearch = () => useSearch.setState({ isOpen: true })
export const closeSearch = () => useSearch.setState({ isOpen: false })

/** Something that was found. */
export type Hit =
  | { kind: 'customers'; id: string; hit: CustomerHit }
  | { kind: 'companies'; id: string; hit: CompanyHit }
  | { kind: 'tickets'; id: string; hit: TicketHit }
  | { kind: 'notes'; id: string; hit: NoteHit }
  | { kind: 'messages'; id: string; hit: MessageHit }

/** A text that was searched for, to be searched for again. */
export interface Again {
  readonly kind: 'again'
  readonly id: string
  readonly text: string
}

export const askFound = (q: string, signal: AbortSignal) =>
  ask<Found>({ path: withQuery('/api/search', { q, limit: MOST, zone: ownZone() }), signal })

/** Messages after those that are shown. */
export const askMore = (q: string, cursor: string) =>
  ask<Found>({
    path: withQuery('/api/search', { q, kind: 'messages', cursor, limit: '20', zone: ownZone() }),
  })

/** Goes to what was found: to the very message, comment or note, where it is one. */
export function goTo({ kind, hit }: Hit) {
  switch (kind) {
    case 'customers':
      return navigate(toCustomer(hit.id))
    case 'companies':
      return navigate(toCompany(hit.id))
    case 'tickets':
      return navigate(toTicket(hit.id))
    case 'notes':
      findPlace({ within: hit.customer.id, id: hit.id })
      return navigate(toCustomer(hit.customer.id))
    case 'messages':
      findPlace({ within: hit.conversationId, id: hit.id })
      return navigate(placeOf(hit))
  }
}

function placeOf({ ticket, conversationId, conversation }: MessageHit) {
  if (ticket) return toTicket(ticket.id)
  return toConversation(conversationId, conversation.status === 'closed' ? 'closed' : 'all')
}
