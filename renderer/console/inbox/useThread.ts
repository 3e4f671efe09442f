import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadThread } from './load.ts'

/** The thread of a conversation if it is loaded, else null. */
export const useLoadedThread = (id: string) =>
  useWorld((world) => {
    const thread = world.threads[id]
    return thread?.loaded ? thread : null
  })

/** The thread of a conversation; it is loaded when it is not there, and stays true by itself. */
export function useThread(id: string) {
  const thread = useLoadedThread(id)
  const load = useLoad(thread ? null : id, () => loadThread(id))
  return { thread, load }
}
