import type { Native } from '../native.ts'
import type { Notifications } from '../notifications.ts'
import type { Power } from '../power.ts'
import type { Places } from '../places.ts'
import type { Secrets } from '../secrets.ts'
import type { Updates } from '../updates.ts'
import type { Events } from './events.ts'
import type { Handlers } from './serve.ts'

export type ShellParts = {
  places: Places
  local: { retry: () => void; tail: () => string[] }
  secrets: Pick<Secrets, 'read' | 'write' | 'clear'>
  badge: { set: (count: number) => { shown: boolean } }
  notifications: Pick<Notifications, 'show' | 'withdraw'>
  windows: { isFocused: () => boolean }
  events: Pick<Events, 'ready'>
  native: Pick<Native, 'handlers' | 'count'>
  stand: Handlers['standing.set']
  power: Power
  copyDiagnostics: () => void
  updates: Pick<Updates, 'state' | 'check' | 'install'>
}

/** What each call of the contract does. */
export function createHandlers(shell: ShellParts): Handlers {
  const { places, local, secrets, badge, notifications, windows, events, native, power } = shell
  return {
    'bridge.ready': () => events.ready(),
    'server.get': () => places.server(),
    'server.log': () => ({ lines: local.tail() }),
    'server.retry': () => local.retry(),
    'profile.list': () => places.list(),
    'profile.add': (input) => places.add(input),
    'profile.use': ({ id }) => places.use(id),
    'profile.rename': ({ id, name }) => places.rename(id, name),
    'profile.remove': ({ id }) => places.remove(id),
    'profile.clear': (what) => places.clear(what),
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
    'standing.set': shell.stand,
    'app.copyDiagnostics': shell.copyDiagnostics,
    'power.state': () => ({ state: power.state() }),
    ...updateHandlers(shell.updates),
  }
}

const updateHandlers = ({ state, check, install }: ShellParts['updates']) => ({
  'update.get': () => state(),
  // Its result is told by the event: the page does not wait for the network.
  'update.check': () => void check(),
  'update.install': () => install(),
})
