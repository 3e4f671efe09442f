import type { ChatSettings } from '../../../server/contract/chat-settings.ts'
import type { EscalationSettings, ResponseTarget } from '../../../server/contract/notifications.ts'
import type { RoutingSettings } from '../../../server/contract/routing.ts'
import type { Settings } from '../../../server/contract/settings.ts'
import { preferences } from '../notifications/preferences.ts'
import { SETTINGS_SECTIONS, type SettingsSection } from '../shell/route.ts'
import { createResource } from './resource.ts'

export const chatSettings = createResource<ChatSettings & { hasIdentitySecret: boolean }>(
  '/api/settings/webchat',
)
export const escalationSettings = createResource<EscalationSettings>('/api/settings/escalation')
export const responseTarget = createResource<ResponseTarget>('/api/settings/response-target')
export const routingSettings = createResource<RoutingSettings>('/api/settings/routing')
export const workspaceSettings = createResource<Settings>('/api/settings')

// What of the chat's settings each section holds; the others hold a resource of their own.
const CHAT_PARTS: Partial<Record<SettingsSection, readonly (keyof ChatSettings)[]>> = {
  appearance: ['appearance'],
  form: ['fields'],
  hours: ['hours', 'needsAgentOnline'],
  chat: ['files', 'limits', 'asksRating'],
  proactive: ['proactive'],
}

/** The sections in which something was changed and not saved. */
export function useUnsaved(): ReadonlySet<SettingsSection> {
  const chat = chatSettings.use(({ changes }) => changes)
  const own: Partial<Record<SettingsSection, object>> = {
    routing: routingSettings.use(({ changes }) => changes),
    sites: workspaceSettings.use(({ changes }) => changes),
    escalation: escalationSettings.use(({ changes }) => changes),
    responseTarget: responseTarget.use(({ changes }) => changes),
    notifications: preferences.use(({ changes }) => changes),
  }
  const isIn = (section: SettingsSection) => {
    const changes = own[section]
    if (changes) return Object.keys(changes).length > 0
    return CHAT_PARTS[section]?.some((part) => part in chat) ?? false
  }
  return new Set(SETTINGS_SECTIONS.filter(isIn))
}

/** Another agent may sign in next: nothing of this one's own wishes and unsaved changes stays. */
export function forgetChanges() {
  for (const resource of [
    chatSettings,
    routingSettings,
    workspaceSettings,
    escalationSettings,
    responseTarget,
  ])
    resource.discard()
  preferences.discard()
  preferences.use.setState({ saved: null })
}
