import { NotificationPreferences } from '../../../server/contract/notifications.ts'
import { createResource } from '../settings/resource.ts'

/** What this agent wants to be told, and how. */
export const preferences = createResource<NotificationPreferences>('/api/notifications/preferences')

const DEFAULTS = NotificationPreferences.parse({})

/** As far as it is known. */
export const ownPreferences = () => preferences.use.getState().saved ?? DEFAULTS
