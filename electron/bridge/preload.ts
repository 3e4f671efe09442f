import { contextBridge, ipcRenderer } from 'electron'
import { CALLS, EVENTS } from './channels.ts'
import type {
  Answer,
  CallInput,
  CallName,
  CallOutput,
  Desktop,
  EventBody,
  EventName,
} from './contract.ts'

async function ask<N extends CallName>(name: N, input?: CallInput<N>): Promise<CallOutput<N>> {
  const answer: Answer<CallOutput<N>> = await ipcRenderer.invoke(CALLS, name, input)
  if (answer.ok) return answer.value
  throw new Error(`${answer.code}: ${answer.message}`)
}

type Subscription = { hear: (body: unknown) => void }
const subscriptions = new Map<EventName, Set<Subscription>>()

ipcRenderer.on(EVENTS, (_event, name: EventName, body: unknown) => {
  for (const { hear } of subscriptions.get(name) ?? []) hear(body)
})

function subscribe<N extends EventName>(name: N, listener: (body: EventBody<N>) => void) {
  if (typeof listener !== 'function') throw new TypeError('A listener is a function')
  // The shell sends what the contract says: it has checked the body against it.
  const subscription = { hear: (body: unknown) => listener(body as EventBody<N>) }
  const others = subscriptions.get(name) ?? new Set()
  subscriptions.set(name, others.add(subscription))
  return () => void others.delete(subscription)
}

const desktop: Desktop = {
  bridge: Object.freeze({ ready: () => ask('bridge.ready') }),
  server: Object.freeze({
    get: () => ask('server.get'),
    log: () => ask('server.log'),
    retry: () => ask('server.retry'),
    onChange: (listener: (body: EventBody<'server.change'>) => void) =>
      subscribe('server.change', listener),
  }),
  profile: Object.freeze({
    list: () => ask('profile.list'),
    add: (input: CallInput<'profile.add'>) => ask('profile.add', input),
    use: (input: CallInput<'profile.use'>) => ask('profile.use', input),
    rename: (input: CallInput<'profile.rename'>) => ask('profile.rename', input),
    remove: (input: CallInput<'profile.remove'>) => ask('profile.remove', input),
    clear: (input: CallInput<'profile.clear'>) => ask('profile.clear', input),
    onManage: (listener: (body: EventBody<'profile.manage'>) => void) =>
      subscribe('profile.manage', listener),
  }),
  secret: Object.freeze({
    read: (input: CallInput<'secret.read'>) => ask('secret.read', input),
    write: (input: CallInput<'secret.write'>) => ask('secret.write', input),
    clear: (input: CallInput<'secret.clear'>) => ask('secret.clear', input),
  }),
  app: Object.freeze({
    get: () => ask('app.get'),
    set: (input: CallInput<'app.set'>) => ask('app.set', input),
    copyDiagnostics: () => ask('app.copyDiagnostics'),
  }),
  page: Object.freeze({
    onFind: (listener: (body: EventBody<'page.find'>) => void) => subscribe('page.find', listener),
  }),
  download: Object.freeze({
    start: (input: CallInput<'download.start'>) => ask('download.start', input),
    cancel: (input: CallInput<'download.cancel'>) => ask('download.cancel', input),
    show: (input: CallInput<'download.show'>) => ask('download.show', input),
    onChange: (listener: (body: EventBody<'download.change'>) => void) =>
      subscribe('download.change', listener),
  }),
  standing: Object.freeze({
    set: (input: CallInput<'standing.set'>) => ask('standing.set', input),
    onChoose: (listener: (body: EventBody<'standing.choose'>) => void) =>
      subscribe('standing.choose', listener),
  }),
  update: Object.freeze({
    get: () => ask('update.get'),
    check: () => ask('update.check'),
    install: () => ask('update.install'),
    onChange: (listener: (body: EventBody<'update.change'>) => void) =>
      subscribe('update.change', listener),
    onLook: (listener: (body: EventBody<'update.look'>) => void) =>
      subscribe('update.look', listener),
  }),
  badge: Object.freeze({ set: (input: CallInput<'badge.set'>) => ask('badge.set', input) }),
  notification: Object.freeze({
    show: (input: CallInput<'notification.show'>) => ask('notification.show', input),
    withdraw: (input: CallInput<'notification.withdraw'>) => ask('notification.withdraw', input),
    onClick: (listener: (body: EventBody<'notification.click'>) => void) =>
      subscribe('notification.click', listener),
    onDismiss: (listener: (body: EventBody<'notification.dismiss'>) => void) =>
      subscribe('notification.dismiss', listener),
    onReply: (listener: (body: EventBody<'notification.reply'>) => void) =>
      subscribe('notification.reply', listener),
    onRead: (listener: (body: EventBody<'notification.read'>) => void) =>
      subscribe('notification.read', listener),
  }),
  window: Object.freeze({
    isFocused: () => ask('window.isFocused'),
    onFocus: (listener: (body: EventBody<'window.focus'>) => void) =>
      subscribe('window.focus', listener),
  }),
  power: Object.freeze({
    state: () => ask('power.state'),
    onChange: (listener: (body: EventBody<'power.change'>) => void) =>
      subscribe('power.change', listener),
    onWake: (listener: (body: EventBody<'power.wake'>) => void) =>
      subscribe('power.wake', listener),
  }),
  route: Object.freeze({
    onOpen: (listener: (body: EventBody<'route.open'>) => void) =>
      subscribe('route.open', listener),
  }),
}

// Were this window ever to show anything else, that page must find nothing here.
if (location.protocol === 'frontdesk-app:' && location.host === 'console') {
  contextBridge.exposeInMainWorld('frontdeskDesktop', Object.freeze(desktop))
}
