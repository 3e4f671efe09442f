import type { ChatSettings } from '../../../server/contract/chat-settings.ts'
import type { RoutingSettings } from '../../../server/contract/routing.ts'
import type { Settings } from '../../../server/contract/settings.ts'
import { SETTINGS_SECTIONS, type SettingsSection } from '../shell/route.ts'
import { createResource } from './resource.ts'

export const chatSettings = createResource<ChatSettings & { hasIdentitySecret: boolean }>(
  '/api/settings/webchat',
)
export const routingSettings = createResource<RoutingSettings>('/api/settings/routing')
export const workspaceSettings = createResource<Settings>('/api/settings')

// What of the chat's settings each section holds; the others hold a resource of their own.
const CHAT_PARTS: Partial<Record<SettingsSection, readonly (keyof ChatSettings)[]>> = {
  appearance: ['appearance'],
  form: ['fields'],
  hours: ['hours', 'needsAgentOnline'],
  chat: ['files', 'limits', 'asksRating'],
}

/** The sections in which something was changed and not saved. */
export function useUnsaved(): ReadonlySet<SettingsSection> {
  const chat = chatSettings.use(({ changes }) => changes)
  const routing = routingSettings.use(({ changes }) => changes)
  const sites = workspaceSettings.use(({ changes }) => changes)
  const isIn = (section: SettingsSection) => {
    if (section === 'routing') return Object.keys(routing).length > 0
    if (section === 'sites') return Object.keys(sites).length > 0
    return CHAT_PARTS[section]?.some((part) => part in chat) ?? false
  }
  return new Set(SETTINGS_SECTIONS.filter(isIn))
}

/** Another admin may sign in next: nothing of this one's unsaved changes stays. */
export function forgetChanges() {
  for (const resource of [chatSettings, routingSettings, workspaceSettings]) resource.discard()
}
