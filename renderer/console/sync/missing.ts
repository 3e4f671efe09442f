import type { Conversation } from '../../../server/contract/conversations.ts'
import { learnConversations } from './apply-conversation.ts'
import { ask } from './api.ts'
import { ApiProblem } from './problem.ts'
import { change, learn, useWorld, world } from './store.ts'

const AT_ONCE = 4
const AGAIN_MS = 3000

export const fetchConversation = (id: string) =>
  learn(
    () => ask<Conversation>({ path: `/api/inbox/${encodeURIComponent(id)}` }),
    (now, conversation, askedAt) => learnConversations(now, [conversation], askedAt),
  )

const forget = (id: string) =>
  change((now) => ({ ...now, missing: now.missing.filter((one) => one !== id) }))

const asking = new Set<string>()

async function fetchMissing(id: string) {
  asking.add(id)
  try {
    await fetchConversation(id)
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) forget(id)
    else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
  asking.delete(id)
  fetchNext()
}

// The newest first: they stand at the top of the list.
function fetchNext() {
  for (const id of world().missing.toReversed()) {
    if (asking.size >= AT_ONCE) return
    if (!asking.has(id)) void fetchMissing(id)
  }
}

/** Fetches each conversation that the stream speaks of and the console has never seen. */
export function watchMissing() {
  return useWorld.subscribe(({ missing }, before) => {
    if (missing !== before.missing) fetchNext()
  })
}
