import type { Uploads } from '../../files/uploads.ts'
import { type Actions, actionsOf } from './actions.ts'
import { catchingUp } from './catch-up.ts'
import { choosing } from './choosing.ts'
import { type Context, dispatch, enterSession, followKeptSession } from './context.ts'
import { followDraft } from './draft.ts'
import { followEvents } from './events.ts'
import { identifying } from './identifying.ts'
import { followLink } from './link.ts'
import { keptOpening } from './opening.ts'
import { isOutboxKey, keptOutbox } from './outbox.ts'
import { sending } from './sending.ts'
import { asking, type ChatSocket } from './server.ts'
import { keptSession, SESSION_KEY } from './session.ts'
import { pursueStart } from './starting.ts'
import type { Storage } from './storage.ts'
import { createStore, type Store } from './store.ts'
import { telling } from './telling.ts'
import { isBehind, lastForeignSeq } from './thread.ts'
import { typingShown, typingSignal } from './typing.ts'
import { visiting } from './visiting.ts'

export interface Chat extends Actions {
  store: Store
  /** The files chosen for the next message. */
  uploads: Uploads
  storage: Storage
}

/** Puts the chat together: what the socket says goes into the store, what the page does goes to the socket. */
export function createChat(socket: ChatSocket, storage: Storage): Chat {
  const store = createStore()
  const context: Context = { store, storage, ask: asking(socket) }
  const catchUp = catchingUp(context, socket)
  const send = sending(context, { verify: catchUp })
  const tell = tellingAll(context)
  const bringUp = async () => {
    if (!socket.connected) return
    store.set({ link: 'connecting' })
    const stands = await catchUp()
    if (!socket.connected || (!stands && store.get().session)) return
    store.set({ link: 'online', downSince: null })
    void send()
    tell()
  }
  followLink(socket, {
    onUp: () => void bringUp(),
    onDown: (link) =>
      store.set({ link, typing: null, downSince: store.get().downSince ?? Date.now() }),
    onWake: () => void bringUp(),
    onLook: () => void catchUp(),
  })
  followEvents(context, socket, { typing: typingShown(context), catchUp: () => void catchUp() })
  followOtherTabs(context, { bringUp, send })
  store.subscribe((now, before) => {
    if (now.identityToken !== before.identityToken) tell()
    if (now.link !== 'online') return
    if (isBehind(now.thread) && now.thread !== before.thread) void catchUp()
    if (now !== before) tell()
  })
  followDraft(context)
  const uploads = choosing(context)
  enterSession(context, keptSession(storage))
  socket.connect()
  const opening = keptOpening(storage)
  if (opening && !store.get().session) void pursueStart(context, opening).then(bringUp)
  const signal = typingSignal(context)
  return { store, storage, uploads, ...actionsOf(context, { send, bringUp, signal }) }
}

/** What the server is told by itself, each thing once. */
function tellingAll(context: Context): () => void {
  const tellRead = telling(context, 'read', (thread) => thread.customerReadSeq)
  const tellReceived = telling(context, 'received', lastForeignSeq)
  const identify = identifying(context)
  const visit = visiting(context)
  return () => {
    void tellReceived()
    void tellRead()
    void identify()
    visit()
  }
}

/** Shows what other tabs of this browser write, start and leave. */
function followOtherTabs(
  context: Context,
  { bringUp, send }: { bringUp: () => Promise<void>; send: () => Promise<void> },
): void {
  const { store, storage } = context
  storage.onChange((key) => {
    if (key === SESSION_KEY && followKeptSession(context)) void bringUp()
    const { session } = store.get()
    if (!session || !isOutboxKey(key, session.sessionId)) return
    dispatch(context, { kind: 'kept', outbox: keptOutbox(storage, session.sessionId) })
    void send()
  })
  const look = () => document.hidden || void storage.refresh()
  document.addEventListener('visibilitychange', look)
  addEventListener('pageshow', look)
}
