import type { ChatSocket } from './server.ts'
import type { Link } from './store.ts'

const COME_BACK_MS = 1_000
const REFUSED_MS = 5_000

export interface LinkEvents {
  onUp: () => void
  onDown: (link: Link) => void
}

const broken = () => (navigator.onLine ? 'lost' : 'offline')

/** Follows the connection: tells when it stands and when it broke, and hurries it when the device is back. */
export function followLink(socket: ChatSocket, { onUp, onDown }: LinkEvents): void {
  const comeBack = (ms: number) => setTimeout(() => socket.connect(), ms)
  const hurry = () => {
    if (!socket.connected) socket.disconnect().connect()
  }
  socket.on('connect', onUp)
  socket.on('disconnect', (reason) => {
    onDown(broken())
    // A server that stops says goodbye first; Socket.IO comes back by itself only after accidents.
    if (reason === 'io server disconnect') comeBack(COME_BACK_MS)
  })
  socket.on('connect_error', () => {
    onDown(broken())
    if (!socket.active) comeBack(REFUSED_MS)
  })
  addEventListener('online', hurry)
  addEventListener('offline', () => onDown('offline'))
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) hurry()
  })
}
