import { useMemo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { fetchNamed } from '../sync/missing.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

const MOST = 5

/** The newest conversations of a customer, as their timeline names them; live. */
export function useChats(customerId: string) {
  const timeline = useWorld((world) => world.timelines[customerId])
  const shelf = useWorld((world) => world.conversations)
  const ids = useMemo(() => {
    const chats = timeline?.activities.filter(({ type }) => type === 'chat') ?? []
    const named = chats.map(({ metadata }) => metadata['sessionId'])
    return named.filter((id): id is string => typeof id === 'string').slice(0, MOST)
  }, [timeline])
  const unknown = ids.filter((id) => !shelf[id]).join(' ')
  useLoad(unknown || null, () => fetchNamed(unknown.split(' ')))
  return useMemo(
    () => ids.flatMap((id): Conversation[] => (shelf[id]?.value ? [shelf[id].value] : [])),
    [ids, shelf],
  )
}
