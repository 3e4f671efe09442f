import { useWorld } from '../sync/store.ts'
import type { World } from '../sync/world.ts'
import { useMe } from '../shell/account.ts'
import { isIn, unreadOf } from './views.ts'

/** Unread messages in the conversations this agent has. */
export function countUnread({ conversations }: World, agentId: string) {
  let count = 0
  for (const { value } of Object.values(conversations)) {
    if (value && isIn('mine', value, agentId)) count += unreadOf(value)
  }
  return count
}

export function useUnread() {
  const { id } = useMe()
  return useWorld((world) => countUnread(world, id))
}
