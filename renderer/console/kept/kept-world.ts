import type { Conversation } from '../../../server/contract/conversations.ts'
import type { InboxView } from '../../../server/contract/inbox.ts'
import { spanOf } from '../inbox/load.ts'
import { VIEWS } from '../inbox/views.ts'
import { filterOfView } from '../shell/listing.ts'
import { byPlace, type Span } from '../sync/span.ts'
import { emptyThread } from '../sync/thread.ts'
import { emptyWorld, type Shelf, type Thread, type World } from '../sync/world.ts'
import type { Kept, KeptInbox, KeptThread } from './parts.ts'

const MOST_CONVERSATIONS = 200
const MOST_THREADS = 50
const MOST_MESSAGES = 50

const spanIn = (world: World, view: InboxView) => world.spans[spanOf(filterOfView(view))]

/** Whether there is anything in a world to be read later. */
export const isWorthKeeping = (world: World) => VIEWS.some((view) => spanIn(world, view))

const onShelf = <T>(shelf: Shelf<T>): T[] =>
  Object.values(shelf).flatMap(({ value }) => (value === null ? [] : [value]))

/** Who reads, and the conversation that is open before them. */
export interface Reader {
  readonly agentId: string
  readonly openId: string | null
}

const latest = (conversations: readonly Conversation[]) =>
  conversations.toSorted((a, b) =>
    byPlace({ at: a.lastActivityAt, id: a.id }, { at: b.lastActivityAt, id: b.id }),
  )

/** The threads that are kept: the one that is open, the reader's own, then those in which something happened last. */
function latestThreads(world: World, { agentId, openId }: Reader): [string, Thread][] {
  const loaded = onShelf(world.conversations).filter(({ id }) => world.threads[id]?.loaded)
  const rank = ({ id, assignee }: Conversation) =>
    id === openId ? 0 : assignee?.id === agentId ? 1 : 2
  return latest(loaded)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_THREADS)
    .flatMap(({ id }) => {
      const thread = world.threads[id]
      return thread ? [[id, thread]] : []
    })
}

/** Those whose threads are kept, then those in which something happened last. */
function latestConversations(world: World, reader: Reader): Conversation[] {
  const opened = new Set(latestThreads(world, reader).map(([id]) => id))
  const known = latest(onShelf(world.conversations))
  const isOpened = ({ id }: Conversation) => opened.has(id)
  const others = known.filter((one) => !isOpened(one))
  return [...known.filter(isOpened), ...others].slice(0, MOST_CONVERSATIONS)
}

/** What of a world is kept of its lists, for `user`, who heard of the server at `at`. */
export function inboxOf(
  world: World,
  { user, at, openId }: Pick<KeptInbox, 'user' | 'at'> & Pick<Reader, 'openId'>,
): KeptInbox {
  const conversations = latestConversations(world, { agentId: user.id, openId })
  const theirs = new Set(conversations.map(({ customer }) => customer.id))
  const isCut = onShelf(world.conversations).length > conversations.length
  const views = VIEWS.flatMap((view) => {
    const span = spanIn(world, view)
    return span ? [{ view, isWhole: !isCut && isWhole(span) }] : []
  })
  return {
    user,
    at,
    conversations,
    views,
    customers: onShelf(world.customers).filter(({ id }) => theirs.has(id)),
    agents: onShelf(world.agents),
    teams: onShelf(world.teams),
    tags: onShelf(world.tags),
  }
}

const isWhole = ({ floor, sheets }: Span) =>
  floor === null && sheets.every(({ gone }) => gone === null)

/** What of a world is kept of its threads. A thread that has not changed is the same object in the world. */
export const threadsOf = (world: World, reader: Reader): ReadonlyMap<string, Thread> =>
  new Map(latestThreads(world, reader))

/** The end of a thread, as it is kept. */
export const endOf = (conversationId: string, { messages, older }: Thread): KeptThread => ({
  conversationId,
  messages: messages.slice(-MOST_MESSAGES),
  hasOlder: older !== null || messages.length > MOST_MESSAGES,
})

const shelfOf = <T extends { id: string }>(values: readonly T[]): Shelf<T> =>
  Object.fromEntries(values.map((value) => [value.id, { seq: 0, value }]))

// Below every place there is: the list may go on, and nobody claims that it ends here.
const OPEN_END = { at: '', id: '' }
// Leads nowhere while there is no connection; then the world begins anew.
const NO_CURSOR = ''

function keptSpan(isWholeThere: boolean): Span {
  const floor = isWholeThere ? null : OPEN_END
  return { sheets: [{ cursor: null, floor, gone: null }], floor, next: null }
}

const keptThread = ({ messages, hasOlder }: KeptThread): Thread => ({
  ...emptyThread,
  messages,
  older: hasOlder ? NO_CURSOR : null,
  loaded: true,
})

/** A world that holds what was kept, until the server can be asked. */
export const worldOf = ({ inbox, threads }: Kept): World => ({
  ...emptyWorld(0),
  conversations: shelfOf(inbox.conversations),
  customers: shelfOf(inbox.customers),
  agents: shelfOf(inbox.agents),
  teams: shelfOf(inbox.teams),
  tags: shelfOf(inbox.tags),
  threads: Object.fromEntries(threads.map((one) => [one.conversationId, keptThread(one)])),
  spans: Object.fromEntries(
    inbox.views.map(({ view, isWhole: whole }) => [spanOf(filterOfView(view)), keptSpan(whole)]),
  ),
})
