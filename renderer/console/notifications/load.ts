import type {
  AgentNotification,
  NotificationChanges,
  NotificationStanding,
  NotificationStep,
} from '../../../server/contract/notifications.ts'
import { ask, askPage, withQuery } from '../sync/api.ts'
import { changesTaken, type Filter, notices, pageLoaded, useNotices } from './store.ts'

const PATH = '/api/notifications'
const PAGE = '50'
const CHANGES = 200

/** Loads a list from the top, or what follows what is loaded. */
export async function loadNotices(show: Filter, isMore = false) {
  const cursor = isMore ? (notices().pages[show]?.next ?? undefined) : undefined
  if (isMore && cursor === undefined) return
  const path = withQuery(PATH, { show, cursor, limit: PAGE })
  const { data, next } = await askPage<AgentNotification>(path)
  pageLoaded(show, data, next, isMore)
}

/** What changed, and what of it is new. */
export interface News {
  readonly fresh: readonly AgentNotification[]
  readonly changed: readonly AgentNotification[]
}

let asking: Promise<News> | null = null

/** Asks for all that changed since the newest known change. Asked twice it is asked once. */
export function catchUp(): Promise<News> {
  asking ??= askAll().finally(() => {
    asking = null
  })
  return asking
}

async function askAll(): Promise<News> {
  const news = { fresh: [] as AgentNotification[], changed: [] as AgentNotification[] }
  for (;;) {
    const { head: after } = notices()
    if (after === null) {
      useNotices.setState(await ask<NotificationStanding>({ path: `${PATH}/standing` }))
      return news
    }
    const path = withQuery(`${PATH}/changes`, { after: String(after) })
    const { changed, unread, head } = await ask<NotificationChanges>({ path })
    const last = changed.at(-1)?.seq ?? head
    const isWhole = changed.length < CHANGES
    news.changed.push(...changed)
    news.fresh.push(
      ...changesTaken(changed, { unread, head: isWhole ? Math.max(head, last) : last }),
    )
    if (isWhole) return news
  }
}

const took = (standing: NotificationStanding) => useNotices.setState({ unread: standing.unread })

/** Marks one read; every window hears of it. */
export const markOneRead = async (id: string) =>
  took(await ask<NotificationStanding>({ method: 'POST', path: `${PATH}/${id}/read` }))

/** Marks all read that this agent was told of a conversation or ticket. */
export const markReadAbout = async (aboutId: string) =>
  took(await ask<NotificationStanding>({ method: 'POST', path: `${PATH}/read`, body: { aboutId } }))

export const markAllRead = async () =>
  took(await ask<NotificationStanding>({ method: 'POST', path: `${PATH}/read`, body: {} }))

/** What happened to a notification, in order. */
export const loadLog = (id: string) => ask<NotificationStep[]>({ path: `${PATH}/${id}/log` })
