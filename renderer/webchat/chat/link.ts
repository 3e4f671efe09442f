import type { ChatSocket } from './server.ts'
import type { Link } from './store.ts'

const COME_BACK_MS = 1_000
const REFUSED_MS = 5_000
const TICK_MS = 15_000
const LOOK_MS = 45_000
// Timers of a window that is not shown come once a minute; later than this, the machine slept.
const SLEPT_MS = 90_000

export interface LinkEvents {
  onUp: () => void
  onDown: (link: Link) => void
  /** Something may have been missed though the connection seems to stand: the machine slept or changed its network. */
  onWake: () => void
  /** Time to compare with the server: an announcement that was lost leaves no gap to see. */
  onLook: () => void
}

const broken = () => (navigator.onLine ? 'lost' : 'offline')

/** Follows the connection: tells when it stands and when it broke, and hurries it when the device is back. */
export function followLink(socket: ChatSocket, events: LinkEvents): void {
  const comeBack = (ms: number) => setTimeout(() => socket.connect(), ms)
  socket.on('connect', events.onUp)
  socket.on('disconnect', (reason) => {
    events.onDown(broken())
    // A server that stops says goodbye first; Socket.IO comes back by itself only after accidents.
    if (reason === 'io server disconnect') comeBack(COME_BACK_MS)
  })
  socket.on('connect_error', () => {
    events.onDown(broken())
    if (!socket.active) comeBack(REFUSED_MS)
  })
  followDevice(socket, events)
}

function followDevice(socket: ChatSocket, { onDown, onWake, onLook }: LinkEvents): void {
  let tickedAt = Date.now()
  let lookedAt = tickedAt
  const orHurry = (run: () => void) => {
    lookedAt = Date.now()
    if (socket.connected) run()
    else socket.disconnect().connect()
  }
  addEventListener('online', () => orHurry(onWake))
  addEventListener('offline', () => onDown('offline'))
  addEventListener('pageshow', ({ persisted }) => persisted && orHurry(onWake))
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) orHurry(onLook)
  })
  setInterval(() => {
    const now = Date.now()
    const slept = now - tickedAt > SLEPT_MS
    tickedAt = now
    if (slept) orHurry(onWake)
    else if (!document.hidden && socket.connected && now - lookedAt > LOOK_MS) orHurry(onLook)
  }, TICK_MS)
}
