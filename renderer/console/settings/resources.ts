import type { ChatSettings } from '../../../server/contract/chat-settings.ts'
import type { RoutingSettings } from '../../../server/contract/routing.ts'
import type { Settings } from '../../../server/contract/settings.ts'
import { createResource } from './resource.ts'

export const chatSettings = createResource<ChatSettings>('/api/settings/webchat')
export const routingSettings = createResource<RoutingSettings>('/api/settings/routing')
export const workspaceSettings = createResource<Settings>('/api/settings')

/** Another admin may sign in next: nothing of this one's unsaved changes stays. */
export function forgetChanges() {
  for (const resource of [chatSettings, routingSettings, workspaceSettings]) resource.discard()
}
