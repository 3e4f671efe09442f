import type { z } from 'zod'
import { NotificationPreferences, type UpdatePreferencesBody } from '../contract/notifications.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { lockDesks } from './desks.ts'

const { kinds, quietHours, sound, volume } = NotificationPreferences.shape
const DEFAULTS = NotificationPreferences.parse({})

// As everywhere in the settings: what cannot be read counts as not set.
const Stored = NotificationPreferences.extend({
  kinds: kinds.catch(DEFAULTS.kinds),
  quietHours: quietHours.catch(DEFAULTS.quietHours),
  sound: sound.catch(DEFAULTS.sound),
  volume: volume.catch(DEFAULTS.volume),
})

/** What an agent wants, defaults filled in. */
export const preferencesOf = (stored: string | null | undefined): NotificationPreferences =>
  Stored.parse(JSON.parse(stored ?? '{}'))

/** What an agent wants, read from where it is kept. */
export async function readPreferences(sql: Sql, agentId: string): Promise<NotificationPreferences> {
  const row = await sql
    .selectFrom('notificationDesks')
    .select('preferences')
    .where('agentId', '=', agentId)
    .executeTakeFirst()
  return preferencesOf(row?.preferences)
}

/** Keeps the given parts, each whole. */
export async function updatePreferences(
  tx: Tx,
  agentId: string,
  parts: z.output<typeof UpdatePreferencesBody>,
): Promise<NotificationPreferences> {
  const [desk] = await lockDesks(tx, [agentId])
  const preferences = Stored.parse({ ...preferencesOf(desk?.preferences), ...parts })
  await tx.sql
    .updateTable('notificationDesks')
    .set({ preferences: JSON.stringify(preferences) })
    .where('agentId', '=', agentId)
    .execute()
  return preferences
}
