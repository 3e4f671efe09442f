import type { Conversation } from '../../../server/contract/conversations.ts'
import { NAMED_MAX } from '../../../server/contract/inbox.ts'
import { learnConversations } from './apply-conversation.ts'
import { ask, askPage, withQuery } from './api.ts'
import { learn, useWorld, world } from './store.ts'

const AT_ONCE = 2
const AGAIN_MS = 3000

export const fetchConversation = (id: string) =>
  learn(
    () => ask<Conversation>({ path: `/api/inbox/${encodeURIComponent(id)}` }),
    (now, conversation, askedAt) => learnConversations(now, [conversation], askedAt),
  )

/** Fetches conversations, at most as many as one question may name. Those that are not answered are there no more. */
const fetchNamed = (ids: readonly string[]) =>
  learn(
    () => askPage<Conversation>(withQuery('/api/inbox', { ids: ids.join(',') })),
    (now, { data }, askedAt) => {
      const learnt = learnConversations(now, data, askedAt)
      return { ...learnt, missing: learnt.missing.filter((id) => !ids.includes(id)) }
    },
  )

/** Fetches the conversations that the stream speaks of and the console has never seen, many with one question. */
export function watchMissing(fetch: (ids: readonly string[]) => Promise<void> = fetchNamed) {
  const asking = new Set<string>()
  let questions = 0

  async function fetchSome(ids: readonly string[]) {
    questions += 1
    for (const id of ids) asking.add(id)
    await fetch(ids).catch(() => new Promise((resolve) => setTimeout(resolve, AGAIN_MS)))
    for (const id of ids) asking.delete(id)
    questions -= 1
    fetchNext()
  }

  // The newest first: they stand at the top of the list.
  function fetchNext() {
    const wanted = world()
      .missing.toReversed()
      .filter((id) => !asking.has(id))
    while (wanted.length > 0 && questions < AT_ONCE) void fetchSome(wanted.splice(0, NAMED_MAX))
  }

  return useWorld.subscribe(({ missing }, before) => {
    if (missing !== before.missing) fetchNext()
  })
}
