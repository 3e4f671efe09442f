import type { Conversation } from '../../../server/contract/conversations.ts'
import { learnConversations } from './apply-conversation.ts'
import { ask } from './api.ts'
import { ApiProblem } from './problem.ts'
import { change, learn, useWorld } from './store.ts'

const asking = new Set<string>()
const AGAIN_MS = 3000

export const fetchConversation = (id: string) =>
  learn(
    () => ask<Conversation>({ path: `/api/inbox/${encodeURIComponent(id)}` }),
    (world, conversation, askedAt) => learnConversations(world, [conversation], askedAt),
  )

const forget = (id: string) =>
  change((world) => ({ ...world, missing: world.missing.filter((one) => one !== id) }))

async function fetchMissing(id: string) {
  if (asking.has(id)) return
  asking.add(id)
  try {
    await fetchConversation(id)
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) forget(id)
    else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  } finally {
    asking.delete(id)
    if (useWorld.getState().missing.includes(id)) void fetchMissing(id)
  }
}

/** Fetches each conversation that the stream speaks of and the console has never seen. */
export function watchMissing() {
  return useWorld.subscribe(({ missing }) => {
    for (const id of missing) void fetchMissing(id)
  })
}
