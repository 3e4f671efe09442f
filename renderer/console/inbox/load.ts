import type { Conversation, Message } from '../../../server/contract/conversations.ts'
import type { InboxFilter } from '../../../server/contract/inbox.ts'
import { queryOf } from '../shell/listing.ts'
import { askPage, withQuery } from '../sync/api.ts'
import { learnConversations } from '../sync/apply-conversation.ts'
import { learnThread, spanLoaded, threadWanted } from '../sync/learn.ts'
import { change, learn, onEvents, useStanding, world } from '../sync/store.ts'
import { orderOf, placeIn } from './filter.ts'

const PAGE = '50'
const MESSAGES = '60'

/** The name of a list's span in the world. */
export const spanOf = (filter: InboxFilter) =>
  `inbox ${JSON.stringify(filter, Object.keys(filter).toSorted())}`

const pathOf = (filter: InboxFilter, cursor = '') =>
  `/api/inbox?${queryOf(filter)}&${new URLSearchParams({ cursor, limit: PAGE })}`

const askRows = (filter: InboxFilter, cursor?: string) =>
  askPage<Conversation>(pathOf(filter, cursor))

/** Loads a list from the top, or what follows `cursor`. */
const loadList = (filter: InboxFilter, cursor?: string) =>
  learn(
    () => askRows(filter, cursor),
    (now, { data, next }, askedAt) =>
      spanLoaded(
        learnConversations(now, data, askedAt),
        spanOf(filter),
        {
          cursor: cursor ?? null,
          places: data.map((conversation) => placeIn(filter, conversation)),
          next,
        },
        orderOf(filter),
      ),
  )

const tops = new Map<string, Promise<void>>()
useStanding.subscribe(({ epoch }, before) => {
  if (epoch !== before.epoch) tops.clear()
})

/** Loads a list from the top. Who wants the same meanwhile, in the same world, waits for that. */
export function loadTop(filter: InboxFilter) {
  const name = spanOf(filter)
  const underWay = tops.get(name)
  if (underWay) return underWay
  const top = loadList(filter).finally(() => {
    if (tops.get(name) === top) tops.delete(name)
  })
  tops.set(name, top)
  return top
}

/** Looks what came to the top of a list by nothing but time. */
export const refreshList = (filter: InboxFilter) =>
  learn(
    () => askRows(filter),
    (now, { data }, askedAt) => learnConversations(now, data, askedAt),
  )

/** Looks again when somebody has another name: a conversation that was never loaded may be among those searched for. */
export function watchNames(filter: InboxFilter) {
  if (filter.q === undefined) return undefined
  return onEvents((events) => {
    const isNews = events.some(
      ({ kind }) => kind === 'customer.updated' || kind === 'conversation.identified',
    )
    if (isNews) void refreshList(filter).catch(() => undefined)
  })
}

const loading = new Set<string>()

/** Runs `load` unless the same is under way. What fails is tried again by the next scroll. */
async function once(name: string, load: () => Promise<void>) {
  if (loading.has(name)) return
  loading.add(name)
  await load().catch(() => undefined)
  loading.delete(name)
}

/** Loads what follows `cursor`, unless that is under way. */
export const loadSheet = (filter: InboxFilter, cursor: string) =>
  once(`${spanOf(filter)} ${cursor}`, () => loadList(filter, cursor))

export function loadMore(filter: InboxFilter) {
  const next = world().spans[spanOf(filter)]?.next
  if (next) void loadSheet(filter, next)
}

const messagesPath = (id: string) => `/api/inbox/${encodeURIComponent(id)}/messages`

export function loadThread(id: string, cursor?: string) {
  change((now) => threadWanted(now, id))
  return learn(
    () => askPage<Message>(withQuery(messagesPath(id), { cursor, limit: MESSAGES })),
    (now, page, askedAt) => learnThread(now, id, page, askedAt),
  )
}

const PAGE_BACK = '200'

/** Loads a thread back to a message, however far up it is; answers whether the message is in it. */
export async function loadBackTo(id: string, messageId: string): Promise<boolean> {
  const isIn = (messages: readonly Message[]) => messages.some((each) => each.id === messageId)
  const known = world().threads[id]
  if (!known?.loaded) return false
  if (isIn(known.messages)) return true
  if (known.older === null) return false
  const from = known.older
  // All that is between, learnt at once: a thread is put in order and drawn once.
  await once(`thread ${id}`, () =>
    learn(
      async () => {
        const data: Message[] = []
        let next: string | null = from
        while (next !== null && !isIn(data)) {
          const path = withQuery(messagesPath(id), { cursor: next, limit: PAGE_BACK })
          const page: { data: Message[]; next: string | null } = await askPage<Message>(path)
          data.unshift(...page.data)
          next = page.next
        }
        return { data, next }
      },
      (now, page, askedAt) => learnThread(now, id, page, askedAt),
    ),
  )
  return isIn(world().threads[id]?.messages ?? [])
}

export async function loadOlder(id: string) {
  const older = world().threads[id]?.older
  if (older) await once(`thread ${id}`, () => loadThread(id, older))
}
