import type { Selectable } from 'kysely'
import type { AgentNotification, Channels } from '../contract/notifications.ts'
import type { NotificationTable } from './table.ts'

export type NotificationRow = Selectable<NotificationTable>

const NAMES = ['inApp', 'desktop', 'sound'] as const satisfies ReadonlyArray<keyof Channels>

/** Channels as they are stored. */
export const channelText = (channels: Channels): string =>
  NAMES.filter((name) => channels[name]).join(' ')

const channelsOf = (text: string): Channels => {
  const names = text.split(' ')
  return {
    inApp: names.includes('inApp'),
    desktop: names.includes('desktop'),
    sound: names.includes('sound'),
  }
}

export const viewNotification = (row: NotificationRow): AgentNotification => ({
  id: row.id,
  seq: row.seq,
  kind: row.kind,
  conversationId: row.about === 'conversation' ? row.aboutId : null,
  ticketId: row.about === 'ticket' ? row.aboutId : null,
  taskId: row.about === 'task' ? row.aboutId : null,
  ticketNumber: row.ticketNumber,
  who: row.who,
  excerpt: row.excerpt,
  isUrgent: row.isUrgent === 1,
  channels: channelsOf(row.channels),
  withheld: row.withheld,
  createdAt: row.createdAt,
  readAt: row.readAt,
})
