import { useEffect } from 'react'
import { without } from '../sync/put.ts'
import { change, world } from '../sync/store.ts'
import type { World } from '../sync/world.ts'
import { loadThread } from './load.ts'
import { isIn } from './views.ts'

/** A pointer that only passes over a row rests on it for less. */
const REST_MS = 80
/** How many threads are kept; those that came first go first. */
const MOST = 100

/** The world with no more threads than are worth keeping; `openId` is on the screen. */
export function withFewThreads(now: World, openId: string | null, most = MOST): World {
  const ids = Object.keys(now.threads)
  const old = ids.slice(0, Math.max(0, ids.length - most)).filter((id) => id !== openId)
  return old.length === 0 ? now : { ...now, threads: without(now.threads, old) }
}

function fetchAhead(id: string, openId: string | null) {
  if (world().threads[id]) return
  change((now) => withFewThreads(now, openId))
  void fetchThread(id)
}

// Whoever opens it asks again, and is told what is wrong.
const fetchThread = (id: string) =>
  loadThread(id).catch(() => change((now) => ({ ...now, threads: without(now.threads, [id]) })))

/** How many threads are fetched to be readable later, and how long the server is left alone in between. */
const TO_READ = 20
const CALM_MS = 300

/** Fetches the threads that this agent will want to read should the connection go: their own, the newest first. */
export async function fetchToRead(agentId: string) {
  const { conversations } = world()
  const mine = Object.values(conversations)
    .flatMap(({ value }) => (value && isIn('mine', value, agentId) ? [value] : []))
    .toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))
  for (const { id } of mine.slice(0, TO_READ)) {
    if (world().threads[id]) continue
    await new Promise((resolve) => setTimeout(resolve, CALM_MS))
    if (!world().conversations[id]) return
    await fetchThread(id)
  }
}

let resting: ReturnType<typeof setTimeout> | undefined

const leave = () => clearTimeout(resting)

/** What a row needs so that its thread is fetched once a pointer or the focus has rested on it, and opens at once. */
export function aheadOf(id: string) {
  const rest = () => {
    leave()
    resting = setTimeout(() => fetchAhead(id, null), REST_MS)
  }
  return { onPointerEnter: rest, onPointerLeave: leave, onFocus: rest, onBlur: leave }
}

/** Fetches the threads of the rows beside the open one: J and K open them at once. */
export function useNeighbours(rows: readonly { id: string }[], openId: string | null) {
  const at = openId === null ? -1 : rows.findIndex(({ id }) => id === openId)
  const next = at === -1 ? undefined : rows[at + 1]?.id
  const previous = at === -1 ? undefined : rows[at - 1]?.id
  useEffect(() => {
    const waiting = setTimeout(() => {
      for (const id of [next, previous]) if (id !== undefined) fetchAhead(id, openId)
    }, REST_MS)
    return () => clearTimeout(waiting)
  }, [next, previous, openId])
}
