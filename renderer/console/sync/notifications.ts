import type { NotificationChanges } from '../../../server/contract/notifications.ts'

type Listener = (changes: NotificationChanges) => void
const listeners = new Set<Listener>()

/** Calls with what the server says has changed of this agent's notifications. Returns the function that ends it. */
export function onNotifications(listener: Listener) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function notificationsArrived(changes: NotificationChanges) {
  for (const listener of listeners) listener(changes)
}
