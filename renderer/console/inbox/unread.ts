import { useWorld } from '../sync/store.ts'
import type { World } from '../sync/world.ts'
import { useMe } from '../shell/account.ts'
import { isIn, unreadOf } from './views.ts'

/** Unread messages this agent has to look at: in their own conversations and in those nobody has. */
export function countUnread({ conversations }: World, agentId: string) {
  let count = 0
  for (const { value } of Object.values(conversations)) {
    if (!value) continue
    if (isIn('mine', value, agentId) || isIn('unassigned', value, agentId)) count += unreadOf(value)
  }
  return count
}

export function useUnread() {
  const { id } = useMe()
  return useWorld((world) => countUnread(world, id))
}
