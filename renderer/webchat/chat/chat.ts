import { type Actions, actionsOf } from './actions.ts'
import { catchingUp } from './catch-up.ts'
import { type Context, enterSession, followKeptSession } from './context.ts'
import { followEvents } from './events.ts'
import { followLink } from './link.ts'
import { reading } from './reading.ts'
import { sending } from './sending.ts'
import { asking, type ChatSocket } from './server.ts'
import { keptSession, SESSION_KEY } from './session.ts'
import type { Storage } from './storage.ts'
import { createStore, type Store } from './store.ts'
import { isBehind } from './thread.ts'
import { typingShown, typingSignal } from './typing.ts'

export interface Chat extends Actions {
  store: Store
  storage: Storage
}

/** Puts the chat together: what the socket says goes into the store, what the page does goes to the socket. */
export function createChat(socket: ChatSocket, storage: Storage): Chat {
  const store = createStore()
  const context: Context = { store, storage, ask: asking(socket) }
  const catchUp = catchingUp(context, () => socket.connected)
  const send = sending(context)
  const tellRead = reading(context)
  const bringUp = async () => {
    if (!socket.connected) return
    store.set({ link: 'connecting' })
    const stands = await catchUp()
    if (!socket.connected || (!stands && store.get().session)) return
    store.set({ link: 'online' })
    void send()
    void tellRead()
  }
  followLink(socket, {
    onUp: () => void bringUp(),
    onDown: (link) => store.set({ link, typing: null }),
  })
  followEvents(context, socket, { typing: typingShown(context), catchUp: () => void catchUp() })
  storage.onChange((key) => {
    if (key === SESSION_KEY && followKeptSession(context)) void bringUp()
  })
  store.subscribe(({ thread, link }, before) => {
    if (thread === before.thread || link !== 'online') return
    if (isBehind(thread)) void catchUp()
    void tellRead()
  })
  enterSession(context, keptSession(storage))
  socket.connect()
  return { store, storage, ...actionsOf(context, { send, bringUp, signal: typingSignal(context) }) }
}
