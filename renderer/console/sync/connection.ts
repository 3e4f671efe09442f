import { type Batch, Cursor } from './cursor.ts'
import { applyAll } from './apply.ts'
import { draftTold } from './draft-signal.ts'
import { notificationsArrived } from './notifications.ts'
import { forgetPresence, presenceArrived } from './presence.ts'
import { makeSocket, type ConsoleSocket } from './socket.ts'
import { announce, beginAnew, change, forgetWorld, type Mark, useStanding } from './store.ts'
import { forgetTyping, typingArrived } from './typing.ts'
import { watchWake } from './wake.ts'

const CATCH_UP_MS = 10_000
const AGAIN_MS = 2000
/** Silence is no proof: this often the server is asked where the stream stands. */
const CHECK_MS = 30_000
/** A server that takes longer to answer may be gone. */
const PATIENCE_MS = 3000
/** After sleep most connections are dead without a sign: one that does not answer by then is replaced. */
const AWAKE_MS = 1000

let socket: ConsoleSocket | null = null
let endWatch: () => void = () => undefined
let isGreeted = false
let isBehind = true
/** True while something may have been missed without a sign: after sleep, or in a silence that lasts. */
let isDoubtful = false
let heardAt: number | null = null

/** The open socket, or null while the connection is down. */
export const openSocket = () => (socket?.connected && isGreeted ? socket : null)

const listeners = new Set<() => void>()

/** Calls on each successful connection. Returns the function that ends it. */
export function onConnected(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const nextConnection = () =>
  new Promise<void>((resolve) => {
    const end = onConnected(() => {
      end()
      resolve()
    })
  })

/** Resolves at the next successful connection, or after `ms`, whichever is first. */
export const connectionOr = (ms: number) =>
  Promise.race([nextConnection(), new Promise<void>((resolve) => setTimeout(resolve, ms))])

/** Resolves as soon as there is a connection. */
export const connected = async () => (openSocket() ? undefined : nextConnection())

function show(mark: Mark) {
  const { mark: before, caughtUp, since } = useStanding.getState()
  if (before === mark) return
  const isLost = mark === 'offline' || mark === 'connecting'
  useStanding.setState({
    mark,
    since: isLost ? (since ?? heardAt) : null,
    caughtUp: mark === 'inSync' ? caughtUp + 1 : caughtUp,
  })
}
const showConnected = () => show(isBehind || isDoubtful ? 'catchingUp' : 'inSync')

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
    restart: beginAnew,
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

/** Asks the server whether anything was missed. */
async function verify(on: ConsoleSocket, cursor: Cursor) {
  if (!openSocket()) return
  const doubting = setTimeout(() => doubt(on), PATIENCE_MS)
  try {
    await cursor.check()
    isDoubtful = false
    if (on.connected) showConnected()
    useStanding.setState(({ checked }) => ({ checked: checked + 1 }))
  } catch {
    reconnect(on)
  } finally {
    clearTimeout(doubting)
  }
}

/** Whether this screen is still true is not known. */
function doubt(on: ConsoleSocket) {
  isDoubtful = true
  if (on.connected) showConnected()
}

let isAsked = false
let askNow: () => Promise<void> = async () => undefined

/** The server owes an answer: asks it at once whether the connection stands. One question at a time. */
export async function doubtConnection() {
  if (isAsked) return
  isAsked = true
  await askNow()
  isAsked = false
}

/** Asks as `verify` does, and rather connects anew than wait for a connection of before the sleep. */
async function verifyAwake(on: ConsoleSocket, cursor: Cursor) {
  const { engine } = on.io
  const replacing = setTimeout(() => {
    if (on.io.engine === engine) reconnect(on)
  }, AWAKE_MS)
  await verify(on, cursor)
  clearTimeout(replacing)
}

function follow(on: ConsoleSocket, cursor: Cursor) {
  on.on('event', (event) => cursor.receive(event))
  on.on('typing', typingArrived)
  on.on('presence', presenceArrived)
  on.on('draft', draftTold)
  on.on('notifications', notificationsArrived)
  on.on('disconnect', () => {
    isGreeted = false
    forgetPeople()
    show('connecting')
  })
  on.on('connect_error', () => show('offline'))
  on.io.on('open', () => {
    on.io.engine.on('packet', () => {
      heardAt = Date.now()
    })
  })
}

function watch(on: ConsoleSocket, cursor: Cursor) {
  askNow = () => verify(on, cursor)
  const check = () => void verify(on, cursor)
  const checking = setInterval(check, CHECK_MS)
  const endWake = watchWake({
    slept: () => {
      doubt(on)
      void verifyAwake(on, cursor)
    },
    looked: check,
    lost: () => {
      forgetPeople()
      show('offline')
    },
  })
  return () => {
    clearInterval(checking)
    endWake()
  }
}

/** Without a connection nobody is known to type or to look. */
function forgetPeople() {
  forgetTyping()
  forgetPresence()
}

/**
 * Opens the one socket of this window for `agentId` and keeps the world true from here on. `strange` is called when
 * the server takes this browser for somebody else: another window has signed another account in.
 */
export function connect(agentId: string, strange: () => void) {
  if (socket) return
  const on = makeSocket()
  const cursor = cursorOn(on)
  on.on('hello', ({ head, agent }) => {
    if (agent.id !== agentId) return strange()
    isGreeted = true
    isDoubtful = false
    cursor.hello(head)
    showConnected()
    for (const listener of listeners) listener()
  })
  follow(on, cursor)
  endWatch = watch(on, cursor)
  socket = on
  on.connect()
}

/** Ends the connection and forgets everything. */
export function disconnect() {
  endWatch()
  socket?.disconnect()
  socket = null
  isGreeted = false
  isBehind = true
  isDoubtful = false
  heardAt = null
  forgetPeople()
  forgetWorld()
}
