import { create } from 'zustand'
import type {
  AgentNotification,
  NotificationStanding,
} from '../../../server/contract/notifications.ts'

export type Filter = 'all' | 'unread'

/** The part of a list that is loaded, newest first. */
interface Page {
  readonly ids: readonly string[]
  readonly next: string | null
}

interface Notices {
  /** Everything known, by id. */
  readonly byId: Readonly<Record<string, AgentNotification>>
  readonly pages: Readonly<Partial<Record<Filter, Page>>>
  readonly unread: number
  /** The newest change that is known; null until the server has been asked. */
  readonly head: number | null
}

const EMPTY: Notices = { byId: {}, pages: {}, unread: 0, head: null }

export const useNotices = create<Notices>()(() => EMPTY)
export const notices = () => useNotices.getState()
export const forgetNotices = () => useNotices.setState(EMPTY)

const later = (a: AgentNotification | undefined, b: AgentNotification) =>
  a && a.seq > b.seq ? a : b

const withAll = (byId: Notices['byId'], list: readonly AgentNotification[]): Notices['byId'] => ({
  ...byId,
  ...Object.fromEntries(list.map((one) => [one.id, later(byId[one.id], one)])),
})

/** A page the server answered, from the top or after what is loaded. */
export function pageLoaded(
  filter: Filter,
  list: readonly AgentNotification[],
  next: string | null,
  isMore: boolean,
) {
  useNotices.setState(({ byId, pages }) => {
    const before = isMore ? (pages[filter]?.ids ?? []) : []
    const ids = [...new Set([...before, ...list.map(({ id }) => id)])]
    return { byId: withAll(byId, list), pages: { ...pages, [filter]: { ids, next } } }
  })
}

/**
 * What changed, in order; answers those that are new. One that is read stays where it is until the list is loaded anew.
 */
export function changesTaken(
  changed: readonly AgentNotification[],
  { unread, head }: NotificationStanding,
): AgentNotification[] {
  const { byId, pages, head: before } = notices()
  // What is unread has changed once only, when it was told.
  const fresh = changed.filter(({ seq, readAt }) => seq > (before ?? head) && readAt === null)
  const top = fresh.map(({ id }) => id).toReversed()
  const extended = Object.entries(pages).map(([filter, page]) => [
    filter,
    { ...page, ids: [...new Set([...top, ...page.ids])] },
  ])
  useNotices.setState({
    byId: withAll(byId, changed),
    pages: Object.fromEntries(extended) as Notices['pages'],
    unread,
    head,
  })
  return fresh
}
