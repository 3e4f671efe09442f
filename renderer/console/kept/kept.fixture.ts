import type { User } from '../../../server/contract/identity.ts'
import { spanOf } from '../inbox/load.ts'
import { filterOfView } from '../shell/listing.ts'
import { learnConversations } from '../sync/apply-conversation.ts'
import { conversation, message, stateAt } from '../sync/facts.fixture.ts'
import { learnThread, spanLoaded } from '../sync/learn.ts'
import { emptyWorld, type World } from '../sync/world.ts'

// A world with some conversations in the view of all, for tests of what is kept of it.

export const user = (id: string): User => ({
  id,
  email: `${id}@desk.test`,
  name: id,
  role: 'agent',
  isActive: true,
  language: null,
  createdAt: '2026-01-05T09:00:00.000Z',
  updatedAt: '2026-01-05T09:00:00.000Z',
})

export const NAME_OF_ALL = spanOf(filterOfView('all'))

/** `count` conversations, c0 being the one in which something happened last, all loaded; some are an agent's. */
export function worldWith(count: number, owners: Record<string, string> = {}): World {
  const all = Array.from({ length: count }, (_, at) => {
    const owner = owners[`c${at}`]
    const assignee = owner === undefined ? null : { id: owner, name: owner }
    return conversation(`c${at}`, stateAt(count - at, { headSeq: 1, assignee }))
  })
  const places = all.map(({ id, lastActivityAt }) => ({ id, at: lastActivityAt }))
  const learnt = learnConversations(emptyWorld(1), all, 1)
  return spanLoaded(learnt, NAME_OF_ALL, { cursor: null, places, next: null })
}

/** The world once a thread of so many messages is open in it. */
export function withThread(world: World, id: string, count: number, next: string | null = null) {
  const data = Array.from({ length: count }, (_, at) =>
    message(`${id}-${at + 1}`, at + 1, { conversationId: id }),
  )
  return learnThread(world, id, { data, next }, 1)
}
