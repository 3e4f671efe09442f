import { desktop } from './desktop.ts'

/** Shows how many messages wait, where the system shows such a number. */
export function showBadge(count: number) {
  if (desktop) void desktop.badge.set({ count: Math.min(count, 99_999) })
  else if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined)
}
