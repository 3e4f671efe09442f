import type { Conversation, Message } from '../../../server/contract/conversations.ts'
import type { Listing } from '../shell/route.ts'
import { askPage, withQuery } from '../sync/api.ts'
import { learnConversations } from '../sync/apply-conversation.ts'
import { learnThread, spanLoaded, threadWanted } from '../sync/learn.ts'
import { change, learn, world } from '../sync/store.ts'

const PAGE = '50'
const MESSAGES = '60'

/** The name of a list's span in the world. */
export const spanOf = ({ view, teamId }: Listing) =>
  teamId === null ? `inbox ${view}` : `inbox ${view} ${teamId}`

export const placeOf = (conversation: Conversation) => ({
  at: conversation.lastActivityAt,
  id: conversation.id,
})

const pathOf = ({ view, teamId }: Listing, cursor?: string) =>
  withQuery('/api/inbox', { view, teamId: teamId ?? undefined, cursor, limit: PAGE })

/** Loads a list from the top, or what follows `cursor`. */
export const loadList = (listing: Listing, cursor?: string) =>
  learn(
    () => askPage<Conversation>(pathOf(listing, cursor)),
    (now, { data, next }, askedAt) =>
      spanLoaded(learnConversations(now, data, askedAt), spanOf(listing), {
        cursor: cursor ?? null,
        places: data.map(placeOf),
        next,
      }),
  )

const loading = new Set<string>()

/** Runs `load` unless the same is under way. What fails is tried again by the next scroll. */
async function once(name: string, load: () => Promise<void>) {
  if (loading.has(name)) return
  loading.add(name)
  await load().catch(() => undefined)
  loading.delete(name)
}

/** Loads what follows `cursor`, unless that is under way. */
export const loadSheet = (listing: Listing, cursor: string) =>
  once(`${spanOf(listing)} ${cursor}`, () => loadList(listing, cursor))

export function loadMore(listing: Listing) {
  const next = world().spans[spanOf(listing)]?.next
  if (next) void loadSheet(listing, next)
}

const messagesPath = (id: string) => `/api/inbox/${encodeURIComponent(id)}/messages`

export function loadThread(id: string, cursor?: string) {
  change((now) => threadWanted(now, id))
  return learn(
    () => askPage<Message>(withQuery(messagesPath(id), { cursor, limit: MESSAGES })),
    (now, page, askedAt) => learnThread(now, id, page, askedAt),
  )
}

export async function loadOlder(id: string) {
  const older = world().threads[id]?.older
  if (older) await once(`thread ${id}`, () => loadThread(id, older))
}
