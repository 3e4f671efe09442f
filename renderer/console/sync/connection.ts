import { type Batch, Cursor } from './cursor.ts'
import { applyAll } from './apply.ts'
import { makeSocket, type ConsoleSocket } from './socket.ts'
import { announce, change, type Mark, useStanding } from './store.ts'
import { forgetTyping, typingArrived } from './typing.ts'
import { emptyWorld } from './world.ts'

const CATCH_UP_MS = 10_000
const AGAIN_MS = 2000

let socket: ConsoleSocket | null = null
let endWatch: () => void = () => undefined
let isBehind = true

/** The open socket, or null while the connection is down. */
export const openSocket = () => (socket?.connected ? socket : null)

/** Resolves at the next successful connection, or after `ms`, whichever is first. */
export function connectionOr(ms: number) {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    socket?.once('hello', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function show(mark: Mark) {
  const { mark: before, caughtUp } = useStanding.getState()
  if (before === mark) return
  useStanding.setState({ mark, caughtUp: mark === 'inSync' ? caughtUp + 1 : caughtUp })
}
const showConnected = () => show(isBehind ? 'catchingUp' : 'inSync')

async function catchUp(on: ConsoleSocket, after: number): Promise<Batch> {
  const answer = await on.timeout(CATCH_UP_MS).emitWithAck('catchUp', { after })
  if (!answer.success) throw new Error(answer.code)
  return answer
}

function cursorOn(on: ConsoleSocket): Cursor {
  const cursor = new Cursor({
    apply: (events) => {
      change((world) => applyAll(world, events))
      announce(events, !isBehind)
    },
    catchUp: (after) => catchUp(on, after),
    restart: (head) => {
      change(() => emptyWorld(head))
      useStanding.setState(({ epoch }) => ({ epoch: epoch + 1 }))
    },
    isBehind: (behind) => {
      isBehind = behind
      if (on.connected) showConnected()
    },
    failed: () => {
      setTimeout(() => {
        if (on.connected) cursor.check().catch(() => reconnect(on))
      }, AGAIN_MS)
    },
  })
  return cursor
}

/** A connection that no longer answers is as good as none. */
function reconnect(on: ConsoleSocket) {
  if (!on.connected) return
  on.io.engine.close()
}

/** Opens the one socket of this window and keeps the world true from here on. */
export function connect() {
  if (socket) return
  const on = makeSocket()
  const cursor = cursorOn(on)
  on.on('hello', ({ head }) => {
    cursor.hello(head)
    showConnected()
  })
  on.on('event', (event) => cursor.receive(event))
  on.on('typing', typingArrived)
  on.on('disconnect', () => {
    forgetTyping()
    show('connecting')
  })
  on.on('connect_error', () => show('offline'))
  endWatch = watchForSleep(() => {
    if (on.connected) cursor.check().catch(() => reconnect(on))
  })
  socket = on
  on.connect()
}

/** Ends the connection and forgets everything. */
export function disconnect() {
  endWatch()
  socket?.disconnect()
  socket = null
  isBehind = true
  useStanding.setState({ mark: 'connecting', epoch: 0 })
  change(() => emptyWorld(0))
}

const TICK_MS = 5000

/** Calls after the machine slept, the network changed, or the page comes to the front. */
function watchForSleep(woke: () => void) {
  let last = Date.now()
  const ticking = setInterval(() => {
    const now = Date.now()
    if (now - last > 3 * TICK_MS) woke()
    last = now
  }, TICK_MS)
  const end = new AbortController()
  const { signal } = end
  const seen = () => document.visibilityState === 'visible' && woke()
  document.addEventListener('visibilitychange', seen, { signal })
  addEventListener('online', woke, { signal })
  const lost = () => {
    forgetTyping()
    show('offline')
  }
  addEventListener('offline', lost, { signal })
  return () => {
    clearInterval(ticking)
    end.abort()
  }
}
