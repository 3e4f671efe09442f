import type {
  Channels,
  NotificationKind,
  NotificationPreferences,
  PreferredKind,
  QuietHours,
  WithheldReason,
} from '../contract/notifications.ts'
import { isOpen } from '../webchat/index.ts'

const NOTHING: Channels = { inApp: false, desktop: false, sound: false }

// What names the agent or gives them something reaches them in a muted conversation, too.
const MUTABLE: ReadonlySet<NotificationKind> = new Set([
  'message',
  'new_chat',
  'escalated',
  'response_due',
])

/** What decides how an agent is told of something. */
export interface Circumstances {
  kind: PreferredKind
  preferences: NotificationPreferences
  isMuted: boolean
  /** The agent looks at the very thing. */
  isFocused: boolean
  now: Date
}

/** Whether it is quiet by the clock on the wall of the agent's zone. */
export const isQuiet = (quietHours: QuietHours, at: Date): boolean =>
  quietHours.isOn && isOpen({ ...quietHours, holidays: [] }, at)

/** How an agent is told of something, or why they are not. */
export function delivery({ kind, preferences, isMuted, isFocused, now }: Circumstances): {
  channels: Channels
  withheld: WithheldReason | null
} {
  const channels = preferences.kinds[kind]
  const withheld = (reason: WithheldReason) => ({ channels: NOTHING, withheld: reason })
  if (!channels.inApp && !channels.desktop && !channels.sound) return withheld('preference')
  if (isMuted && MUTABLE.has(kind)) return withheld('muted')
  if (isFocused) return withheld('focus')
  if (isQuiet(preferences.quietHours, now)) return withheld('quiet_hours')
  return { channels, withheld: null }
}

/** Reasons that leave nothing to be seen later: the agent does not want it, or sees it right now. */
export const isSettled = (reason: WithheldReason | null): boolean =>
  reason === 'preference' || reason === 'muted' || reason === 'focus'
