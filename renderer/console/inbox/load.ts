import type { Conversation, InboxView, Message } from '../../../server/contract/conversations.ts'
import { askPage, withQuery } from '../sync/api.ts'
import { learnConversations } from '../sync/apply-conversation.ts'
import { learnThread, spanLoaded, threadWanted } from '../sync/learn.ts'
import { change, learn, world } from '../sync/store.ts'

const PAGE = '50'
const MESSAGES = '60'

/** The name of a view's span in the world. */
export const spanOf = (view: InboxView) => `inbox ${view}`

export const placeOf = (conversation: Conversation) => ({
  at: conversation.lastActivityAt,
  id: conversation.id,
})

/** Loads a view from the top, or what follows `cursor`. */
export const loadView = (view: InboxView, cursor?: string) =>
  learn(
    () => askPage<Conversation>(withQuery('/api/inbox', { view, cursor, limit: PAGE })),
    (now, { data, next }, askedAt) =>
      spanLoaded(learnConversations(now, data, askedAt), spanOf(view), {
        data: data.map(placeOf),
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

export function loadMore(view: InboxView) {
  const next = world().spans[spanOf(view)]?.next
  if (next) void once(spanOf(view), () => loadView(view, next))
}

const messagesPath = (id: string) => `/api/inbox/${encodeURIComponent(id)}/messages`

export function loadThread(id: string, cursor?: string) {
  change((now) => threadWanted(now, id))
  return learn(
    () => askPage<Message>(withQuery(messagesPath(id), { cursor, limit: MESSAGES })),
    (now, page) => learnThread(now, id, page),
  )
}

export async function loadOlder(id: string) {
  const older = world().threads[id]?.older
  if (older) await once(`thread ${id}`, () => loadThread(id, older))
}
