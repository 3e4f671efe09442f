import { create } from 'zustand'
import type { CannedReply, CannedReplyBody } from '../../../server/contract/canned-replies.ts'
import { fold } from '../../text/fold.ts'
import { ask, call } from '../sync/api.ts'
import { onEvents } from '../sync/store.ts'

/** The canned replies this agent can use, the most used first; null before they were loaded. */
export const useReplies = create<{ replies: readonly CannedReply[] | null }>()(() => ({
  replies: null,
}))

const pathOf = (id: string) => `/api/canned-replies/${encodeURIComponent(id)}`

export async function loadReplies() {
  useReplies.setState({ replies: await ask<CannedReply[]>({ path: '/api/canned-replies' }) })
}

/** Keeps one, new where `id` is null. */
export async function saveReply(id: string | null, body: CannedReplyBody) {
  if (id === null) await ask({ method: 'POST', path: '/api/canned-replies', body })
  else await ask({ method: 'PUT', path: pathOf(id), body })
  await loadReplies()
}

export async function deleteReply(id: string) {
  await call({ method: 'DELETE', path: pathOf(id) })
  await loadReplies()
}

/** Counts that one was inserted. Lost without harm. */
export const countUse = (id: string) =>
  void call({ method: 'POST', path: `${pathOf(id)}/use` }).catch(() => undefined)

/** Asks again for the canned replies when they changed, here or at a colleague's. */
export const watchReplies = (agentId: string) =>
  onEvents((events) => {
    const isChanged = events.some(
      ({ kind, body }) =>
        kind === 'cannedReplies.changed' && (body.ownerId === null || body.ownerId === agentId),
    )
    if (isChanged && useReplies.getState().replies) void loadReplies().catch(() => undefined)
  })

/** Whoever signs in next has others. */
export const forgetReplies = () => useReplies.setState({ replies: null })

/** Where a word is found, the best first: shortcut, title, text. */
function rankOf({ shortcut, title, text }: CannedReply, wanted: string) {
  const short = fold(shortcut)
  if (short.startsWith(wanted)) return short === wanted ? 0 : 1
  if (short.includes(wanted) || fold(title).includes(wanted)) return 2
  return fold(text).includes(wanted) ? 3 : null
}

/** The replies a word leads to; of those that fit alike first the ones in `language`, then the most used. */
export function findReplies(
  replies: readonly CannedReply[],
  query: string,
  language: string | null,
): CannedReply[] {
  const wanted = fold(query)
  const isForeign = (reply: CannedReply) =>
    Number(reply.language !== null && language !== null && reply.language !== language)
  return replies
    .flatMap((reply) => {
      const rank = rankOf(reply, wanted)
      return rank === null ? [] : [{ reply, rank, isForeign: isForeign(reply) }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.isForeign - b.isForeign || b.reply.uses - a.reply.uses)
    .map(({ reply }) => reply)
}
