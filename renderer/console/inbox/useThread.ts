import { useMemo } from 'react'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import type { Thread } from '../sync/world.ts'
import { loadThread } from './load.ts'

/** The thread of a conversation if it is loaded, else null. */
export const useLoadedThread = (id: string) =>
  useWorld((world) => {
    const thread = world.threads[id]
    return thread?.loaded ? thread : null
  })

/** The thread of a conversation; it is loaded when it is not there or is to be read anew, and stays true by itself. */
export function useThread(id: string) {
  const known = useWorld((world) => world.threads[id])
  const isThere = known?.loaded ?? false
  const load = useLoad(isThere ? null : `${id} ${known?.since ?? 0}`, () => loadThread(id))
  const thread = useMemo(() => shown(known), [known])
  return { thread, load }
}

function shown(thread: Thread | undefined): Thread | null {
  if (!thread || thread.loaded) return thread ?? null
  return thread.stale && { ...thread, messages: thread.stale }
}
