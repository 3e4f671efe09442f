import type { Native } from '../native.ts'
import type { Notifications } from '../notifications.ts'
import type { Power } from '../power.ts'
import { serverAddress } from '../profile.ts'
import type { ServerChoice } from '../profile.ts'
import type { Secrets } from '../secrets.ts'
import type { CallOutput } from './contract.ts'
import type { Events } from './events.ts'
import type { Handlers } from './serve.ts'

export type ShellParts = {
  server: ServerChoice
  /** Whether the person really wants this server, asked where no page can answer for them. */
  confirmServer: (url: string) => Promise<boolean>
  secrets: Secrets
  badge: { set: (count: number) => { shown: boolean } }
  notifications: Notifications
  windows: { isFocused: () => boolean; reload: () => void }
  events: Pick<Events, 'ready'>
  native: Pick<Native, 'handlers' | 'count'>
  power: Power
}

/** What each call of the contract does. */
export function createHandlers(shell: ShellParts): Handlers {
  const { server, secrets, badge, notifications, windows, events, native, power } = shell
  return {
    'bridge.ready': () => events.ready(),
    'server.get': () => ({ url: server.url() }),
    'server.set': ({ url }) => changeServer(shell, url),
    'secret.read': ({ name }) => secrets.read(name),
    'secret.write': ({ name, value }) => secrets.write(name, value),
    'secret.clear': ({ name }) => secrets.clear(name),
    'badge.set'({ count }) {
      native.count(count)
      return badge.set(count)
    },
    'notification.show': (request) => notifications.show(request),
    'notification.withdraw': ({ route }) => notifications.withdraw(route),
    'window.isFocused': () => ({ focused: windows.isFocused() }),
    ...native.handlers,
    'power.state': () => ({ state: power.state() }),
  }
}

async function changeServer(shell: ShellParts, text: string): Promise<CallOutput<'server.set'>> {
  const url = serverAddress(text)
  if (url === null) return { changed: false, why: 'invalid_address' }
  if (url === shell.server.url()) return { changed: false, why: 'same_address' }
  if (!(await shell.confirmServer(url))) return { changed: false, why: 'declined' }
  shell.server.choose(url)
  // A new document is needed for a new content policy; the answer to this call goes out first.
  setImmediate(() => shell.windows.reload())
  return { changed: true, url }
}
